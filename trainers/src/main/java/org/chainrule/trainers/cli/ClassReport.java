package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.trainers.metrics.ClassPredictions;
import org.chainrule.trainers.metrics.ConfusionMatrix;
import org.chainrule.trainers.plots.ConfusionPlot;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * How well classes are predicted, to read.
 *
 * @param predictions for examples that were not trained on
 */
record ClassReport(ClassPredictions predictions) {
    private static final int MOST = 20; // classes whose confusion fits on a screen

    /**
     * Prints it, and draws the confusion.
     *
     * @param print the standard output
     * @param folder where {@code confusion.png} is left
     */
    void show(PrintWriter print, Path folder) {
        print(print);
        try {
            new ConfusionPlot(predictions.confusion()).write(folder.resolve("confusion.png"));
        } catch (ChainruleException e) { // a picture is not worth the run
            print.println(e.getMessage());
        }
    }

    /** Prints the confusion matrix, precision, recall, F1 and AUC of each class, and accuracy. */
    private void print(PrintWriter print) {
        ConfusionMatrix confusion = predictions.confusion();
        if (predictions.labels().size() <= MOST) {
            print.println(TableText.of(narrow(confusion.table())));
            print.println();
        }
        print.println(TableText.of(perClass(confusion)));
        print.println();
        print.printf(
                Locale.ROOT,
                "test accuracy %.4f on %,d%n",
                confusion.accuracy(),
                predictions.actual().size());
    }

    /** The counts under the bare names of the classes: the first column says what is predicted. */
    private Table narrow(Table counts) {
        for (int c = 0; c < predictions.labels().size(); c++) {
            counts.column(c + 1).setName(predictions.labels().get(c));
        }
        return counts;
    }

    private Table perClass(ConfusionMatrix confusion) {
        Table table = confusion.perClass();
        double[] areas = new double[predictions.labels().size()];
        Arrays.setAll(areas, c -> area(confusion, c));
        return table.insertColumn(table.columnCount() - 1, DoubleColumn.create("AUC", areas));
    }

    /** The area under the curve of a class; NaN where the test lacks it, or all others. */
    private double area(ConfusionMatrix confusion, int label) {
        long own = confusion.support(label);
        boolean hasBoth = own > 0 && own < predictions.actual().size();
        return hasBoth ? predictions.roc(predictions.labels().get(label)).area() : Double.NaN;
    }
}
