package org.chainrule.dsl.algebra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.hipparchus.linear.DiagonalMatrix;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Principal components: the directions along which the rows of a table vary most, each at a right
 * angle to those before.
 *
 * <p>The columns are centred, X = table − mean; with X = U·diag(σ)·Vᵀ the columns of V are the
 * components, and σᵢ²/(m − 1) is the variance along them. They are the eigenvectors and eigenvalues
 * of the covariance XᵀX/(m − 1), which this way is never computed. Signs are those of {@link
 * SingularValues}. Source: Pearson, "On Lines and Planes of Closest Fit to Systems of Points in
 * Space", 1901.
 *
 * <pre>{@code
 * import org.chainrule.dsl.algebra.PrincipalComponents;
 * import org.chainrule.dsl.eval.NumericArray;
 *
 * NumericArray table = NumericArray.of(new double[] {1, 1, 2, 3, 3, 4, 4, 6}, 4, 2);
 * System.out.print(PrincipalComponents.of(table));
 * }</pre>
 *
 * @param mean the mean of each column, (n)
 * @param scale what each column was divided by after that, (n): 1, or its standard deviation
 * @param components a column for each component, (n, k), with k the lesser of m and n
 * @param variances the variance along each, (k), from greatest to least
 */
@Teaches(
        meaning = "principal components by singular values",
        formula = "X = U·diag(σ)·Vᵀ, variance σᵢ²/(m − 1)",
        rows = "I5")
public record PrincipalComponents(
        NumericArray mean, NumericArray scale, NumericArray components, NumericArray variances) {
    private static final Given GIVEN = new Given("PrincipalComponents");

    /**
     * The components of a table.
     *
     * @param table a row for each example, a column for each feature, (m, n)
     * @throws ChainruleException if it has fewer than two rows, or holds what is not finite
     */
    public static PrincipalComponents of(NumericArray table) {
        double[] ones = new double[require(table).getColumnDimension()];
        Arrays.fill(ones, 1);
        return of(table, ones);
    }

    /**
     * The components of a table whose columns are divided by their standard deviations first, for
     * features in different units.
     *
     * @param table a row for each example, a column for each feature, (m, n)
     * @throws ChainruleException as {@link #of}, or if a column is constant
     */
    public static PrincipalComponents standardized(NumericArray table) {
        RealMatrix matrix = require(table);
        double[] deviations = new double[matrix.getColumnDimension()];
        for (int j = 0; j < deviations.length; j++) {
            RealVector column = matrix.getColumnVector(j);
            double mean = mean(column);
            double length = column.mapSubtract(mean).getNorm();
            if (length == 0) {
                throw new ChainruleException(
                        "PrincipalComponents",
                        "a column must vary to be standardized",
                        "but column " + (j + 1) + " is " + Grid.number(mean) + " throughout",
                        "Leave it out.");
            }
            deviations[j] = length / Math.sqrt(matrix.getRowDimension() - 1.0);
        }
        return of(table, deviations);
    }

    private static RealMatrix require(NumericArray table) {
        RealMatrix matrix = GIVEN.matrix(table);
        if (matrix.getRowDimension() < 2) {
            throw new ChainruleException(
                    "PrincipalComponents",
                    "a table must have two rows or more to vary",
                    "but found " + matrix.getRowDimension(),
                    "Give more examples.");
        }
        return matrix;
    }

    private static double mean(RealVector column) {
        return Arrays.stream(column.toArray()).average().orElseThrow();
    }

    private static PrincipalComponents of(NumericArray table, double... scale) {
        RealMatrix matrix = GIVEN.matrix(table);
        double[] means = new double[scale.length];
        Arrays.setAll(means, j -> mean(matrix.getColumnVector(j)));
        NumericArray centred = centred(matrix, means, scale);
        SingularValues svd = SingularValues.of(centred);
        double rows = matrix.getRowDimension();
        return new PrincipalComponents(
                Given.array(means),
                Given.array(scale),
                svd.v(),
                svd.values().map(s -> s * s / (rows - 1)));
    }

    private static NumericArray centred(RealMatrix table, double[] means, double... scale) {
        RealMatrix centred = table.copy();
        for (int j = 0; j < scale.length; j++) {
            RealVector column = table.getColumnVector(j);
            centred.setColumnVector(j, column.mapSubtract(means[j]).mapDivide(scale[j]));
        }
        return Given.array(centred);
    }

    /** The part of all variance that lies along each component, (k). */
    public NumericArray explained() {
        double total = Arrays.stream(variances.values()).sum();
        return variances.map(x -> total == 0 ? 0 : x / total);
    }

    /**
     * Each row of a table along the first components, (m, count): (X)·V.
     *
     * @param count how many components, from 1 to k
     * @throws ChainruleException if there are not so many, or the table has other columns
     */
    public NumericArray scores(NumericArray table, int count) {
        RealMatrix matrix = GIVEN.matrix(table);
        GIVEN.requireEqual("the columns of the table", matrix.getColumnDimension(), mean.count());
        RealMatrix x = GIVEN.matrix(centred(matrix, mean.values(), scale.values()));
        return Given.array(x.multiply(first(count)));
    }

    private RealMatrix first(int count) {
        int all = variances.count();
        if (count < 1 || count > all) {
            throw new ChainruleException(
                    "PrincipalComponents",
                    "the count of components must lie between 1 and " + all,
                    "but found " + count,
                    "Choose another.");
        }
        return GIVEN.matrix(components).getSubMatrix(0, mean.count() - 1, 0, count - 1);
    }

    /**
     * The rows of a table that have these scores, (m, n): scores·Vᵀ, scaled back, plus the mean.
     * With fewer scores than components it is the nearest table of that rank.
     *
     * @param scores (m, count)
     */
    public NumericArray reconstructed(NumericArray scores) {
        RealMatrix given = GIVEN.matrix(scores);
        RealMatrix table = given.multiplyTransposed(first(given.getColumnDimension()));
        for (int j = 0; j < mean.count(); j++) {
            RealVector column = table.getColumnVector(j).mapMultiply(scale.at(j));
            table.setColumnVector(j, column.mapAdd(mean.at(j)));
        }
        return Given.array(table);
    }

    /**
     * Scores divided by their standard deviations: of the table itself, the covariance is I.
     *
     * @throws ChainruleException as {@link #scores}, or if nothing varies along one of them
     */
    public NumericArray whitened(NumericArray table, int count) {
        RealMatrix scores = GIVEN.matrix(scores(table, count));
        double least = variances.at(count - 1);
        if (least <= variances.at(0) * variances.count() * Math.ulp(1.0)) {
            throw new ChainruleException(
                    "PrincipalComponents",
                    "the table must vary along each component to be whitened",
                    "but along component " + count + " the variance is " + Grid.number(least),
                    "Take fewer.");
        }
        double[] inverse =
                IntStream.range(0, count)
                        .mapToDouble(i -> 1 / Math.sqrt(variances.at(i)))
                        .toArray();
        return Given.array(scores.multiply(new DiagonalMatrix(inverse)));
    }

    /**
     * How much each feature counts in each component: the component times the standard deviation
     * along it, (n, k).
     */
    public NumericArray loadings() {
        double[] deviations = Arrays.stream(variances.values()).map(Math::sqrt).toArray();
        return Given.array(GIVEN.matrix(components).multiply(new DiagonalMatrix(deviations)));
    }

    /** The covariance of a table's columns, XᵀX/(m − 1), (n, n). */
    public static NumericArray covariance(NumericArray table) {
        RealMatrix matrix = require(table);
        double[] means = new double[matrix.getColumnDimension()];
        Arrays.setAll(means, j -> mean(matrix.getColumnVector(j)));
        double[] ones = new double[means.length];
        Arrays.fill(ones, 1);
        RealMatrix x = GIVEN.matrix(centred(matrix, means, ones));
        return Given.array(
                x.transposeMultiply(x).scalarMultiply(1.0 / (matrix.getRowDimension() - 1)));
    }

    /** A line for each component. */
    @Override
    public String toString() {
        List<List<String>> rows = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < variances.count(); i++) {
            sum += explained().at(i);
            rows.add(
                    List.of(
                            Integer.toString(i + 1),
                            Grid.number(variances.at(i)),
                            Grid.number(explained().at(i)),
                            Grid.number(sum)));
        }
        return Grid.table(List.of("component", "variance", "of all", "with those before"), rows);
    }
}
