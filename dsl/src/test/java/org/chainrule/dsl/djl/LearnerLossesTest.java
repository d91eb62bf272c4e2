package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.optimizers.Optimizers.sgd;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training on losses of other kinds than cross-entropy. */
class LearnerLossesTest {
    /** 64 bits, but for the order of sums. */
    private static final double DOUBLE = 1e-12;

    private static final double[] X = {1, 2, -1, 0.5, 0.9, 2.1, -1, 0.4};

    private final Net net = Net.features(2).dense(3);
    private final NDManager manager = NDManager.newBaseManager(Device.cpu(), Native.ENGINE);
    private final Weights weights = new Weights(net.stored(), 1, DataType.FLOAT64, Device.cpu());

    private NDArray reals(double[] values, long... sizes) {
        return Native.copy(manager, values, sizes, DataType.FLOAT64);
    }

    private Learner learner(Loss loss, Gradients gradients) {
        var options = new Learner.Options(gradients, Precision.FULL, 1);
        return new Learner(net, loss, sgd(0.1), weights, options);
    }

    private static double step(Learner learner, NDArray x, NDArray y, long step) {
        return learner.step(x, y, step, 0.1, Double.POSITIVE_INFINITY).loss();
    }

    @AfterEach
    void close() {
        weights.close();
        manager.close();
    }

    @ParameterizedTest
    @EnumSource
    void lossWithoutATargetIsTrained(Gradients gradients) {
        NDArray x = reals(X, 4, 2);
        try (Learner learner = learner(Losses.ntXent(), gradients)) {
            double first = step(learner, x, null, 1);
            assertThat(step(learner, x, null, 2)).isLessThan(first);
            assertThat(learner.evaluate(x, null)).isLessThan(first);
        }
    }

    @ParameterizedTest
    @EnumSource
    void penaltyIsTrainedButNotEvaluated(Gradients gradients) {
        NDArray x = reals(X, 4, 2);
        NDArray y = reals(new double[12], 4, 3);
        double squares = 0;
        for (NDArray w : weights.arrays().values()) {
            for (double value : w.toDoubleArray()) {
                squares += value * value;
            }
        }
        try (Learner learner =
                learner(Losses.meanSquaredError().penalized(Losses.l2(0.5)), gradients)) {
            double evaluated = learner.evaluate(x, y);
            assertThat(step(learner, x, y, 1)).isCloseTo(evaluated + squares / 2, within(DOUBLE));
        }
    }

    @Test
    void batchThatTheLossCantTakeIsRefusedBeforeItRuns() {
        NDArray x = reals(X, 4, 2);
        try (Learner learner = learner(Losses.crossEntropy(), Gradients.DERIVED)) {
            refuses(
                    () -> step(learner, x, Native.copy(manager, new long[] {0, 1, 2, 3}, 4), 1),
                    "target: must hold classes from 0 to 2, or -100 for none, but found 3 at 3."
                            + " Give the network as many scores as there are classes, or mend the"
                            + " targets.");
            refuses(
                    () -> learner.evaluate(x, Native.copy(manager, new long[] {0, 1}, 2)),
                    "target: must have the shape (batch), here [4], but found [2]. Give one target"
                            + " for each output.");
            refuses(
                    () -> learner.evaluate(x, reals(new double[4], 4)),
                    "target: must hold whole numbers of 64 bits, but found float64. Copy them by"
                            + " Native.copy from an array of long.");
        }
        try (Learner learner = learner(Losses.huber(), Gradients.DERIVED)) {
            NDArray whole = Native.copy(manager, new long[12], 4, 3);
            refuses(
                    () -> learner.evaluate(x, whole),
                    "target: must hold real numbers, but found int64. Copy them by Native.copy from"
                            + " an array of double.");
        }
    }

    @Test
    void lossThatIsNotOneNumberIsRefused() {
        refuses(
                () -> learner(Losses.huber().none(), Gradients.DERIVED),
                "loss: training needs one number, but "
                        + Losses.huber().none()
                        + " gives (batch, width 3). Reduce it by mean() or sum().");
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(ChainruleException.class).hasMessage(message);
    }
}
