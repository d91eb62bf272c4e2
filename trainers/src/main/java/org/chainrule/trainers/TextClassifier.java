package org.chainrule.trainers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.datasets.texts.LabelledTexts;
import org.chainrule.datasets.texts.TextTokens;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.trainers.metrics.ClassPredictions;

/**
 * A trained network that tells the class of a text. It does not own the weights.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.datasets.texts.LabelledTexts;
 * import org.chainrule.datasets.texts.TextTokens;
 *
 * LabelledTexts.Split split = LabelledTexts.folders(Path.of("reviews")).split(0.2, 1);
 * TextTokens tokens = TextTokens.of(split.training(), 200);
 * List<String> classes = split.training().classes();
 * var config = new Recurrent.Config(tokens.vocabularySize(), 200, Recurrent.Cell.GRU, 1, 64, 0.1);
 * var net = Recurrent.classifier(config, classes.size(), TextTokens.PADDING);
 * try (Run run = Training.of(net).on(LabelledTextBatches.of(split, tokens)).start();
 *         var classifier = new TextClassifier(net, run.weights(), tokens, classes)) {
 *     classifier.classify("What a film!");                     // a probability for each class
 *     classifier.predict(split.test()).confusion().accuracy();
 * }
 * }</pre>
 */
public final class TextClassifier implements AutoCloseable {
    private static final int AT_ONCE = 64; // texts that go through the network together

    private final Classifier classifier;
    private final TextTokens tokens;

    /**
     * Compiles a network.
     *
     * @param net the network that was trained: tokens to scores of classes
     * @param weights its weights, which are read anew in each call
     * @param tokens turns texts into its tokens
     * @param classes the names of the classes
     * @throws org.chainrule.dsl.error.ChainruleException if the network does not give a score for
     *     each class
     */
    public TextClassifier(
            FeatureNet net, Weights weights, TextTokens tokens, List<String> classes) {
        classifier = new Classifier(net, weights, classes);
        this.tokens = tokens;
    }

    /**
     * The probability of each class, by its name.
     *
     * @param text any text that is not empty
     */
    public Map<String, Double> classify(String text) {
        double[] p = probabilities(List.of(text));
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int c = 0; c < p.length; c++) {
            probabilities.put(classifier.classes().get(c), p[c]);
        }
        return probabilities;
    }

    /** What it predicts for texts whose classes are known, such as the test part of a split. */
    public ClassPredictions predict(LabelledTexts texts) {
        int classes = classifier.classes().size();
        double[] p = new double[texts.count() * classes]; // (N, classes)
        for (int from = 0; from < texts.count(); from += AT_ONCE) {
            int to = Math.min(texts.count(), from + AT_ONCE);
            double[] some = probabilities(texts.texts().subList(from, to));
            System.arraycopy(some, 0, p, from * classes, some.length);
        }
        return new ClassPredictions(
                classifier.classes(), texts.labels(), NumericArray.of(p, texts.count(), classes));
    }

    private double[] probabilities(List<String> texts) {
        long[][] rows = tokens.batch(texts); // (B, T)
        double[] flat = Stream.of(rows).flatMapToLong(Arrays::stream).asDoubleStream().toArray();
        return classifier
                .probabilities(NumericArray.of(flat, rows.length, rows[0].length))
                .values();
    }

    @Override
    public void close() {
        classifier.close();
    }
}
