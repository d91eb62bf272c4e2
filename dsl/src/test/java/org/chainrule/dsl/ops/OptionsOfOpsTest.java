package org.chainrule.dsl.ops;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluated;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.layers.Prelu;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What ops say of options that do not hold. */
class OptionsOfOpsTest {
    private static final double NAN = Double.NaN;

    private static Arguments of(ThrowingCallable declaration, String message) {
        return Arguments.of(declaration, message);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                of(
                        () -> new LeakyRelu(NAN),
                        "leakyRelu: the slope must be finite, but found NaN. 0.01 is common."),
                of(
                        () -> new Softplus(0, 20),
                        "softplus: beta must be above 0 and finite, but found 0.0. 1 is common."),
                of(
                        () -> new Softplus(1, 100),
                        "softplus: the threshold must be above 0 and at most 80, but found 100.0."
                                + " 20 is common; from 40 on the formula is exact."),
                of(
                        () -> new Silu(Double.POSITIVE_INFINITY),
                        "silu: the beta must be finite, but found Infinity. 1 is common."),
                of(
                        () -> new Elu(NAN),
                        "elu: the alpha must be finite, but found NaN. 1 is common."),
                of(
                        () -> new Celu(-1),
                        "celu: alpha must be above 0 and finite, but found -1.0. 1 is common."),
                of(
                        () -> new HardTanh(1, 1),
                        "hardTanh: low must be below high, but found 1.0 and 1.0. -1 and 1 are"
                                + " common."),
                of(
                        () -> new Variance(Axes.all(), -1),
                        "variance: the correction must be 0 or more, but found -1.0. Use 1 for a"
                                + " sample and 0 for a population."),
                of(
                        () -> new Norm(0.5, Axes.all()),
                        "norm: p must be 1 or more, but found 0.5. Use 1, 2 or infinity."),
                of(
                        () -> new CosineSimilarity(0),
                        "cosineSimilarity: epsilon must be above 0, but found 0.0. Use 1e-8."),
                of(
                        () -> new EuclideanDistance(-1e-6),
                        "euclideanDistance: epsilon must be 0 or more, but found -1.0E-6. Use 0, or"
                                + " 1e-6 for PyTorch's pairwise_distance."),
                of(
                        () -> Evaluated.of(new Sum(Axes.of(1, -1)), NumericArray.filled(0, 2, 3)),
                        "axes: each axis must be named once, but found [1, -1] of (2, 3). Leave one"
                                + " out."),
                of(
                        () -> Net.features(5).glu(),
                        "glu: the axis must have an even size that is fixed, but found width 5 of"
                                + " (batch, width 5). Double the width of the layer before it."),
                of(
                        () -> Net.sequence(4).activation(new Glu().along(1)),
                        "glu: the axis must have an even size that is fixed, but found time of"
                                + " (batch, time, width 4). Double the width of the layer before"
                                + " it."),
                of(
                        () -> Net.features(4).dense(3).prelu(p -> p.withInitial(NAN)),
                        "prelu: the slope must begin at a finite number, but found NaN. 0.25 is"
                                + " common."),
                of(
                        () -> Net.sequence(4).then(new Prelu().perChannel(1)),
                        "prelu: parameters must have a fixed shape, but weight has (time). Apply"
                                + " the layer to an input with fixed axes."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsNamed(ThrowingCallable declaration, String message) {
        assertThatThrownBy(declaration).isInstanceOf(ChainruleException.class).hasMessage(message);
    }
}
