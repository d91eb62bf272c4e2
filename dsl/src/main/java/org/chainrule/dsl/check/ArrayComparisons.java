package org.chainrule.dsl.check;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;

/** Arrays compared with what is expected, and a line for each that is not so. */
final class ArrayComparisons {
    private final boolean allowsNone;
    private final List<String> failures = new ArrayList<>();
    private int count;

    /**
     * Nothing compared yet.
     *
     * @param allowsNone whether NaN may be expected: of no numbers, the mean is none
     */
    ArrayComparisons(boolean allowsNone) {
        this.allowsNone = allowsNone;
    }

    /** A line for each that is not as expected. */
    List<String> failures() {
        return failures;
    }

    /** How many arrays were compared. */
    int count() {
        return count;
    }

    /**
     * Compares arrays, infinities among them.
     *
     * @param what what they are, for the failure
     * @param absolute how far the numbers may lie apart
     * @param relative the same, as a share of what is expected; the two are added
     */
    void compare(
            String what,
            NumericArray actual,
            NumericArray expected,
            double absolute,
            double relative) {
        count++;
        if (!Arrays.equals(actual.sizes(), expected.sizes())) {
            failures.add(
                    what
                            + ": sizes "
                            + Arrays.toString(actual.sizes())
                            + " instead of "
                            + Arrays.toString(expected.sizes()));
            return;
        }
        double[] found = actual.values();
        double[] wanted = expected.values();
        for (int i = 0; i < found.length; i++) {
            double tolerance = absolute + relative * Math.abs(wanted[i]);
            boolean isClose = Math.abs(found[i] - wanted[i]) <= tolerance; // never of NaN
            isClose |= allowsNone && Double.isNaN(found[i]) && Double.isNaN(wanted[i]);
            if (!isClose && (found[i] != wanted[i])) { // infinities are equal
                failures.add(what + ": " + found[i] + " instead of " + wanted[i] + " at " + i);
                return;
            }
        }
    }

    /** No NaN, and infinite only what 32 bits can't hold: 10⁴ squared has lost all small digits. */
    void requireNumbers(String what, NumericArray actual, NumericArray expected) {
        count++;
        for (int i = 0; i < actual.count(); i++) {
            double found = actual.values()[i];
            boolean isHeld = Math.abs(expected.values()[i]) < Float.MAX_VALUE / 2;
            if (Double.isNaN(found) || (isHeld && Double.isInfinite(found))) {
                failures.add(what + ": " + found + " for " + expected.values()[i] + " at " + i);
                return;
            }
        }
    }

    /** Compares a declared kind of number with the actual one. */
    void compare(String what, DType declared, DataType actual, boolean isDouble) {
        boolean holds =
                switch (declared) {
                    case FLOAT -> actual == (isDouble ? DataType.FLOAT64 : DataType.FLOAT32);
                    case INT -> actual == DataType.INT64;
                    case BOOL -> actual == DataType.BOOLEAN;
                };
        if (!holds) {
            failures.add(what + ": declared " + declared + ", but libtorch gave " + actual);
        }
    }

    /** The greatest magnitude of those that are finite; 0 where there is none. */
    static double greatest(NumericArray array) {
        return Arrays.stream(array.values())
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }
}
