package org.chainrule.dsl.classroom;

import java.util.Arrays;
import org.chainrule.dsl.eval.NumericArray;

/**
 * How well two arrays of the same sizes agree: exactly, to rounding, or not.
 *
 * @param isExact whether every number is the same, bit for bit
 * @param isApproximate whether no two differ by more than {@link #ROUNDING} times the greatest
 *     magnitude among the right ones, or 0.01 where that is less
 * @param maxDifference the greatest difference; not a number where one of them isn't
 */
public record Agreement(boolean isExact, boolean isApproximate, double maxDifference) {
    /**
     * What 64 bits may lose when the same number is computed in another order. It is stricter than
     * {@code torch.allclose}, which with 10⁻⁵ would not see that an ε of 10⁻⁵ was forgotten.
     */
    public static final double ROUNDING = 1e-10;

    /** What counts as the scale of numbers that cancel to nothing. */
    private static final double LEAST_SCALE = 0.01;

    /** Compares what was found with what is right. */
    public static Agreement of(NumericArray found, NumericArray right) {
        if (!Arrays.equals(found.sizes(), right.sizes())) {
            throw new IllegalArgumentException(
                    "arrays of the same sizes can be compared, but found "
                            + Arrays.toString(found.sizes())
                            + " and "
                            + Arrays.toString(right.sizes()));
        }
        double[] mine = found.values();
        double[] theirs = right.values();
        double greatest = 0;
        double scale = LEAST_SCALE;
        for (int i = 0; i < mine.length; i++) {
            double difference = mine[i] == theirs[i] ? 0 : Math.abs(mine[i] - theirs[i]);
            greatest = Math.max(greatest, difference); // not a number stays not a number
            scale = Math.max(scale, Math.abs(theirs[i]));
        }
        boolean exact = greatest == 0;
        return new Agreement(exact, exact || greatest <= ROUNDING * scale, greatest);
    }

    /** The agreement of two comparisons together. */
    public Agreement and(Agreement other) {
        return new Agreement(
                isExact && other.isExact,
                isApproximate && other.isApproximate,
                Math.max(maxDifference, other.maxDifference));
    }

    /**
     * {@code exact}, or how far from it: where it is only rounding the power of ten above it, since
     * no two kinds of processors agree on its digits.
     */
    @Override
    public String toString() {
        if (isExact) {
            return "exact";
        }
        if (isApproximate) {
            int power = (int) Math.floor(Math.log10(maxDifference)) + 1;
            return "approximate, max difference below 1e" + power;
        }
        return "max difference " + Numbers.text(maxDifference);
    }
}
