package org.chainrule.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.dsl.losses.Losses.crossEntropy;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Generator;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Learner.Options;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.models.Recurrent.Cell;
import org.chainrule.models.Recurrent.Config;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecurrentTest {
    private static final int CONTEXT = 12;
    private static final int PERIOD = 5;
    private static final int STEPS = 150;
    private static final double LEARNED = 0.1; // of a loss that begins at ln 5 = 1.6

    @BeforeAll
    static void oneThreadIsEnough() {
        Native.threads(1);
    }

    /** As many as torch.nn.RNN, LSTM and GRU count, and the embedding and the scores. */
    @ParameterizedTest
    @CsvSource({"RNN, 1, 432", "LSTM, 1, 1368", "GRU, 2, 1992"})
    void hasAsManyParametersAsPyTorch(Cell cell, int layers, long count) {
        SequenceNet net = Recurrent.of(new Config(5, CONTEXT, cell, layers, 12, 0));
        assertThat(net.parameterCount()).isEqualTo(count);
    }

    /** 0 1 2 3 4 0 1 2 …: with a stream of hidden states, and from the whole window each time. */
    @ParameterizedTest
    @EnumSource(Cell.class)
    void learnsToCountAndGoesOnCounting(Cell cell) {
        SequenceNet net = Recurrent.of(new Config(PERIOD, CONTEXT, cell, 1, 16, 0));
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Weights weights =
                        new Weights(net.parameters(), 3, DataType.FLOAT32, Device.cpu())) {
            Options options = new Options(Gradients.DERIVED, Precision.FULL, 1);
            try (Learner learner =
                    new Learner(net, crossEntropy(), adamW(0.02), weights, options)) {
                NDArray x = Native.copy(manager, counting(0), 1, CONTEXT);
                NDArray y = Native.copy(manager, counting(1), 1, CONTEXT);
                double loss = 0;
                for (int step = 1; step <= STEPS; step++) {
                    loss = learner.step(x, y, step, 0.02, 1).loss();
                }
                assertThat(loss).isLessThan(LEARNED);
            }
            for (boolean caches : new boolean[] {true, false}) {
                try (Generator generator = new Generator(net, CONTEXT, weights, caches)) {
                    Generator.Sampling greedy = new Generator.Sampling(0, 0, 1, 1);
                    assertThat(generator.generate(new int[] {0, 1}, 8, greedy, made -> {}))
                            .containsExactly(2, 3, 4, 0, 1, 2, 3, 4);
                }
            }
        }
    }

    private static long[] counting(int from) {
        long[] numbers = new long[CONTEXT];
        for (int i = 0; i < CONTEXT; i++) {
            numbers[i] = (i + (long) from) % PERIOD;
        }
        return numbers;
    }
}
