package org.chainrule.dsl.probability;

import java.util.Arrays;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;

/**
 * Numbers that were observed, with their mean, variance, covariance and correlation.
 *
 * <p>The variance is Σ (x − x̄)²/n or /(n − 1), as the {@link Divisor} says; n − 1 by default. It
 * is computed from the distances from the mean, so that numbers far from 0 lose nothing.
 *
 * @param rows one number a row (n), or d numbers a row (n, d)
 */
@Teaches(
        meaning = "mean, variance, covariance, correlation of a sample",
        formula = "Σ (x − x̄)(y − ȳ)/(n − 1)",
        rows = "J5")
public record Sample(NumericArray rows) {

    /**
     * A sample.
     *
     * @throws ChainruleException if there are no rows, rows have more than one axis, or a number is
     *     not finite
     */
    public Sample {
        if (rows.count() == 0 || rows.rank() < 1 || rows.rank() > 2) {
            throw new ChainruleException(
                    "Sample",
                    "a sample must have one row or more, each of numbers along one axis",
                    "but found sizes " + Arrays.toString(rows.sizes()),
                    "Give an array of sizes (n) or (n, d).");
        }
        for (double value : rows.values()) {
            Simplex.requireFinite("Sample", "each number", value);
        }
    }

    /** Of these numbers. */
    public static Sample of(double... values) {
        return new Sample(NumericArray.of(values, values.length));
    }

    /** n, how many rows. */
    public int size() {
        return rows.size(0);
    }

    /** d, how many numbers a row. */
    public int width() {
        return rows.rank() == 1 ? 1 : rows.size(1);
    }

    /** One of the columns, counted from 0. */
    public Sample column(int column) {
        double[] values = rows.values();
        double[] chosen = new double[size()];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = values[i * width() + column];
        }
        return of(chosen);
    }

    private double onlyMean() {
        return Arrays.stream(rows.values()).sum() / size();
    }

    /** The mean of a sample of single numbers. */
    public double mean() {
        requireSingle();
        return onlyMean();
    }

    /** The mean of each column: (d). */
    public NumericArray means() {
        double[] means = new double[width()];
        for (int column = 0; column < means.length; column++) {
            means[column] = column(column).onlyMean();
        }
        return NumericArray.of(means, means.length);
    }

    /** The variance with divisor n − 1. */
    public double variance() {
        return variance(Divisor.N_MINUS_1);
    }

    /** The variance of a sample of single numbers. */
    public double variance(Divisor divisor) {
        return covariance(this, divisor);
    }

    /** The covariance with divisor n − 1. */
    public double covariance(Sample other) {
        return covariance(other, Divisor.N_MINUS_1);
    }

    /**
     * The covariance of two samples of single numbers, row by row.
     *
     * @throws ChainruleException if they are not of one size, or have too few rows for the divisor
     */
    public double covariance(Sample other, Divisor divisor) {
        requireSingle();
        other.requireSingle();
        if (size() != other.size()) {
            throw new ChainruleException(
                    "Sample",
                    "two samples must have as many numbers",
                    "but found " + size() + " and " + other.size(),
                    "Pair each number with one of the other.");
        }
        if (divisor.of(size()) == 0) {
            throw new ChainruleException(
                    "Sample", "n − 1 needs two numbers or more", "but found 1", "Divide by n.");
        }
        double mx = mean();
        double my = other.mean();
        double[] x = rows.values();
        double[] y = other.rows.values();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - mx) * (y[i] - my);
        }
        return sum / divisor.of(size());
    }

    /**
     * The correlation of two samples of single numbers, between −1 and 1.
     *
     * @throws ChainruleException if one of them does not vary
     */
    public double correlation(Sample other) {
        return Moments.correlation(
                covariance(other, Divisor.N), variance(Divisor.N), other.variance(Divisor.N));
    }

    /** The covariances of all columns: (d, d). */
    public NumericArray covariances(Divisor divisor) {
        int d = width();
        double[] all = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                all[i * d + j] = column(i).covariance(column(j), divisor);
                all[j * d + i] = all[i * d + j];
            }
        }
        return NumericArray.of(all, d, d);
    }

    private void requireSingle() {
        if (width() != 1) {
            throw new ChainruleException(
                    "Sample",
                    "one number a row is needed",
                    "but found " + width(),
                    "Choose a column.");
        }
    }
}
