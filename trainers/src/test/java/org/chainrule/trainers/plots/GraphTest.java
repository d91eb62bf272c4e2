package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.chainrule.dsl.symbolic.Expression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTest {
    private static Graph graph(String f) {
        return Graph.of(Expression.parse(f), "x", new Span(-3, 3));
    }

    /** How many pieces are drawn without lifting the pen, each of two points or more. */
    private static long pieces(Graph graph) {
        double[] y = graph.y();
        return IntStream.range(1, y.length)
                .filter(i -> !Double.isNaN(y[i]) && !Double.isNaN(y[i - 1]))
                .filter(i -> i == 1 || Double.isNaN(y[i - 2]))
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "x^2, 1",
        "|x|, 1",
        "relu x, 1",
        "'max(x^2, 2x)', 1",
        "1/x, 2",
        "1/(x - 1.2345), 2",
        "tan x, 3",
        "1/x^2, 2",
        "sign x, 2",
        "x + 2sign(x - 1.2345), 2",
        "sqrt(x^2 - 1), 2",
        "7, 1"
    })
    void curveHasAPieceForEachPartOfTheFunction(String f, int expected) {
        assertThat(pieces(graph(f))).isEqualTo(expected);
    }

    @Test
    void curveGoesUpToTheEdgeOfTheDomain() {
        Graph circle = graph("sqrt(1.2345 - x^2)");
        Span defined = circle.defined();
        assertThat(defined.from()).isCloseTo(-Math.sqrt(1.2345), within(1e-11));
        assertThat(defined.to()).isCloseTo(Math.sqrt(1.2345), within(1e-11));
    }

    @Test
    void nothingLiesFarOutsideOfWhatIsSeen() {
        Span y = Span.of(graph("1/x").within(new Span(-1, 1)).y());
        assertThat(y).isEqualTo(new Span(-3, 3)); // as much again on either side
    }

    @Test
    void robustSpanLeavesOutPolesButNotOrdinaryCurves() {
        assertThat(Span.robust(graph("x^2").y(), 0.1, 0.3)).isEqualTo(new Span(0, 9));
        Span pole = Span.robust(graph("1/x").y(), 0.1, 0.3);
        assertThat(pole.to()).isBetween(2.0, 7.0);
        assertThat(pole.from()).isBetween(-7.0, -2.0);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.1", "2.6, 0.2", "44, 5", "0.06, 0.005", "7000, 500"})
    void stepsAreRound(double length, double expected) {
        assertThat(new Span(5, 5 + length).roundStep(11)).isCloseTo(expected, within(1e-12));
    }
}
