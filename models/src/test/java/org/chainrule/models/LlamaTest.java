package org.chainrule.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.dsl.losses.Losses.crossEntropy;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.stream.LongStream;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Generator;
import org.chainrule.dsl.djl.Generator.Sampling;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Learner.Options;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.models.Llama.Config;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LlamaTest {
    private static final Config SMALL = new Config(5, 12, 2, 4, 2, 16, 24, 10_000);

    @BeforeAll
    static void oneThreadIsEnough() {
        Native.threads(1);
    }

    /** As Hugging Face counts Llama-2-7b and Llama-2-70b. */
    @Test
    void countsOfLlama2AreTheKnownOnes() {
        Config small = new Config(32_000, 4_096, 32, 32, 32, 4_096, 11_008, 10_000);
        Config large = new Config(32_000, 4_096, 80, 64, 8, 8_192, 28_672, 10_000);
        assertThat(Llama.of(small).parameterCount()).isEqualTo(6_738_415_616L);
        assertThat(Llama.of(large).parameterCount()).isEqualTo(68_976_648_192L);
    }

    @ParameterizedTest
    @EnumSource
    void learnsToCountAndGoesOnCounting(Gradients gradients) {
        SequenceNet net = Llama.of(SMALL);
        Options options = new Options(gradients, Precision.FULL, 1);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Weights weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu());
                Learner learner = new Learner(net, crossEntropy(), adamW(0.01), weights, options)) {
            NDArray x = counted(manager, 0);
            NDArray y = counted(manager, 1);
            for (int step = 1; step <= 100; step++) {
                learner.step(x, y, step, 0.01, 1);
            }
            assertThat(learner.evaluate(x, y)).isLessThan(0.05);
            for (boolean caches : new boolean[] {true, false}) {
                try (Generator generator = new Generator(net, 12, weights, caches)) {
                    Sampling greedy = new Sampling(0, 0, 1, 1);
                    int[] made = generator.generate(new int[] {3, 4}, 10, greedy, tokens -> {});
                    assertThat(made).containsExactly(0, 1, 2, 3, 4, 0, 1, 2, 3, 4);
                }
            }
        }
    }

    /** Five rows of 0, 1, 2, 3, 4, 0, …, each from another number on. */
    private static NDArray counted(NDManager manager, int from) {
        long[] tokens =
                LongStream.range(0, 5 * 12).map(i -> (i / 12 + i % 12 + from) % 5).toArray();
        return Native.copy(manager, tokens, 5, 12);
    }

    @Test
    void withoutAdaptersAndWithThemPathsAreTheSame() {
        SequenceNet net = Llama.of(SMALL);
        SequenceNet adapted = net.withLora(2, 4);
        assertThat(adapted.buffers().stream().map(b -> b.path()))
                .containsExactlyElementsOf(net.parameters().stream().map(p -> p.path()).toList());
        assertThat(adapted.parameterCount()).isLessThan(net.parameterCount() / 2);
    }

    @Test
    void keyHeadsMustDivideHeads() {
        assertThatThrownBy(() -> Llama.of(new Config(5, 12, 2, 4, 3, 16, 24, 10_000)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "block[0].causalAttention: key heads must divide heads, but 3 does not"
                                + " divide 4. Try 2 or 4 key heads.");
    }
}
