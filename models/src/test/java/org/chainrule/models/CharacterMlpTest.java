package org.chainrule.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.dsl.losses.Losses.crossEntropy;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Learner.Options;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.models.CharacterMlp.Config;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CharacterMlpTest {
    private static final long SEED = 2147483647; // the lectures' own
    private static final int CONTEXT = 3;
    private static final int CHARACTERS = 27;

    /** What the lectures' networks begin near: a guess among 27. */
    private static final double GUESS = Math.log(CHARACTERS);

    /** What counting pairs of characters reaches on these names, in the lectures' first part. */
    private static final double PAIRS = 2.454;

    private static Config config(long hidden, boolean hasBatchNorm) {
        return new Config(CHARACTERS, CONTEXT, 10, hidden, hasBatchNorm);
    }

    @BeforeAll
    static void oneThreadIsEnough() {
        Native.threads(1);
    }

    /** As the lectures print them: 11,897 in parts 2 and 3, 4,137 in part 4. */
    @Test
    void countsAreMakemores() {
        assertThat(CharacterMlp.of(config(200, false)).parameterCount()).isEqualTo(11_897);
        assertThat(CharacterMlp.of(config(64, true)).parameterCount()).isEqualTo(4_137);
    }

    @Test
    void summaryShowsItsSteps() {
        assertThat(CharacterMlp.of(config(64, true)).summary())
                .isEqualTo(
                        """
                        path       layer      output                     parameters  buffers  FLOPs
                        embed      embed      (batch, time 3, width 10)         270            0.0%
                        flatten    flatten    (batch, time·width 30)                           0.0%
                        dense      dense      (batch, width 64)               1,984           49.4%
                        batchNorm  batchNorm  (batch, width 64)                 128      128   5.7%
                        tanh       tanh       (batch, width 64)                                0.8%
                        dense2     dense      (batch, width 27)               1,755           44.1%
                        total                 (batch, width 27)               4,137      128
                        """);
    }

    @Test
    void sequencesOfAnotherLengthAreRefused() {
        FeatureNet net = CharacterMlp.of(config(8, false));
        try (Trained trained = new Trained(net, Gradients.AUTOGRAD);
                NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray x = Native.copy(manager, new long[] {1, 2, 3, 4}, 1, 4);
            NDArray y = Native.copy(manager, new long[] {5}, 1);
            assertThatThrownBy(() -> trained.learner.evaluate(x, y))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "tokens: data must have the shape (batch, time 3) without an empty"
                                    + " axis, but found (1, 4). Reshape the data, or leave empty"
                                    + " batches out.");
        }
    }

    static Stream<Arguments> kinds() {
        return Stream.of(Gradients.values())
                .flatMap(
                        gradients ->
                                Stream.of(true, false).map(norm -> Arguments.of(gradients, norm)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void learnsMoreOfNamesThanPairsTell(Gradients gradients, boolean hasBatchNorm)
            throws IOException {
        Names names = Names.read();
        FeatureNet net = CharacterMlp.of(config(200, hasBatchNorm));
        try (Trained trained = new Trained(net, gradients);
                NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            assertThat(trained.evaluate(names, manager)).isBetween(GUESS - 0.2, GUESS + 0.3);
            for (int step = 1; step <= 500; step++) {
                trained.step(names, step);
            }
            assertThat(trained.evaluate(names, manager)).isLessThan(PAIRS);
        }
    }

    /** A network that is trained on batches of 32. */
    private static final class Trained implements AutoCloseable {
        private static final int BATCH = 32;
        private static final int SAMPLE = 10_000;

        private final Weights weights;
        private final Learner learner;
        private final SplittableRandom random = new SplittableRandom(SEED);

        Trained(FeatureNet net, Gradients gradients) {
            weights = new Weights(net.stored(), SEED, DataType.FLOAT32, Device.cpu());
            Options options = new Options(gradients, Precision.FULL, SEED);
            learner = new Learner(net, crossEntropy(), adamW(5e-3), weights, options);
        }

        void step(Names names, int step) {
            try (NDManager scope = weights.manager().newSubManager()) {
                int[] places = random.ints(BATCH, 0, names.count()).toArray();
                learner.step(
                        names.contexts(scope, places),
                        names.next(scope, places),
                        step,
                        5e-3,
                        Double.POSITIVE_INFINITY);
            }
        }

        /** The loss on a sample, always the same. */
        double evaluate(Names names, NDManager scope) {
            int[] places = new SplittableRandom(1).ints(SAMPLE, 0, names.count()).toArray();
            return learner.evaluate(names.contexts(scope, places), names.next(scope, places));
        }

        @Override
        public void close() {
            learner.close();
            weights.close();
        }
    }

    /**
     * Each character of the names, and the end of each, with the three before it; 0 is what stands
     * before and after a name.
     */
    private record Names(List<long[]> windows) {
        static Names read() throws IOException {
            String folder = System.getenv("CHAINRULE_CACHE");
            Path file = Path.of(folder == null ? "" : folder, "names.txt");
            assumeTrue(
                    folder != null && Files.isReadable(file),
                    "names.txt is not in the folder that CHAINRULE_CACHE names");
            List<long[]> windows = new ArrayList<>();
            for (String name : Files.readAllLines(file)) {
                long[] window = new long[CONTEXT + 1];
                for (char letter : (name + "`").toCharArray()) { // the letter before a
                    System.arraycopy(window, 1, window, 0, CONTEXT);
                    window[CONTEXT] = (long) letter - '`';
                    windows.add(window.clone());
                }
            }
            return new Names(windows);
        }

        int count() {
            return windows.size();
        }

        NDArray contexts(NDManager owner, int... places) {
            long[] tokens = new long[places.length * CONTEXT];
            for (int i = 0; i < places.length; i++) {
                System.arraycopy(windows.get(places[i]), 0, tokens, i * CONTEXT, CONTEXT);
            }
            return Native.copy(owner, tokens, places.length, CONTEXT);
        }

        NDArray next(NDManager owner, int... places) {
            long[] tokens = new long[places.length];
            for (int i = 0; i < places.length; i++) {
                tokens[i] = windows.get(places[i])[CONTEXT];
            }
            return Native.copy(owner, tokens, places.length);
        }
    }
}
