package org.chainrule.datasets.tables;

import java.util.Arrays;
import org.chainrule.dsl.error.ChainruleException;

/**
 * A linear change of numbers: (x − shift) / divisor.
 *
 * @param shift what becomes 0; finite
 * @param divisor what a step of 1 was; finite, and not 0
 */
public record Scale(double shift, double divisor) {
    /** Numbers stay as they are. */
    public static final Scale NONE = new Scale(0, 1);

    /**
     * A change.
     *
     * @throws ChainruleException if a number is not finite, or the divisor is 0
     */
    public Scale {
        if (!Double.isFinite(shift) || !Double.isFinite(divisor) || divisor == 0) {
            throw new ChainruleException(
                    "Scale",
                    "shift and divisor must be finite numbers, and the divisor not 0",
                    "but they are %s and %s".formatted(shift, divisor),
                    "Scale numbers that are very large or very small before.");
        }
    }

    /**
     * To mean 0 and deviation 1: (x − μ) / σ with σ² = Σ(x − μ)² / n. Equal numbers become 0.
     *
     * @param values at least one number, all finite
     */
    public static Scale standard(double... values) {
        double mean = mean(values);
        if (isConstant(values)) {
            return new Scale(mean, 1);
        }
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        return new Scale(mean, Math.sqrt(squares / values.length));
    }

    /**
     * To the range from 0 to 1: (x − min) / (max − min). Equal numbers become 0.
     *
     * @param values at least one number, all finite
     */
    public static Scale minMax(double... values) {
        double least = Arrays.stream(values).min().orElseThrow();
        double greatest = Arrays.stream(values).max().orElseThrow();
        return new Scale(least, isConstant(values) ? 1 : greatest - least);
    }

    /** The changed number. */
    public double apply(double x) {
        return (x - shift) / divisor;
    }

    /** The number that was changed. */
    public double undo(double y) {
        return y * divisor + shift;
    }

    /** The mean; exactly the number itself where all are equal. */
    static double mean(double... values) {
        return isConstant(values) ? values[0] : Arrays.stream(values).average().orElseThrow();
    }

    /** The number in the middle; the mean of the two in the middle where their count is even. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
    }

    private static boolean isConstant(double... values) {
        return Arrays.stream(values).allMatch(x -> x == values[0]);
    }
}
