package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.djl.TinyGpt.VOCABULARY;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;
import static org.chainrule.dsl.optimizers.Optimizers.sgd;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.core.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.djl.Learner.Options;
import org.chainrule.dsl.djl.Learner.Report;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.layers.BatchNorm;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Micro-batches that make one step do what the whole batch does. */
class AccumulationTest {
    /** 64 bits, rounded in another order. */
    private static final double DOUBLE = 1e-12;

    /** 32 bits, likewise, after a few steps. */
    private static final double SINGLE = 1e-5;

    private static final int ROWS = 8;
    private static final int CONTEXT = 6;
    private static final double NONE = Double.POSITIVE_INFINITY;

    /** The gradient of a key's bias is 0, and Adam divides what rounding leaves of it by ε. */
    private static final Optimizer ADAM_W = adamW(1e-2).epsilon(1e-4);

    private static final Network GPT = TinyGpt.of(CONTEXT, 0);

    private static Options options(Gradients gradients) {
        return new Options(gradients, Precision.FULL, Trial.SEED).accumulating(true);
    }

    private static Trial trial(Network net, Optimizer optimizer, Options options, DataType type) {
        return new Trial(
                net, optimizer, options, new Weights(net.stored(), Trial.SEED, type, Device.cpu()));
    }

    private static Trial gpt(Optimizer optimizer, Options options) {
        return trial(GPT, optimizer, options, DataType.FLOAT64).tokens(ROWS, CONTEXT, VOCABULARY);
    }

    /** Rows of a batch, which count as many as they are. */
    private static MicroBatch rows(Batch batch, int from, int to) {
        String rows = from + ":" + to;
        return new MicroBatch(List.of(batch.x().get(rows)), batch.y().get(rows), to - from);
    }

    /** One step on a batch cut before these rows. */
    private static Report step(Trial trial, long step, double clip, int... cuts) {
        int from = 0;
        for (int cut : cuts) {
            trial.learner().accumulate(rows(trial.batch(), from, cut), step);
            from = cut;
        }
        int all = (int) trial.batch().x().getShape().get(0);
        MicroBatch last = rows(trial.batch(), from, all);
        return trial.learner().step(last, step, trial.optimizer().rate(), clip);
    }

    private static void assertSameWeights(Trial found, Trial expected, double tolerance) {
        found.weights()
                .arrays()
                .forEach(
                        (path, array) ->
                                assertThat(Trial.numbers(array))
                                        .as(path)
                                        .containsExactly(expected.values(path), within(tolerance)));
    }

    static Stream<Arguments> steps() {
        int[][] cuttings = {{}, {4}, {2, 4, 6}, {1, 2, 3, 4, 5, 6, 7}, {3, 4}};
        return Stream.of(Gradients.values())
                .flatMap(
                        gradients ->
                                Stream.of(sgd(0.1).momentum(0.9), ADAM_W)
                                        .flatMap(
                                                optimizer ->
                                                        Stream.of(cuttings)
                                                                .map(
                                                                        cuts ->
                                                                                Arguments.of(
                                                                                        gradients,
                                                                                        optimizer,
                                                                                        cuts))));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void partsOfABatchTrainAsTheWholeBatch(Gradients gradients, Optimizer optimizer, int[] cuts) {
        try (Trial whole = gpt(optimizer, new Options(gradients, Precision.FULL, Trial.SEED));
                Trial parts = gpt(optimizer, options(gradients))) {
            for (int step = 1; step <= 3; step++) {
                Report expected = whole.step(step);
                Report found = step(parts, step, NONE, cuts);
                assertThat(found.loss()).isCloseTo(expected.loss(), within(DOUBLE));
                assertThat(found.gradientNorm()).isCloseTo(expected.gradientNorm(), within(DOUBLE));
            }
            assertSameWeights(parts, whole, DOUBLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void clippingIsOfTheMean(Gradients gradients) {
        Options clipped = options(gradients).clipValue(0.01);
        try (Trial whole = gpt(sgd(1), clipped);
                Trial parts = gpt(sgd(1), clipped)) {
            double norm = whole.step(1, 1, 0.02).gradientNorm();
            assertThat(norm).isGreaterThan(0.02);
            assertThat(step(parts, 1, 0.02, 2, 4, 6).gradientNorm())
                    .isCloseTo(norm, within(DOUBLE));
            assertSameWeights(parts, whole, DOUBLE);
        }
    }

    @Test
    void fusedUpdatesIn32BitsSeeTheMeanToo() {
        try (Trial whole = single(ADAM_W);
                Trial parts = single(ADAM_W)) {
            for (int step = 1; step <= 5; step++) {
                whole.step(step, 1e-2, 0.1);
                step(parts, step, 0.1, 4);
            }
            assertSameWeights(parts, whole, SINGLE);
        }
    }

    private static Trial single(Optimizer optimizer) {
        return trial(GPT, optimizer, options(Gradients.DERIVED), DataType.FLOAT32)
                .tokens(ROWS, CONTEXT, VOCABULARY);
    }

    @Test
    void stockBlockInsideTrainsAlikeToo() {
        FeatureNet net =
                Net.features(3)
                        .dense(4)
                        .then(new DjlLayer(Linear.builder().setUnits(5).build()))
                        .relu()
                        .dense(2);
        Options options = options(Gradients.AUTOGRAD);
        try (Trial whole = trial(net, sgd(0.1), options, DataType.FLOAT32).features(6, 3, 2);
                Trial parts = trial(net, sgd(0.1), options, DataType.FLOAT32).features(6, 3, 2)) {
            for (Parameter each :
                    net.parameters()) { // DJL draws the block's from a seed of its own
                Native.overwrite(
                        parts.weights().of(each.variable()), whole.weights().of(each.variable()));
            }
            for (int step = 1; step <= 3; step++) {
                whole.step(step);
                step(parts, step, NONE, 2, 3);
            }
            assertSameWeights(parts, whole, SINGLE);
        }
    }

    /** As in PyTorch: each forward pass counts. */
    @Test
    void runningStatisticsSeeEveryPart() {
        FeatureNet net = Net.features(3).batchNorm(BatchNorm::withCumulativeStatistics).dense(2);
        Options options = options(Gradients.DERIVED);
        try (Trial trial = trial(net, sgd(0.1), options, DataType.FLOAT64).features(6, 3, 2)) {
            step(trial, 1, NONE, 2, 4);
            assertThat(trial.values("batchNorm.num_batches_tracked")).containsExactly(3);
        }
    }

    @Test
    void weightsStayUntilTheLastPart() {
        try (Trial trial = gpt(adamW(1e-2), options(Gradients.DERIVED))) {
            double before = trial.evaluate();
            trial.learner().accumulate(rows(trial.batch(), 0, 4), 1);
            assertThat(trial.evaluate()).isEqualTo(before);
        }
    }

    /** A step that was broken off leaves nothing in the next one. */
    @Test
    void partsOfAStepThatNeverEndedAreForgotten() {
        try (Trial trial = gpt(sgd(0.1), options(Gradients.DERIVED));
                Trial other = gpt(sgd(0.1), options(Gradients.DERIVED))) {
            trial.learner().accumulate(rows(trial.batch(), 0, 3), 1);
            Report found = step(trial, 2, NONE, 4);
            assertThat(found).isEqualTo(step(other, 2, NONE, 4));
            assertSameWeights(trial, other, 0);
        }
    }

    @Test
    void dropoutDiffersFromPartToPartAndDependsOnTheStepAlone() {
        Network net = TinyGpt.of(CONTEXT, 0.5);
        Options options = options(Gradients.DERIVED);
        try (Trial trial = trial(net, sgd(0), options, DataType.FLOAT64)) {
            trial.tokens(ROWS, CONTEXT, VOCABULARY);
            MicroBatch part = rows(trial.batch(), 0, ROWS);
            List<Double> losses = new ArrayList<>();
            for (int run = 0; run < 2; run++) {
                double alone = trial.learner().step(part, 1, 0, NONE).loss();
                trial.learner().accumulate(part, 1);
                double mean = trial.learner().step(part, 1, 0, NONE).loss();
                assertThat(mean).isNotEqualTo(alone);
                losses.add(mean);
            }
            assertThat(losses.get(1)).isEqualTo(losses.get(0));
        }
    }

    @Test
    void partIsOneNativeCall() {
        try (Trial trial = gpt(sgd(0.1), options(Gradients.DERIVED))) {
            assertThat(trial.learner().source()).contains("  def accumulate(self");
        }
        try (Trial trial =
                gpt(sgd(0.1), new Options(Gradients.DERIVED, Precision.FULL, Trial.SEED))) {
            assertThat(trial.learner().source()).doesNotContain("def accumulate");
        }
    }

    @Test
    void longRunHoldsAsManyTensorsAsAShortOne() {
        try (Trial trial = gpt(adamW(1e-2), options(Gradients.AUTOGRAD))) {
            step(trial, 1, NONE, 2, 4);
            int before = trial.weights().manager().getManagedArrays().size();
            for (int step = 2; step < 20; step++) {
                step(trial, step, NONE, 2, 4);
            }
            assertThat(trial.weights().manager().getManagedArrays()).hasSize(before);
            assertThat(trial.learner().slots()).hasSize(2 * GPT.parameters().size());
        }
    }

    @Test
    void learnerMustBeMadeForIt() {
        try (Trial trial =
                gpt(sgd(0.1), new Options(Gradients.DERIVED, Precision.FULL, Trial.SEED))) {
            MicroBatch part = rows(trial.batch(), 0, 2);
            assertThatThrownBy(() -> trial.learner().accumulate(part, 1))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "learner: options must ask for accumulation before parts are"
                                    + " accumulated, but they do not. Use"
                                    + " options.accumulating(true).");
        }
    }

    @Test
    void weightMustBeMoreThanZero() {
        try (Trial trial = gpt(sgd(0.1), options(Gradients.DERIVED))) {
            NDArray x = trial.batch().x();
            assertThatThrownBy(() -> new MicroBatch(List.of(x), null, 0))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "micro-batch: the weight must be more than 0, but found 0.0. Give its"
                                    + " number of examples.");
        }
    }
}
