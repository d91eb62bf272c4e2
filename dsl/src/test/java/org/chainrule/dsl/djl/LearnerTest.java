package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.djl.TinyGpt.VOCABULARY;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;
import static org.chainrule.dsl.optimizers.Optimizers.matrices;
import static org.chainrule.dsl.optimizers.Optimizers.sgd;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Learner.Options;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LearnerTest {
    /** 64 bits, rounded in another order. */
    private static final double DOUBLE = 1e-12;

    /** bfloat16 has 8 bits: 0.4% a product, much less in the mean of many. */
    private static final double BRAIN = 0.02;

    private static final int CONTEXT = 8;

    private static Trial gpt(double dropout, Optimizer optimizer, Gradients gradients) {
        return Trial.of(TinyGpt.of(CONTEXT, dropout), optimizer, gradients)
                .tokens(4, CONTEXT, VOCABULARY);
    }

    private static Trial exactGpt(Optimizer optimizer, Gradients gradients) {
        return Trial.of(TinyGpt.of(CONTEXT, 0), optimizer, gradients, DataType.FLOAT64)
                .tokens(4, CONTEXT, VOCABULARY);
    }

    private static Map<String, double[]> numbers(Map<String, NDArray> arrays) {
        Map<String, double[]> numbers = new HashMap<>();
        arrays.forEach((name, array) -> numbers.put(name, Trial.numbers(array)));
        return numbers;
    }

    @ParameterizedTest
    @EnumSource
    void stepMakesTheLossLess(Gradients gradients) {
        try (Trial trial = gpt(0, sgd(0.1), gradients)) {
            double before = trial.evaluate();
            trial.step(1);
            assertThat(trial.evaluate()).isLessThan(before);
        }
    }

    @Test
    void reportedLossIsThatBeforeTheStep() {
        try (Trial trial = exactGpt(sgd(0.1), Gradients.AUTOGRAD)) {
            double before = trial.evaluate();
            assertThat(trial.step(1).loss()).isCloseTo(before, within(DOUBLE));
        }
    }

    static Stream<Arguments> optimizers() {
        return Stream.of(Gradients.values())
                .flatMap(
                        gradients ->
                                Stream.of(
                                                sgd(0.1),
                                                sgd(0.1).momentum(0.9),
                                                adamW(0.01),
                                                adamW(0.01).weightDecay(0.1, matrices()))
                                        .map(optimizer -> Arguments.of(optimizer, gradients)));
    }

    /** Guards against libtorch leaving out a kernel that only writes in place. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void stepChangesEveryWeightAndEverySlot(Optimizer optimizer, Gradients gradients) {
        try (Trial trial = gpt(0, optimizer, gradients)) {
            Map<String, double[]> weights = numbers(trial.weights().arrays());
            Map<String, double[]> slots = numbers(trial.learner().slots());
            trial.step(1);
            numbers(trial.weights().arrays())
                    .forEach((path, now) -> assertThat(now).isNotEqualTo(weights.get(path)));
            numbers(trial.learner().slots())
                    .forEach((name, now) -> assertThat(now).isNotEqualTo(slots.get(name)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void evaluationChangesNothing(Gradients gradients) {
        try (Trial trial = gpt(0.5, adamW(0.01), gradients)) {
            Map<String, double[]> before = numbers(trial.weights().arrays());
            trial.evaluate();
            numbers(trial.weights().arrays())
                    .forEach((path, now) -> assertThat(now).isEqualTo(before.get(path)));
        }
    }

    @Test
    void evaluationHasNoDropout() {
        try (Trial dropping = gpt(0.5, sgd(0.1), Gradients.AUTOGRAD);
                Trial keeping = gpt(0, sgd(0.1), Gradients.AUTOGRAD)) {
            assertThat(dropping.evaluate())
                    .isEqualTo(dropping.evaluate())
                    .isEqualTo(keeping.evaluate());
            assertThat(dropping.step(1).loss()).isNotEqualTo(keeping.step(1).loss());
        }
    }

    @Test
    void batchAndTimeMayVaryFromCallToCall() {
        try (Trial trial = exactGpt(adamW(1e-2), Gradients.AUTOGRAD)) {
            for (int[] size : new int[][] {{1, 1}, {3, CONTEXT}, {5, 2}, {1, CONTEXT}}) {
                trial.tokens(size[0], size[1], VOCABULARY);
                double first = trial.step(1).loss();
                assertThat(trial.evaluate())
                        .as("batch %d, time %d", size[0], size[1])
                        .isLessThan(first);
            }
        }
    }

    @Test
    void lossOfABatchIsTheMeanOfItsRows() {
        try (Trial trial = exactGpt(adamW(1e-2), Gradients.AUTOGRAD)) {
            Batch batch = trial.batch();
            double sum = 0;
            for (int row = 0; row < 4; row++) {
                NDArray x = batch.x().get(row + ":" + (row + 1));
                NDArray y = batch.y().get(row + ":" + (row + 1));
                sum += trial.learner().evaluate(x, y);
            }
            assertThat(trial.evaluate()).isCloseTo(sum / 4, within(DOUBLE));
        }
    }

    /** Causal: what comes after a token does not change what is predicted there. */
    @Test
    void laterTokensDoNotChangeEarlierLosses() {
        try (Trial trial = exactGpt(adamW(1e-2), Gradients.AUTOGRAD)) {
            long[] ignored = {3, 5, -100, -100};
            NDArray y = Native.copy(trial.manager(), ignored, 1, 4);
            NDArray one = Native.copy(trial.manager(), new long[] {1, 2, 3, 4}, 1, 4);
            NDArray other = Native.copy(trial.manager(), new long[] {1, 2, 9, 0}, 1, 4);
            assertThat(trial.learner().evaluate(one, y))
                    .isEqualTo(trial.learner().evaluate(other, y));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameSeedGivesTheSameLossesBitForBit(Gradients gradients) {
        double[] losses = seeded(gradients, 5);
        assertThat(seeded(gradients, 5)).containsExactly(losses);
        assertThat(seeded(gradients, 6)).isNotEqualTo(losses);
    }

    /** Losses with dropout from a seed; the weights are always the same. */
    private static double[] seeded(Gradients gradients, long seed) {
        SequenceNet net = TinyGpt.of(CONTEXT, 0.1);
        Options options = new Options(gradients, Precision.FULL, seed);
        Weights weights = new Weights(net.parameters(), 1, DataType.FLOAT32, Device.cpu());
        try (Trial trial = new Trial(net, adamW(1e-2), options, weights)) {
            Native.threads(2);
            return trial.tokens(8, CONTEXT, VOCABULARY).losses(10);
        }
    }

    /** So a run that is resumed at a step draws what one that went through would have drawn. */
    @Test
    void dropoutDependsOnTheSeedAndTheStepAlone() {
        try (Trial through = gpt(0.5, sgd(0), Gradients.AUTOGRAD);
                Trial resumed = gpt(0.5, sgd(0), Gradients.AUTOGRAD)) {
            double[] losses = through.losses(3);
            assertThat(resumed.step(3).loss()).isEqualTo(losses[2]).isNotEqualTo(losses[1]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void brainFloatsStayNearFullPrecision(Gradients gradients) {
        SequenceNet net = TinyGpt.of(CONTEXT, 0);
        Options brain = new Options(gradients, Precision.BF16, Trial.SEED);
        Weights weights = new Weights(net.parameters(), Trial.SEED, DataType.FLOAT32, Device.cpu());
        try (Trial full = gpt(0, adamW(1e-2), gradients);
                Trial narrow = new Trial(net, adamW(1e-2), brain, weights)) {
            double[] expected = full.losses(10);
            assertThat(narrow.tokens(4, CONTEXT, VOCABULARY).losses(10))
                    .containsExactly(expected, within(BRAIN))
                    .isNotEqualTo(expected);
        }
    }

    /** An empty axis would end the whole process: the attention kernel divides by its size. */
    @ParameterizedTest
    @CsvSource({"0, 4", "2, 0"})
    void emptyBatchIsRejected(int rows, int time) {
        try (Trial trial = gpt(0, sgd(0.1), Gradients.AUTOGRAD)) {
            trial.tokens(rows, time, VOCABULARY);
            String message =
                    "tokens: data must have the shape (batch, time) without an empty axis, but"
                            + " found (%d, %d). Reshape the data, or leave empty batches out."
                                    .formatted(rows, time);
            assertThatThrownBy(() -> trial.step(1))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(message);
            assertThatThrownBy(trial::evaluate)
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void batchOfAnotherWidthIsRejected() {
        try (Trial trial = Trial.of(Net.features(3).dense(2), sgd(0.1), Gradients.AUTOGRAD)) {
            trial.features(2, 5, 2);
            assertThatThrownBy(() -> trial.step(1))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "features: data must have the shape (batch, width 3) without an empty"
                                    + " axis, but found (2, 5). Reshape the data, or leave empty"
                                    + " batches out.");
        }
    }

    @Test
    void gradientModeIsLeftAsItWas() {
        try (Trial trial = gpt(0, adamW(1e-2), Gradients.AUTOGRAD)) {
            boolean before = JniUtils.isGradMode();
            trial.step(1);
            trial.evaluate();
            assertThat(JniUtils.isGradMode()).isEqualTo(before);
        }
    }

    @Test
    void sourceIsOneModuleWithAMethodForTheWholeStep() {
        try (Trial trial =
                Trial.of(Net.features(3).dense(2), sgd(0.1), Gradients.AUTOGRAD)
                        .features(2, 3, 2)) {
            List<String> methods =
                    trial.learner()
                            .source()
                            .lines()
                            .filter(line -> line.startsWith("  def "))
                            .map(line -> line.substring(6, line.indexOf('(')))
                            .toList();
            assertThat(methods).containsExactly("forward0", "train", "evaluate0");
        }
    }
}
