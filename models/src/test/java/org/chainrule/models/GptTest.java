package org.chainrule.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.losses.Losses.crossEntropy;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;
import static org.chainrule.dsl.optimizers.Optimizers.matrices;
import static org.chainrule.dsl.optimizers.Optimizers.sgd;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Learner.Options;
import org.chainrule.dsl.djl.Learner.Report;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.models.Gpt.Config;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GptTest {
    /** 64 bits, whose rounding 30 steps may make a thousand times greater. */
    private static final double DOUBLE = 1e-11;

    /** nanoGPT's configurations for tiny Shakespeare, on the CPU and on a GPU. */
    private static final Config SMALL = new Config(65, 64, 4, 4, 128, 0, false);

    private static final Config LARGE = new Config(65, 256, 6, 6, 384, 0.2, false);

    @BeforeAll
    static void oneThreadIsEnough() {
        Native.threads(1);
    }

    @Test
    void countsOfNanoGptsConfigurationsAreNanoGpts() {
        assertThat(Gpt.of(SMALL).parameterCount()).isEqualTo(804_096);
        // nanoGPT prints 10.65M, which leaves the positions out
        assertThat(Gpt.of(LARGE).parameterCount() - 256 * 384).isEqualTo(10_646_784);
    }

    /** Radford et al. call it 124M; Hugging Face counts 124,439,808. */
    @Test
    void countOfGpt2IsTheKnownOne() {
        Config gpt2 = new Config(50_257, 1_024, 12, 12, 768, 0.1, true);
        assertThat(Gpt.of(gpt2).parameterCount()).isEqualTo(124_439_808);
    }

    @Test
    void logitsAreOneForEachTokenOfTheVocabulary() {
        SequenceNet net = Gpt.of(SMALL);
        assertThat(net.output()).hasToString("(batch, time, vocabulary 65)");
        assertThat(net.context()).isEqualTo(64);
    }

    @Test
    void parametersOfABlockAreGpt2s() {
        String found =
                Gpt.of(new Config(11, 6, 1, 2, 4, 0.1, true)).parameters().stream()
                        .map(p -> p.path() + " " + Arrays.toString(p.shape().sizes()) + "\n")
                        .collect(Collectors.joining());
        assertThat(found)
                .isEqualTo(
                        """
                        embed.weight [11, 4]
                        positions.weight [6, 4]
                        block[0].layerNorm.weight [4]
                        block[0].layerNorm.bias [4]
                        block[0].causalAttention.qkv.weight [12, 4]
                        block[0].causalAttention.qkv.bias [12]
                        block[0].causalAttention.out.weight [4, 4]
                        block[0].causalAttention.out.bias [4]
                        block[0].layerNorm2.weight [4]
                        block[0].layerNorm2.bias [4]
                        block[0].dense.weight [16, 4]
                        block[0].dense.bias [16]
                        block[0].dense2.weight [4, 16]
                        block[0].dense2.bias [4]
                        layerNorm.weight [4]
                        layerNorm.bias [4]
                        """);
    }

    @Test
    void withoutBiasesThereAreGainsAndMatricesOnly() {
        assertThat(Gpt.of(SMALL).parameters())
                .extracting(Parameter::path)
                .allMatch(path -> path.endsWith(".weight"));
    }

    /** The deviation of n draws is itself off by 1/√(2n): less than 1% of it for 8,192. */
    @Test
    void weightsBeginWithGpt2sDeviations() {
        double projection = 0.02 / Math.sqrt(2 * 4);
        Map<String, Double> expected =
                Map.of(
                        "embed.weight", 0.02,
                        "positions.weight", 0.02,
                        "block[0].causalAttention.qkv.weight", 0.02,
                        "block[2].causalAttention.out.weight", projection,
                        "block[3].dense.weight", 0.02,
                        "block[1].dense2.weight", projection);
        try (Weights weights =
                new Weights(Gpt.of(SMALL).parameters(), 5, DataType.FLOAT32, Device.cpu())) {
            expected.forEach(
                    (path, deviation) ->
                            assertThat(deviation(weights.arrays().get(path)))
                                    .as(path)
                                    .isCloseTo(deviation, within(0.05 * deviation)));
        }
    }

    private static double deviation(NDArray array) {
        double[] values = numbers(array);
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).average().orElseThrow());
    }

    private static double[] numbers(NDArray array) {
        try (NDArray wide = array.toType(DataType.FLOAT64, true)) {
            return wide.toDoubleArray();
        }
    }

    /** A network that knows nothing finds all tokens as likely: the loss is ln V. */
    @Test
    void firstLossIsThatOfGuessing() {
        SequenceNet net = Gpt.of(SMALL);
        long[] tokens = new SplittableRandom(3).longs(12 * 64, 0, 65).toArray();
        try (Weights weights = new Weights(net.parameters(), 5, DataType.FLOAT32, Device.cpu());
                Learner learner =
                        new Learner(
                                net,
                                crossEntropy(),
                                sgd(1),
                                weights,
                                new Options(Gradients.AUTOGRAD, Precision.FULL, 1));
                NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray x = Native.copy(manager, tokens, 12, 64);
            assertThat(learner.evaluate(x, x.flip(1))).isCloseTo(Math.log(65), within(0.1));
        }
    }

    @ParameterizedTest
    @CsvSource({"AUTOGRAD, true", "AUTOGRAD, false", "DERIVED, true", "DERIVED, false"})
    void gradientsAreNanoGpts(Gradients gradients, boolean hasBias) {
        SequenceNet net = Gpt.of(GptReference.config(hasBias));
        GptReference expected = GptReference.of(hasBias);
        try (Weights weights = GptReference.weights(net.parameters());
                Learner learner =
                        new Learner(
                                net,
                                crossEntropy(),
                                sgd(1), // takes the gradient away from the weight
                                weights,
                                new Options(gradients, Precision.FULL, 1));
                NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Map<String, double[]> before = new HashMap<>();
            weights.arrays().forEach((path, array) -> before.put(path, numbers(array)));
            NDArray x = GptReference.tokens(manager, 0);
            NDArray y = GptReference.tokens(manager, 1);
            double loss = learner.step(x, y, 1, 1, Double.POSITIVE_INFINITY).loss();
            assertThat(loss).isCloseTo(expected.losses()[0], within(DOUBLE));
            assertThat(before.keySet()).isEqualTo(expected.gradients().keySet());
            expected.gradients()
                    .forEach(
                            (path, gradient) -> {
                                double[] found = before.get(path);
                                double[] after = numbers(weights.arrays().get(path));
                                Arrays.setAll(found, i -> found[i] - after[i]);
                                assertThat(found)
                                        .as(path)
                                        .containsExactly(gradient, within(DOUBLE));
                            });
        }
    }

    @ParameterizedTest
    @CsvSource({"AUTOGRAD, true", "AUTOGRAD, false", "DERIVED, true", "DERIVED, false"})
    void trainingIsNanoGpts(Gradients gradients, boolean hasBias) {
        SequenceNet net = Gpt.of(GptReference.config(hasBias));
        GptReference expected = GptReference.of(hasBias);
        try (Weights weights = GptReference.weights(net.parameters());
                Learner learner =
                        new Learner(
                                net,
                                crossEntropy(),
                                adamW(0.01).betas(0.9, 0.99).weightDecay(0.1, matrices()),
                                weights,
                                new Options(gradients, Precision.FULL, 1));
                NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray x = GptReference.tokens(manager, 0);
            NDArray y = GptReference.tokens(manager, 1);
            for (int i = 0; i < expected.losses().length; i++) {
                Report report = learner.step(x, y, i + 1L, 0.01, GptReference.CLIP);
                assertThat(report.loss())
                        .as("loss of step %d", i + 1)
                        .isCloseTo(expected.losses()[i], within(DOUBLE));
                assertThat(report.gradientNorm())
                        .as("gradient norm of step %d", i + 1)
                        .isCloseTo(expected.norms()[i], within(DOUBLE));
            }
        }
    }

    @Test
    void headsMustDivideTheWidth() {
        assertThatThrownBy(() -> Gpt.of(new Config(65, 256, 6, 7, 384, 0, false)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "block[0].causalAttention: heads must divide width, but 7 does not divide"
                                + " 384. Try 6 or 8 heads.");
    }

    @Test
    void blocksMustBeOneAtLeast() {
        assertThatThrownBy(() -> Gpt.of(new Config(65, 256, 0, 6, 384, 0, false)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "network: a block must be repeated at least once, but found 0. Use 1 or"
                                + " more.");
    }

    @Test
    void dropoutMustBeLessThanOne() {
        assertThatThrownBy(() -> Gpt.of(SMALL.withDropout(1)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "dropout: the probability must be at least 0 and less than 1, but found"
                                + " 1.0. Common values are 0.1 and 0.5.");
    }

    @Test
    void changedConfigurationIsACopy() {
        assertThat(SMALL.withVocabulary(100).withDropout(0.5))
                .isEqualTo(new Config(100, 64, 4, 4, 128, 0.5, false));
        assertThat(SMALL.vocabulary()).isEqualTo(65);
        assertThat(SMALL.dropout()).isZero();
    }
}
