package org.chainrule.dsl.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.symbolic.Expression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescentPathTest {
    /** 64 bits, but for the last bits. */
    private static final double DOUBLE = 1e-12;

    private static final Expression RAVINE = Expression.parse("x^2 + 10 y^2");
    private static final List<Double> START = List.of(4.0, 1.0);

    @Test
    void pathOfMomentumIsThatOfItsFormula() {
        DescentPath path =
                DescentPath.of("momentum", RAVINE, Optimizers.momentum(0.02, 0.9), START, 40);
        double x = 4;
        double v = 0;
        for (int step = 1; step <= 40; step++) {
            v = 0.9 * v + 0.02 * 2 * x;
            x -= v;
            assertThat(path.points().get(step).get(0)).isCloseTo(x, within(DOUBLE));
        }
    }

    /** Its weights are the points ahead, w − γv, of v = γv + η∇L(w − γv), w = w − v. */
    @Test
    void pathOfNesterovIsThatOfTheTextbooksPointAhead() {
        DescentPath path =
                DescentPath.of(
                        "nesterov",
                        RAVINE,
                        Optimizers.momentum(0.02, 0.9).withNesterov(),
                        START,
                        40);
        double y = 1;
        double v = 0;
        for (int step = 1; step <= 40; step++) {
            v = 0.9 * v + 0.02 * 20 * (y - 0.9 * v);
            y -= v;
            assertThat(path.points().get(step).get(1)).isCloseTo(y - 0.9 * v, within(DOUBLE));
        }
    }

    static Stream<Optimizer> all() {
        return Stream.of(
                Optimizers.sgd(0.05),
                Optimizers.sgd(0.01).nesterov(0.9),
                Optimizers.adam(0.1),
                Optimizers.adamW(0.1).withAmsgrad(),
                Optimizers.rmsProp(0.02).withCentering(),
                Optimizers.adagrad(0.5).initial(0.1),
                Optimizers.adamax(0.1),
                Optimizers.nAdam(0.1),
                Optimizers.rAdam(0.1),
                Optimizers.lion(0.01));
    }

    @ParameterizedTest
    @MethodSource("all")
    void optimizersFindTheBottomOfARavine(Optimizer optimizer) {
        List<List<Double>> points = DescentPath.of("it", RAVINE, optimizer, START, 1_500).points();
        assertThat(points).hasSize(1_501);
        assertThat(points.get(1_500).get(0)).isCloseTo(0, within(0.05));
        assertThat(points.get(1_500).get(1)).isCloseTo(0, within(0.05));
    }

    @Test
    void pathThatLeavesTheNumbersEnds() {
        List<List<Double>> points =
                DescentPath.of("wild", Expression.parse("x^4 + y^4"), Optimizers.sgd(9), START, 99)
                        .points();
        assertThat(points.size()).isBetween(2, 30);
        assertThat(points.get(points.size() - 1)).allMatch(Double::isFinite);
    }

    @Test
    void startMustHaveANumberForEachVariable() {
        assertThatThrownBy(
                        () -> DescentPath.of("Adam", RAVINE, Optimizers.adam(1), List.of(1.0), 5))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "Adam: a path must start with a number for each of [x, y], but found [1.0]."
                                + " Give them in alphabetical order.");
    }
}
