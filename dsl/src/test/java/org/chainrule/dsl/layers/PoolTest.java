package org.chainrule.dsl.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.graph.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PoolTest {

    /** 1, 2, 2, 1 with windows of 3 at every place: both greatest are the first 2. */
    @Test
    void firstOfEqualNumbersTakesTheGradient() {
        Example.Domain domain = Example.reals(1, 1, 4);
        Variable x = new Variable("x", domain.type(), Variable.Role.INPUT);
        Node given = x.apply();
        Node y = new org.chainrule.dsl.ops.MaxPool(List.of(new Window(3)), false).apply(given);
        Node dx = Reverse.gradients(y.sum(), Node.constant(1), List.of(given)).get(0);
        NumericArray numbers = NumericArray.of(new double[] {1, 2, 2, 1}, 1, 1, 4);
        Evaluator evaluator = new Evaluator(Map.of(x, numbers), 0);
        assertThat(evaluator.valueOf(y).values()).containsExactly(2, 2);
        assertThat(evaluator.valueOf(y.call().output(1)).values()).containsExactly(1, 1);
        assertThat(evaluator.valueOf(dx).values()).containsExactly(0, 2, 0, 0);
    }

    private static Arguments refused(Layer layer, String message) {
        return Arguments.of(layer, message);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(
                        new MaxPool(4, 4),
                        "maxPool: the kernel must fit the padded input, but 4 does not fit 3. Use"
                                + " a smaller kernel or more padding."),
                refused(
                        new MaxPool(3, 3).withPadding(2),
                        "maxPool: the padding must be at most half the window, but 2 is more than"
                                + " half of 3. Use 1 or less."),
                refused(
                        new MaxPool(0, 2),
                        "maxPool: the kernel must be 1 or more, but found 0. Use 1 or more."),
                refused(
                        new AveragePool(2, 2).withDivisor(0),
                        "averagePool: the divisor must not be 0, but found 0. Leave it out to"
                                + " count."),
                refused(
                        new AdaptiveAveragePool(2, 0),
                        "adaptiveAveragePool: there must be 1 or more parts, but found 0. Use 1"
                                + " for a mean."),
                refused(
                        new GroupNorm(3),
                        "groupNorm: groups must divide the channels, but 3 does not divide 4."
                                + " Change the groups or the channels."),
                refused(
                        new GroupNorm(2).withEpsilon(-1),
                        "groupNorm: epsilon must be 0 or more, but found -1.0. Use 1e-5."),
                refused(
                        new RmsNorm().withEpsilon(Double.NaN),
                        "rmsNorm: epsilon must be 0 or more, but found NaN. Use 1e-5."));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatDoesNotFitIsRefused(Layer layer, String message) {
        assertThatThrownBy(() -> Net.image(4, 3, 6).then(layer))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
    }

    @Test
    void openSequencesHaveNoLastWindowThatReachesBeyond() {
        assertThatThrownBy(() -> Net.sequence(2).maxPool(2, MaxPool::withCeilMode))
                .hasMessage(
                        "maxPool: a last window that reaches beyond the axis needs a fixed size,"
                                + " but time is open. Leave the ceil mode out.");
        assertThatThrownBy(() -> Net.sequence(2).then(new AdaptiveAveragePool(2)))
                .hasMessage(
                        "adaptiveAveragePool: what is cut in parts must have a fixed size, but"
                                + " time is open. Use globalAveragePool, or flatten sequences of a"
                                + " bounded context.");
    }

    /** (3, 4) has the root mean square √12.5. */
    @Test
    void rmsNormOfThreeAndFour() {
        Network net = Net.features(2).rmsNorm(n -> n.withoutAffine().withEpsilon(0));
        NumericArray x = NumericArray.of(new double[] {3, 4}, 1, 2);
        double root = Math.sqrt(12.5);
        assertThat(
                        new Evaluator(Map.of(net.input(), x), 0)
                                .valueOf(net.declare(Mode.TRAINING).output())
                                .values())
                .containsExactly(3 / root, 4 / root);
    }
}
