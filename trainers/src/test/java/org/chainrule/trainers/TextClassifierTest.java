package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.datasets.texts.LabelledTexts;
import org.chainrule.datasets.texts.TextTokens;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.metrics.Metrics;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.models.Recurrent;
import org.chainrule.models.Recurrent.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts of different lengths, told apart by the order of their letters. */
class TextClassifierTest {
    private static final double SINGLE_PRECISION = 1e-5;
    private static final int LONGEST = 12;
    private static final LabelledTexts.Split SPLIT = order(400).split(0.25, 1);
    private static final TextTokens TOKENS = TextTokens.of(SPLIT.training(), LONGEST);
    private static final List<String> CLASSES = SPLIT.training().classes();

    /** Letters a, b and c, an x and a y: the class is which of these comes first. */
    private static LabelledTexts order(int count) {
        var random = new SplittableRandom(7);
        List<String> texts = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = random.nextInt(2, LONGEST + 1);
            char[] text = new char[length];
            for (int t = 0; t < length; t++) {
                text[t] = (char) random.nextInt('a', 'd');
            }
            int x = random.nextInt(length);
            int y = (x + random.nextInt(1, length)) % length;
            text[x] = 'x';
            text[y] = 'y';
            texts.add(new String(text));
            labels.add(x < y ? 0 : 1);
        }
        return new LabelledTexts("order", texts, labels, List.of("x first", "y first"));
    }

    private static FeatureNet net(Cell cell) {
        var config = new Recurrent.Config(TOKENS.vocabularySize(), LONGEST, cell, 1, 16, 0);
        return Recurrent.classifier(config, CLASSES.size(), TextTokens.PADDING);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cell.class,
            names = {"LSTM", "GRU"})
    void learnsTheOrderOfLetters(Cell cell) {
        FeatureNet net = net(cell);
        try (Run run =
                        Training.of(net)
                                .on(LabelledTextBatches.of(SPLIT, TOKENS))
                                .optimizer(Optimizers.adamW(0.02))
                                .metric(Metrics.accuracy())
                                .steps(400)
                                .batch(32)
                                .threads(1)
                                .start();
                var classifier = new TextClassifier(net, run.weights(), TOKENS, CLASSES)) {
            double accuracy = classifier.predict(SPLIT.test()).confusion().accuracy();
            assertThat(accuracy).isGreaterThan(0.97);
            assertThat(run.history().metrics().get("accuracy"))
                    .isCloseTo(accuracy, within(SINGLE_PRECISION));
            assertThat(classifier.classify("abxcay").get("x first")).isGreaterThan(0.9);
            assertThat(classifier.classify("yx").get("y first")).isGreaterThan(0.9);
        }
    }

    /** Side by side with a long text, a short one has the probabilities that it has alone. */
    @ParameterizedTest
    @EnumSource(Cell.class)
    void scoresDoNotDependOnPadding(Cell cell) {
        FeatureNet net = net(cell);
        try (var weights = new Weights(net.stored(), 3, DataType.FLOAT32, Device.cpu());
                var classifier = new TextClassifier(net, weights, TOKENS, CLASSES)) {
            List<String> texts = List.of("xy", "a", "abcabcabcxby", "bcxay");
            var together =
                    classifier.predict(new LabelledTexts("t", texts, List.of(0, 0, 0, 0), CLASSES));
            for (int i = 0; i < texts.size(); i++) {
                Map<String, Double> alone = classifier.classify(texts.get(i));
                assertThat(together.probabilities().at(i, 0))
                        .isCloseTo(alone.get("x first"), within(SINGLE_PRECISION));
            }
            assertThat(classifier.classify("xy")).isNotEqualTo(classifier.classify("yx"));
        }
    }

    @Test
    void batchesAreFilledUpToTheirLongest() {
        LabelledTextBatches data = LabelledTextBatches.of(SPLIT, TOKENS);
        try (NDManager scope = NDManager.newBaseManager()) {
            assertThat(data.validationCount(30)).isEqualTo(4);
            assertThat(data.validation(scope, 30, 3).count()).isEqualTo(10);
            Batch epoch = data.training(scope, 300, 1, 0);
            assertThat(epoch.inputs().get(0).getShape().getShape()).containsExactly(300, LONGEST);
            assertThat(epoch.target().toLongArray())
                    .containsExactlyInAnyOrder(
                            SPLIT.training().labels().stream().mapToLong(y -> y).toArray());
            Batch one = data.training(scope, 1, 1, 5);
            assertThat(one.inputs().get(0).toLongArray()).doesNotContain(TextTokens.PADDING);
            assertThat(data.training(scope, 1, 1, 5).inputs().get(0).toLongArray())
                    .isEqualTo(one.inputs().get(0).toLongArray());
        }
        assertThat(data.fingerprint())
                .isEqualTo(LabelledTextBatches.of(SPLIT, TOKENS).fingerprint())
                .isNotEqualTo(
                        LabelledTextBatches.of(order(400).split(0.25, 2), TOKENS).fingerprint());
    }
}
