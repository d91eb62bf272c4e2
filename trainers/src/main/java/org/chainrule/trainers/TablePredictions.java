package org.chainrule.trainers;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.datasets.tables.ClassTarget;
import org.chainrule.datasets.tables.NumberTarget;
import org.chainrule.datasets.tables.TableEncoding;
import org.chainrule.datasets.tables.TableRows;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.trainers.metrics.ClassPredictions;
import org.chainrule.trainers.metrics.ConfusionMatrix;
import org.chainrule.trainers.metrics.RegressionErrors;
import org.chainrule.trainers.metrics.RocCurve;
import tech.tablesaw.api.DoubleColumn;
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
        return classes().table();
    }

    /**
     * How often each class was taken for each.
     *
     * @throws ChainruleException if the target is no class
     */
    public ConfusionMatrix confusion() {
        return classes().confusion();
    }

    /**
     * The curve of the probability of a class, against all others.
     *
     * @throws ChainruleException if there is no such class, or the rows lack it or all others
     */
    public RocCurve roc(String label) {
        return classes().roc(label);
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

    /**
     * What was predicted for each class.
     *
     * @throws ChainruleException if the target is no class
     */
    public ClassPredictions classes() {
        List<Integer> actual =
                IntStream.range(0, rows.count()).mapToObj(i -> (int) rows.targets().at(i)).toList();
        return new ClassPredictions(encoding.classes().labels(), actual, outputs);
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
