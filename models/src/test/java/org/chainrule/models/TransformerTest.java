package org.chainrule.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.dsl.losses.Losses.crossEntropy;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Learner.Options;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.models.Transformer.Config;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransformerTest {
    private static final int VOCABULARY = 7; // 0 is padding, 1 begins a target
    private static final int LENGTH = 4;
    private static final int ROWS = 64;

    @BeforeAll
    static void oneThreadIsEnough() {
        Native.threads(1);
    }

    /** torch.nn.Transformer() has 44,140,544 with its two last normalizations, 2 · 1,024. */
    @Test
    void blocksOfTheBaseModelHaveAsManyParametersAsPyTorchs() {
        SequenceNet net = Transformer.of(new Config(11, 13, 64, 6, 8, 512, 2_048, 0.1));
        assertThat(net.parameterCount() - (11 + 13) * 512).isEqualTo(44_138_496);
    }

    @Test
    void takesTokensAndTheirSource() {
        SequenceNet net = Transformer.of(new Config(11, 13, 64, 1, 2, 8, 16, 0.1));
        assertThat(net.inputs())
                .extracting(v -> v.name() + " " + v.type().shape())
                .containsExactly("tokens (batch, time)", "source (batch, memory)");
        assertThat(net.output()).hasToString("(batch, time, vocabulary 13)");
    }

    /** The target is the source from its end, which only attention to the source can know. */
    @ParameterizedTest
    @EnumSource
    void learnsToTurnASequenceRound(Gradients gradients) {
        SequenceNet net =
                Transformer.of(new Config(VOCABULARY, VOCABULARY, LENGTH, 1, 2, 32, 64, 0));
        Options options = new Options(gradients, Precision.FULL, 1);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Weights weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu());
                Learner learner =
                        new Learner(net, crossEntropy(), adamW(0.003), weights, options)) {
            for (int step = 1; step <= 300; step++) {
                try (NDManager scope = manager.newSubManager()) {
                    Pairs pairs = Pairs.of(scope, step);
                    learner.step(pairs.inputs(), pairs.target(), step, 0.003, 1);
                }
            }
            Pairs unseen = Pairs.of(manager, 0);
            assertThat(learner.evaluate(unseen.inputs(), unseen.target())).isLessThan(0.1);
        }
    }

    /**
     * Sources and their targets.
     *
     * @param inputs the target behind a beginning, and the source with padding at its end
     * @param target the target
     */
    private record Pairs(List<NDArray> inputs, NDArray target) {

        static Pairs of(NDManager manager, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] source = new long[ROWS * (LENGTH + 1)];
            long[] target = new long[ROWS * LENGTH];
            long[] known = new long[ROWS * LENGTH];
            for (int i = 0; i < ROWS * LENGTH; i++) {
                int row = i / LENGTH;
                int t = i % LENGTH;
                long token = 2L + random.nextInt(VOCABULARY - 2);
                source[row * (LENGTH + 1) + t] = token;
                target[row * LENGTH + LENGTH - 1 - t] = token;
            }
            for (int i = 0; i < known.length; i++) {
                known[i] = i % LENGTH == 0 ? 1 : target[i - 1];
            }
            return new Pairs(
                    List.of(
                            Native.copy(manager, known, ROWS, LENGTH),
                            Native.copy(manager, source, ROWS, LENGTH + 1)),
                    Native.copy(manager, target, ROWS, LENGTH));
        }
    }
}
