package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chainrule.datasets.LineData;
import org.chainrule.datasets.Lines;
import org.chainrule.datasets.MaskedBatch;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Predictor;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.metrics.Metrics;
import org.chainrule.models.Bigram;
import org.chainrule.models.CharacterMlp;
import org.chainrule.models.Recurrent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on lines: whole, with padding that does not count, and in contexts of one length. */
class LineTrainingTest {
    private static final double SINGLE_PRECISION = 1e-5;
    private static final List<String> WORDS =
            IntStream.range(0, 40)
                    .mapToObj(i -> "abc".repeat(i % 4).concat("abcd".substring(i % 3)))
                    .toList();
    private static final LineData DATA = LineData.of(new Lines("words", WORDS), 42);
    private static final int V = 5;
    private static final int LONGEST = 14;

    private static Training training(Net net) {
        return Training.of(net).on(DATA).threads(1).steps(20).batch(7);
    }

    private static SequenceNet recurrent(long context) {
        return Recurrent.of(new Recurrent.Config(V, context, Recurrent.Cell.GRU, 1, 6, 0));
    }

    /** The mean of −ln p over the targets that count, one line after the other, unpadded. */
    @Test
    void paddingDoesNotCount() {
        SequenceNet net = recurrent(LONGEST);
        try (Run run = training(net).metric(Metrics.accuracy()).start();
                var predictor = new Predictor(net, run.weights())) {
            double sum = 0;
            double hits = 0;
            int count = 0;
            for (String line : DATA.split().validation().lines()) {
                MaskedBatch alone = DATA.characters().batch(List.of(line));
                double[] x =
                        IntStream.range(0, alone.tokens().time())
                                .mapToDouble(t -> alone.tokens().inputs()[t])
                                .toArray();
                NumericArray scores = predictor.predict(NumericArray.of(x, 1, x.length));
                for (int t = 0; t < x.length; t++) {
                    double partition = 0;
                    double greatest = Double.NEGATIVE_INFINITY;
                    for (int v = 0; v < V; v++) {
                        partition += Math.exp(scores.at(0, t, v));
                        greatest = Math.max(greatest, scores.at(0, t, v));
                    }
                    double own = scores.at(0, t, (int) alone.tokens().targets()[t]);
                    sum += Math.log(partition) - own;
                    hits += own == greatest ? 1 : 0;
                    count++;
                }
            }
            assertThat(run.validationLoss()).isCloseTo(sum / count, within(SINGLE_PRECISION));
            assertThat(run.history().metrics().get("accuracy"))
                    .isCloseTo(hits / count, within(SINGLE_PRECISION));
        }
    }

    @Test
    void batchWeighsAsManyTargetsAsCount() {
        Batches whole = training(recurrent(LONGEST)).data;
        Batches contexts = training(Bigram.of(new Bigram.Config(V))).data;
        try (NDManager scope = NDManager.newBaseManager()) {
            MaskedBatch batch = DATA.wholeLines().training(7, 3, 2);
            assertThat(whole.training(scope, 7, 3, 2).count())
                    .isEqualTo(batch.count())
                    .isLessThan(batch.tokens().size());
            assertThat(
                            LongStream.of(whole.training(scope, 7, 3, 2).target().toLongArray())
                                    .filter(target -> target != -100))
                    .hasSize((int) batch.count());
            assertThat(contexts.training(scope, 7, 3, 2).count()).isEqualTo(7);
        }
        assertThat(contexts.name()).isEqualTo(whole.name()).isEqualTo("words");
        assertThat(contexts.fingerprint()).isNotEqualTo(whole.fingerprint());
    }

    /** An epoch of contexts has each of them once, in another order for another seed. */
    @Test
    void contextsAreShuffledByEpoch() {
        Batches data = training(CharacterMlp.of(new CharacterMlp.Config(V, 3, 2, 4, false))).data;
        long[] all = DATA.training(3).targets();
        try (NDManager scope = NDManager.newBaseManager()) {
            Batch epoch = data.training(scope, all.length, 1, 0);
            assertThat(epoch.target().toLongArray())
                    .containsExactlyInAnyOrder(all)
                    .isNotEqualTo(all);
            assertThat(epoch.inputs().get(0).getShape().getShape()).containsExactly(all.length, 3);
            assertThat(data.training(scope, all.length, 1, 0).target().toLongArray())
                    .isEqualTo(epoch.target().toLongArray());
            assertThat(data.training(scope, all.length, 2, 0).target().toLongArray())
                    .isNotEqualTo(epoch.target().toLongArray());
            long[] validation = DATA.validation(3).targets();
            assertThat(data.validationCount(4)).isEqualTo((validation.length + 3) / 4);
            Batch last = data.validation(scope, 4, data.validationCount(4) - 1);
            assertThat(last.target().toLongArray())
                    .isEqualTo(
                            Arrays.copyOfRange(
                                    validation,
                                    4 * (data.validationCount(4) - 1),
                                    validation.length));
        }
    }

    @Test
    void networkMustTakeTheLines() {
        assertRefused(
                () -> training(recurrent(LONGEST - 1)),
                "training on words: the network must see the longest sequence, but that has 14"
                        + " tokens, and its context is 13. Make the context 14.");
        assertRefused(
                () -> training(Bigram.of(new Bigram.Config(4))),
                "training on words: the network must score every token of the lines, but it has 4"
                        + " scores for 5 tokens. Make the vocabulary 5.");
        assertRefused(
                () -> training(Net.features(3).dense(V)),
                "training on words: the network must score each step, or the end of a context of"
                        + " fixed length, but it takes features (batch, width 3) → (batch, width 5)."
                        + " Begin with Net.tokens(context), and make vectors of it by flatten().");
        assertRefused(
                () -> training(Net.sequence(3).dense(V)),
                "training on words: the network must begin with Net.tokens(context), but it takes"
                        + " sequence (batch, time, width 3) → (batch, time, width 5). Embed tokens,"
                        + " or give the data as Batches.");
    }

    /** Each validation is in the file, also where a run stops and goes on. */
    @Test
    void metricsAreInTheFileOfARunThatResumes(@TempDir Path folder) {
        List<Double> told = new ArrayList<>();
        Callback listener =
                new Callback() {
                    @Override
                    public void validated(long step, double loss, Map<String, Double> metrics) {
                        told.add(metrics.get("accuracy"));
                    }
                };
        Training training =
                training(recurrent(LONGEST)).metric(Metrics.accuracy()).every(5).callback(listener);
        Path whole = folder.resolve("whole");
        training.into(whole).start().close();
        assertThat(told).hasSize(3);
        Path parts = folder.resolve("parts");
        int[] asked = {0};
        training.into(parts).until(() -> ++asked[0] > 11).start().close();
        Run resumed = training.into(parts).resume().start();
        resumed.close();
        List<History.Row> rows = History.read(whole.resolve("metrics.csv")).rows();
        assertThat(rows.get(9).metrics()).containsEntry("accuracy", told.get(1));
        assertThat(rows.get(10).metrics()).isEmpty();
        assertThat(validations(parts)).isEqualTo(validations(whole)).hasSize(4);
        assertThat(resumed.history().metrics()).isEqualTo(rows.get(19).metrics());
    }

    /** Steps, losses and metrics, without the speed, which differs. */
    private static List<List<Object>> validations(Path folder) {
        return History.read(folder.resolve("metrics.csv")).rows().stream()
                .filter(row -> !Double.isNaN(row.validationLoss()))
                .map(row -> List.<Object>of(row.step(), row.validationLoss(), row.metrics()))
                .toList();
    }

    @Test
    void lossWithTheSameIgnoredTargetIsTaken() {
        try (Run run =
                training(recurrent(LONGEST))
                        .loss(Losses.crossEntropy().withSmoothing(0.1))
                        .start()) {
            assertThat(run.validationLoss()).isFinite();
        }
    }

    private static void assertRefused(Runnable use, String message) {
        assertThatThrownBy(use::run).isInstanceOf(ChainruleException.class).hasMessage(message);
    }
}
