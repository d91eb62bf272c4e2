package org.chainrule.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.dsl.losses.Losses.crossEntropy;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.ops.Tanh;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.models.Mlp.Config;
import org.junit.jupiter.api.Test;

class MlpTest {
    private static final Config SMALL = new Config(4, List.of(8L, 6L), 3);

    @Test
    void countsAreThoseOfItsDenseLayers() {
        assertThat(Mlp.of(SMALL).parameterCount()).isEqualTo(5 * 8 + 9 * 6 + 7 * 3);
        assertThat(Mlp.of(SMALL.withBatchNorm()).parameterCount())
                .isEqualTo(5 * 8 + 9 * 6 + 7 * 3 + 2 * (8 + 6));
        assertThat(Mlp.of(SMALL.withDropout(0.5)).parameterCount())
                .isEqualTo(Mlp.of(SMALL).parameterCount());
        assertThat(Mlp.of(new Config(4, List.of(), 3)).parameterCount())
                .as("a linear model")
                .isEqualTo(5 * 3);
    }

    @Test
    void summaryShowsItsSteps() {
        Config config =
                new Config(4, List.of(8L), 3)
                        .withActivation(new Tanh())
                        .withBatchNorm()
                        .withDropout(0.1);
        assertThat(Mlp.of(config).layers())
                .extracting(layer -> layer.getClass().getSimpleName())
                .containsExactly("Dense", "BatchNorm", "Activation", "Dropout", "Dense");
    }

    @Test
    void layersMustHaveAWidth() {
        assertThatThrownBy(() -> new Config(4, List.of(8L, 0L), 3))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "Mlp: every layer must have a width of 1 or more, but found [4, 8, 0, 3]."
                                + " Leave layers out that are not wanted.");
    }

    /** Exclusive or, which no linear model can tell. */
    @Test
    void learnsWhatALinearModelCannot() {
        assertThat(lossOnXor(Mlp.of(new Config(2, List.of(8L), 2).withActivation(new Tanh()))))
                .isLessThan(0.05);
        assertThat(lossOnXor(Mlp.of(new Config(2, List.of(), 2))))
                .isGreaterThan(Math.log(2) - 1e-3);
    }

    private static double lossOnXor(FeatureNet net) {
        Native.threads(1);
        var options = new Learner.Options(Gradients.DERIVED, Precision.FULL, 1);
        try (var weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu());
                var learner = new Learner(net, crossEntropy(), adamW(0.05), weights, options);
                NDManager scope = weights.manager().newSubManager()) {
            double[] corners = {0, 0, 0, 1, 1, 0, 1, 1};
            NDArray x = Native.copy(scope, corners, new long[] {4, 2}, DataType.FLOAT32);
            NDArray y = Native.copy(scope, new long[] {0, 1, 1, 0}, 4);
            for (int step = 1; step <= 300; step++) {
                learner.step(x, y, step, 0.05, Double.POSITIVE_INFINITY);
            }
            return learner.evaluate(x, y);
        }
    }
}
