package org.chainrule.trainers;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.datasets.tables.ClassTarget;
import org.chainrule.datasets.tables.NumberTarget;
import org.chainrule.datasets.tables.TableEncoding;
import org.chainrule.datasets.tables.TableRows;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.trainers.metrics.ConfusionMatrix;
import org.chainrule.trainers.metrics.RegressionErrors;
import org.chainrule.trainers.metrics.RocCurve;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a model predicts for rows whose targets are known.
 *
 * @param encoding what its numbers stand for
 * @param rows the rows
 * @param outputs for classes their probabilities, (rows, classes); for numbers (rows, 1), scaled as
 *     the encoding's target is
 */
public record TablePredictions(TableEncoding encoding, TableRows rows, NumericArray outputs) {

    /** The prediction of each row beside the actual value, and of classes all probabilities. */
    public Table table() {
        if (encoding.target() instanceof NumberTarget) {
            return Table.create(
                    "predictions",
                    DoubleColumn.create("actual", actualNumbers()),
                    DoubleColumn.create("predicted", predictedNumbers()));
        }
        List<String> labels = encoding.classes().labels();
        Table table =
                Table.create(
                        "predictions",
                        names("actual", labels, actualClasses()),
                        names("predicted", labels, predictedClasses()));
        IntStream.range(0, labels.size())
                .forEach(
                        c ->
                                table.addColumns(
                                        DoubleColumn.create(
                                                "p(" + labels.get(c) + ")", probabilities(c))));
        return table;
    }

    private static StringColumn names(String name, List<String> labels, int... classes) {
        return StringColumn.create(name, IntStream.of(classes).mapToObj(labels::get));
    }

    /**
     * How often each class was taken for each.
     *
     * @throws ChainruleException if the target is no class
     */
    public ConfusionMatrix confusion() {
        return ConfusionMatrix.of(encoding.classes().labels(), actualClasses(), predictedClasses());
    }

    /**
     * The curve of the probability of a class, against all others.
     *
     * @throws ChainruleException if there is no such class, or the rows lack it or all others
     */
    public RocCurve roc(String label) {
        int number = (int) encoding.classes().encode("roc", label);
        int[] actual = actualClasses();
        boolean[] positive = new boolean[actual.length];
        for (int i = 0; i < actual.length; i++) {
            positive[i] = actual[i] == number;
        }
        return RocCurve.of(positive, probabilities(number));
    }

    /**
     * How far numbers are off, in the unit of the column.
     *
     * @throws ChainruleException if the target is a class
     */
    public RegressionErrors errors() {
        if (encoding.target() instanceof ClassTarget target) {
            throw new ChainruleException(
                    "target \"%s\"".formatted(target.name()),
                    "must be a number",
                    "but it is a class",
                    "Use confusion() for classes.");
        }
        return RegressionErrors.of(actualNumbers(), predictedNumbers());
    }

    private int[] actualClasses() {
        return IntStream.range(0, rows.count()).map(i -> (int) rows.targets().at(i)).toArray();
    }

    private int[] predictedClasses() {
        return IntStream.range(0, rows.count()).map(this::likeliest).toArray();
    }

    /** The first of the likeliest classes. */
    private int likeliest(int row) {
        int best = 0;
        for (int c = 1; c < outputs.size(1); c++) {
            best = outputs.at(row, c) > outputs.at(row, best) ? c : best;
        }
        return best;
    }

    private double[] probabilities(int label) {
        return IntStream.range(0, rows.count()).mapToDouble(i -> outputs.at(i, label)).toArray();
    }

    private double[] actualNumbers() {
        var target = (NumberTarget) encoding.target();
        return rows.targets().map(target::decode).values();
    }

    private double[] predictedNumbers() {
        var target = (NumberTarget) encoding.target();
        return outputs.map(target::decode).values();
    }
}
