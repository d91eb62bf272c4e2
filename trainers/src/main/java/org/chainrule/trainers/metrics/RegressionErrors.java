package org.chainrule.trainers.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How far predicted numbers are from the actual ones, with errors e = predicted − actual.
 *
 * @param meanAbsolute Σ|e| / n
 * @param meanSquared Σe² / n
 * @param rootMeanSquared √(Σe² / n), in the unit of the target
 * @param largest max |e|
 * @param r2 1 − Σe² / Σ(actual − mean)²: 1 is perfect, 0 no better than the mean; NaN where all
 *     actual numbers are equal
 */
public record RegressionErrors(
        double meanAbsolute,
        double meanSquared,
        double rootMeanSquared,
        double largest,
        double r2) {
    private static final String WHERE = "RegressionErrors";

    /**
     * The errors of predictions.
     *
     * @throws ChainruleException if the arrays differ in length or are empty, or a number is not
     *     finite
     */
    public static RegressionErrors of(double[] actual, double[] predicted) {
        Fit.lengths(WHERE, actual.length, predicted.length);
        Fit.finite(WHERE, actual);
        Fit.finite(WHERE, predicted);
        double[] sizes =
                IntStream.range(0, actual.length)
                        .mapToDouble(i -> Math.abs(predicted[i] - actual[i]))
                        .toArray();
        double squares = Arrays.stream(sizes).map(e -> e * e).sum();
        double mean = Arrays.stream(actual).average().orElseThrow();
        boolean isConstant = Arrays.stream(actual).allMatch(y -> y == actual[0]);
        double spread = Arrays.stream(actual).map(y -> (y - mean) * (y - mean)).sum();
        return new RegressionErrors(
                Arrays.stream(sizes).average().orElseThrow(),
                squares / sizes.length,
                Math.sqrt(squares / sizes.length),
                Arrays.stream(sizes).max().orElseThrow(),
                isConstant ? Double.NaN : 1 - squares / spread);
    }

    /** A row for each; R² is missing where it is NaN. */
    public Table table() {
        return Table.create(
                "regression errors",
                StringColumn.create("error", "MAE", "MSE", "RMSE", "largest", "R²"),
                DoubleColumn.create(
                        "value", meanAbsolute, meanSquared, rootMeanSquared, largest, r2));
    }
}
