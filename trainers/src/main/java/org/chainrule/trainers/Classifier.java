package org.chainrule.trainers;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.datasets.Examples;
import org.chainrule.datasets.LabelledGraph;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.djl.Predictor;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.trainers.metrics.ClassPredictions;

/**
 * A trained network that tells classes apart, ready to predict. It does not own the weights.
 *
 * <pre>{@code
 * import java.util.List;
 * import org.chainrule.datasets.ArrayExamples;
 *
 * float[] points = {0, 0, 0, 1, 1, 0, 1, 1};
 * double[] targets = {0, 1, 1, 0};
 * var xor = new ArrayExamples("xor", new long[] {2}, points, targets, List.of("even", "odd"));
 * var net = Net.features(2).dense(8).tanh().logits(2);
 * try (Run run = Training.of(net).on(ExampleBatches.of(xor, xor)).batch(4).start();
 *         var classifier = new Classifier(net, run.weights(), xor.classes())) {
 *     System.out.println(classifier.predict(xor).confusion().accuracy());
 * }
 * }</pre>
 */
public final class Classifier implements AutoCloseable {
    private static final int AT_ONCE = 256; // examples that go through the network together

    private final Predictor predictor;
    private final List<String> classes;

    /**
     * Compiles a network.
     *
     * @param net the network that was trained: scores of classes
     * @param weights its weights, which are read anew in each call
     * @param classes the names of the classes
     * @throws ChainruleException if the network does not give a score for each class
     */
    public Classifier(FeatureNet net, Weights weights, List<String> classes) {
        this.classes = List.copyOf(classes);
        long scores = net.output().dim(-1).size();
        if (scores != classes.size()) {
            throw new ChainruleException(
                    "classifier",
                    "the network must give a score for each of %d classes"
                            .formatted(classes.size()),
                    "but it gives " + scores,
                    "Declare the network that was trained with these classes.");
        }
        predictor = new Predictor(net, weights);
    }

    /** The names of the classes. */
    public List<String> classes() {
        return classes;
    }

    /**
     * The probability of each class.
     *
     * @param inputs (N, shape of one example)
     * @return (N, classes); each row sums to 1
     */
    public NumericArray probabilities(NumericArray inputs) {
        NumericArray scores = predictor.predict(inputs); // (N, classes)
        double[] p = scores.values();
        for (int row = 0; row < p.length; row += classes.size()) {
            softmax(p, row, classes.size());
        }
        return NumericArray.of(p, scores.sizes());
    }

    private static void softmax(double[] scores, int from, int count) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            greatest = Math.max(greatest, scores[i]);
        }
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            scores[i] = Math.exp(scores[i] - greatest);
            sum += scores[i];
        }
        for (int i = from; i < from + count; i++) {
            scores[i] /= sum;
        }
    }

    /**
     * What it predicts for examples whose classes are known, such as the test part of a split.
     *
     * @param examples of the shape that the network takes
     */
    public ClassPredictions predict(Examples examples) {
        double[] p = new double[examples.count() * classes.size()]; // (N, classes)
        List<Integer> actual = new ArrayList<>();
        for (int from = 0; from < examples.count(); from += AT_ONCE) {
            int count = Math.min(AT_ONCE, examples.count() - from);
            double[] some = probabilities(inputs(examples, from, count)).values();
            System.arraycopy(some, 0, p, from * classes.size(), some.length);
        }
        IntStream.range(0, examples.count()).forEach(i -> actual.add((int) examples.target(i)));
        return new ClassPredictions(
                classes, actual, NumericArray.of(p, examples.count(), classes.size()));
    }

    /**
     * What it predicts for the nodes of a graph whose classes were held out. All nodes go through
     * the network together.
     *
     * @param graph the one that the network's graph convolutions are on
     */
    public ClassPredictions predict(LabelledGraph graph) {
        NumericArray all = probabilities(graph.features()); // (n, classes)
        List<Integer> heldOut = graph.heldOut();
        double[] p = new double[heldOut.size() * classes.size()];
        for (int i = 0; i < p.length; i++) {
            p[i] = all.at(heldOut.get(i / classes.size()), i % classes.size());
        }
        return new ClassPredictions(
                classes,
                heldOut.stream().map(node -> (int) graph.nodes().target(node)).toList(),
                NumericArray.of(p, heldOut.size(), classes.size()));
    }

    private static NumericArray inputs(Examples examples, int from, int count) {
        int size = examples.size();
        float[] inputs = new float[count * size];
        for (int i = 0; i < count; i++) {
            examples.copy(from + i, new SplittableRandom(from + i), inputs, i * size);
        }
        double[] wide = new double[inputs.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = inputs[i];
        }
        long[] shape = examples.shape();
        long[] sizes = new long[shape.length + 1];
        sizes[0] = count;
        System.arraycopy(shape, 0, sizes, 1, shape.length);
        return NumericArray.of(wide, sizes);
    }

    @Override
    public void close() {
        predictor.close();
    }
}
