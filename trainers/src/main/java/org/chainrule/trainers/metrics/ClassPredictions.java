package org.chainrule.trainers.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What was predicted for examples whose classes are known.
 *
 * <pre>{@code
 * import java.util.List;
 * import org.chainrule.dsl.eval.NumericArray;
 * import org.chainrule.trainers.metrics.ClassPredictions;
 *
 * var p = NumericArray.of(new double[] {0.9, 0.1, 0.4, 0.6, 0.7, 0.3}, 3, 2);
 * var predictions = new ClassPredictions(List.of("cat", "dog"), List.of(0, 1, 1), p);
 * predictions.confusion().accuracy(); // 2/3
 * predictions.roc("dog").area();      // 1
 * }</pre>
 *
 * @param labels the names of the classes
 * @param actual the number of each example's class
 * @param probabilities of each class for each example, (N, classes)
 */
public record ClassPredictions(
        List<String> labels, List<Integer> actual, NumericArray probabilities) {

    /**
     * Predictions with a probability for each class.
     *
     * @throws ChainruleException if the sizes differ
     */
    public ClassPredictions {
        labels = List.copyOf(labels);
        actual = List.copyOf(actual);
        boolean fits =
                probabilities.rank() == 2
                        && probabilities.size(0) == actual.size()
                        && probabilities.size(1) == labels.size();
        if (!fits) {
            throw new ChainruleException(
                    "ClassPredictions",
                    "there must be a probability for each of %d examples and %d classes"
                            .formatted(actual.size(), labels.size()),
                    "but their sizes are " + Arrays.toString(probabilities.sizes()),
                    "Give one row for each example.");
        }
    }

    /** The class of each example, the one predicted, and the probabilities of all. */
    public Table table() {
        Table table =
                Table.create(
                        "predictions",
                        names("actual", actualNumbers()),
                        names("predicted", predicted()));
        for (int c = 0; c < labels.size(); c++) {
            table.addColumns(DoubleColumn.create("p(" + labels.get(c) + ")", probabilities(c)));
        }
        return table;
    }

    private StringColumn names(String name, int... classes) {
        return StringColumn.create(name, IntStream.of(classes).mapToObj(labels::get));
    }

    /** How often each class was taken for each. */
    public ConfusionMatrix confusion() {
        return ConfusionMatrix.of(labels, actualNumbers(), predicted());
    }

    /**
     * The curve of the probability of a class, against all others.
     *
     * @throws ChainruleException if there is no such class, or no example of it, or of no other
     */
    public RocCurve roc(String label) {
        int number = labels.indexOf(label);
        if (number < 0) {
            throw new ChainruleException(
                    "roc",
                    "the class must be one of " + String.join(", ", labels),
                    "but found \"" + label + "\"",
                    "Give one of them.");
        }
        boolean[] isPositive = new boolean[actual.size()];
        for (int i = 0; i < isPositive.length; i++) {
            isPositive[i] = actual.get(i) == number;
        }
        return RocCurve.of(isPositive, probabilities(number));
    }

    /** The number of the likeliest class of each example; the first of equally likely ones. */
    public int[] predicted() {
        return IntStream.range(0, actual.size()).map(this::likeliest).toArray();
    }

    private int likeliest(int row) {
        int best = 0;
        for (int c = 1; c < labels.size(); c++) {
            best = probabilities.at(row, c) > probabilities.at(row, best) ? c : best;
        }
        return best;
    }

    private int[] actualNumbers() {
        return actual.stream().mapToInt(Integer::intValue).toArray();
    }

    private double[] probabilities(int label) {
        return IntStream.range(0, actual.size())
                .mapToDouble(i -> probabilities.at(i, label))
                .toArray();
    }
}
