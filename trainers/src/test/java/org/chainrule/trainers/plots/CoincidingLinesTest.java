package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.chainrule.dsl.eval.Evaluated;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.HardTanh;
import org.chainrule.dsl.ops.Relu;
import org.chainrule.dsl.ops.Sigmoid;
import org.chainrule.dsl.ops.Tanh;
import org.chainrule.trainers.plots.CoincidingLines.Line;
import org.junit.jupiter.api.Test;

class CoincidingLinesTest {
    private static final int POINTS = 1_201; // one for each point of the picture
    private static final double[] X = new Span(0, 1_200).steps(POINTS);

    private static Line line(boolean isDashed, DoubleUnaryOperator f) {
        return line(isDashed, f, UUID.randomUUID().toString());
    }

    private static Line line(boolean isDashed, DoubleUnaryOperator f, String op) {
        return new Line(Arrays.stream(X).map(f).toArray(), isDashed, op);
    }

    private static List<double[]> drawn(Line... lines) {
        return new CoincidingLines(X, List.of(lines), 1, 1).drawn();
    }

    private static boolean isSeen(double[] y, int i) {
        return !Double.isNaN(y[i]);
    }

    private static long seen(double... y) {
        return IntStream.range(0, y.length).filter(i -> isSeen(y, i)).count();
    }

    @Test
    void linesThatAreApartAreWhole() {
        for (double[] y : drawn(line(false, x -> 0), line(false, x -> 2), line(false, x -> 9))) {
            assertThat(seen(y)).isEqualTo(POINTS);
        }
    }

    /** Each has its third, and at each x one of them is seen. */
    @Test
    void linesThatCoincideTakeTurns() {
        DoubleUnaryOperator half = x -> x / 2;
        List<double[]> drawn =
                drawn(line(false, half), line(false, half), line(false, x -> x / 2 + 1));
        for (double[] y : drawn) {
            assertThat(seen(y)).isBetween(POINTS / 3 - 20L, POINTS / 3 + 20L);
        }
        for (int i = 0; i < POINTS; i++) {
            int at = i;
            assertThat(drawn.stream().filter(y -> isSeen(y, at))).as("at %s", i).hasSize(1);
        }
    }

    @Test
    void linesOfOneOpTakeNoTurns() {
        for (double[] y : drawn(line(false, x -> 0, "relu"), line(false, x -> 1, "relu"))) {
            assertThat(seen(y)).isEqualTo(POINTS);
        }
    }

    @Test
    void linesTakeTurnsOnlyWhereTheyCoincide() {
        List<double[]> drawn = drawn(line(false, x -> 0), line(false, x -> Math.max(0, x - 600)));
        for (double[] y : drawn) {
            assertThat(seen(Arrays.copyOf(y, 600))).isBetween(280L, 320L);
            assertThat(seen(Arrays.copyOfRange(y, 602, POINTS))).isEqualTo(POINTS - 602);
        }
    }

    @Test
    void crossingIsNoCoincidence() {
        for (double[] y : drawn(line(false, x -> 600 - x), line(false, x -> x - 600))) {
            assertThat(seen(y)).isEqualTo(POINTS);
        }
    }

    /** A whole line and a dashed one, both 0: a long piece, a dash, and a gap. */
    @Test
    void dashedLineIsSeenInItsTurn() {
        List<double[]> drawn = drawn(line(false, x -> 0), line(true, x -> 0));
        assertThat(seen(drawn.get(0))).isBetween(POINTS / 2 - 20L, POINTS / 2 + 20L);
        assertThat(seen(drawn.get(1))).isBetween(POINTS / 4 - 20L, POINTS / 4 + 60L);
    }

    /** On this scale tanh rises within twenty points. */
    @Test
    void steepCurveIsNoJump() {
        assertThat(jumps(new Tanh(), 60)).isZero();
        assertThat(jumps(new Sigmoid(), 6)).isZero();
        assertThat(jumps(new Relu(), 60)).isOne();
        assertThat(jumps(new HardTanh(), 6)).isEqualTo(2);
    }

    private static long jumps(Op op, double to) {
        double[] x = new Span(-to, to).steps(POINTS);
        NumericArray points = NumericArray.of(x, x.length);
        double[] slope = Evaluated.of(op, points).gradients().get(0).values();
        return IntStream.range(1, x.length)
                .filter(i -> CoincidingLines.jumps(slope, i, 0.02))
                .count();
    }
}
