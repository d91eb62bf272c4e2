package org.chainrule.trainers.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How often each class was taken for each: row i, column j counts the rows of class i that were
 * predicted to be of class j.
 *
 * <pre>{@code
 * import java.util.List;
 * import org.chainrule.trainers.metrics.ConfusionMatrix;
 *
 * int[] actual = {0, 0, 1, 1};
 * int[] predicted = {0, 1, 1, 1};
 * var matrix = ConfusionMatrix.of(List.of("cat", "dog"), actual, predicted);
 * matrix.accuracy();               // 0.75
 * matrix.precision(1);             // 2/3
 * }</pre>
 *
 * <p>Where a share is 0/0 (the precision of a class that was never predicted, the recall of one
 * that never occurs), it is NaN, and missing in tables; the means over classes take it for 0, as
 * scikit-learn does.
 */
public final class ConfusionMatrix {
    private final List<String> labels;
    private final long[][] counts; // (actual, predicted)

    private ConfusionMatrix(List<String> labels, long[][] counts) {
        this.labels = labels;
        this.counts = counts;
    }

    /**
     * Counts predictions.
     *
     * @param labels the names of the classes
     * @param actual the number of each row's class
     * @param predicted the number of the class that was predicted
     * @throws ChainruleException if the arrays differ in length or are empty, or a number names no
     *     class
     */
    public static ConfusionMatrix of(List<String> labels, int[] actual, int[] predicted) {
        Fit.lengths("ConfusionMatrix", actual.length, predicted.length);
        long[][] counts = new long[labels.size()][labels.size()];
        for (int i = 0; i < actual.length; i++) {
            requireClass(labels.size(), i, actual[i]);
            requireClass(labels.size(), i, predicted[i]);
            counts[actual[i]][predicted[i]]++;
        }
        return new ConfusionMatrix(List.copyOf(labels), counts);
    }

    private static void requireClass(int classes, int place, int number) {
        if (number < 0 || number >= classes) {
            throw new ChainruleException(
                    "ConfusionMatrix",
                    "classes must be from 0 to " + (classes - 1),
                    "but found %d at %d".formatted(number, place),
                    "Give all labels, in the order of their numbers.");
        }
    }

    /** The names of the classes, in the order of their numbers. */
    public List<String> labels() {
        return labels;
    }

    /** How many rows of a class were predicted to be of another. */
    public long count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /** The share of the rows whose class was predicted. */
    public double accuracy() {
        long all = Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
        return (double) classes().mapToLong(c -> counts[c][c]).sum() / all;
    }

    /** TP / (TP + FP): of the rows that were predicted to be of a class, the share that are. */
    public double precision(int label) {
        return (double) counts[label][label] / classes().mapToLong(c -> counts[c][label]).sum();
    }

    /** TP / (TP + FN): of the rows of a class, the share that were predicted to be. */
    public double recall(int label) {
        return (double) counts[label][label] / support(label);
    }

    /** The harmonic mean of precision and recall: 2·TP / (2·TP + FP + FN). */
    public double f1(int label) {
        long predicted = classes().mapToLong(c -> counts[c][label]).sum();
        return 2.0 * counts[label][label] / (support(label) + predicted);
    }

    /** How many rows a class has. */
    public long support(int label) {
        return Arrays.stream(counts[label]).sum();
    }

    /** The mean of the precisions of all classes. */
    public double macroPrecision() {
        return mean(this::precision);
    }

    /** The mean of the recalls of all classes. */
    public double macroRecall() {
        return mean(this::recall);
    }

    /** The mean of the F1 of all classes. */
    public double macroF1() {
        return mean(this::f1);
    }

    private double mean(IntToDoubleFunction share) {
        return classes()
                .mapToDouble(share)
                .map(x -> Double.isNaN(x) ? 0 : x)
                .average()
                .orElseThrow();
    }

    private IntStream classes() {
        return IntStream.range(0, labels.size());
    }

    /** The counts: a row for each actual class, a column for each predicted one. */
    public Table table() {
        Table table =
                Table.create(
                        "confusion matrix", StringColumn.create("actual \\ predicted", labels));
        classes()
                .forEach(
                        p ->
                                table.addColumns(
                                        LongColumn.create(
                                                "predicted " + labels.get(p),
                                                classes().mapToLong(a -> counts[a][p]))));
        return table;
    }

    /** Precision, recall, F1 and support: a row for each class. */
    public Table perClass() {
        return Table.create(
                "per class",
                StringColumn.create("class", labels),
                column("precision", this::precision),
                column("recall", this::recall),
                column("F1", this::f1),
                LongColumn.create("support", classes().mapToLong(this::support)));
    }

    private DoubleColumn column(String name, IntToDoubleFunction share) {
        return DoubleColumn.create(name, classes().mapToDouble(share));
    }
}
