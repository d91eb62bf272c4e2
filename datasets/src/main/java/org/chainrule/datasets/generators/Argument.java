package org.chainrule.datasets.generators;

import java.util.List;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Where numbers were given, and what must hold of them.
 *
 * @param where the generator
 */
record Argument(String where) {
    private static final int MOST = 10_000_000;
    private static final int MOST_NUMBERS = 100_000_000; // 400 MB

    /** So many that each class has one. */
    void count(int count, int least) {
        count(count, least, MOST);
    }

    void count(int count, int least, int most) {
        if (count < least || count > most) {
            throw error(
                    "count must be from %d to %d".formatted(least, most),
                    Integer.toString(count),
                    count > most ? "Draw fewer." : "Draw more.");
        }
    }

    /** So many that all numbers fit into one array. */
    void numbers(int count, int size) {
        long all = (long) count * size;
        if (all > MOST_NUMBERS) {
            throw error(
                    "all examples together must have %d numbers or fewer".formatted(MOST_NUMBERS),
                    "%d of %d".formatted(count, size),
                    "Draw fewer or shorter ones.");
        }
    }

    void atLeast(String what, int value, int least) {
        if (value < least) {
            throw error(
                    "%s must be %d or more".formatted(what, least),
                    Integer.toString(value),
                    "Use %d.".formatted(least));
        }
    }

    /** A standard deviation, or what is like one. */
    void notNegative(String what, double value) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw error(
                    what + " must be a finite number, 0 or more",
                    Double.toString(value),
                    "Use 0 for none.");
        }
    }

    void positive(String what, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw error(
                    what + " must be a finite number above 0", Double.toString(value), "Use 1.");
        }
    }

    void finite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw error(what + " must be finite", Double.toString(value), "Give a finite number.");
        }
    }

    void finite(String what, List<Double> values) {
        values.forEach(value -> finite("each of the " + what, value));
    }

    /** A probability or a share. */
    void between(String what, double value, double least, double greatest) {
        if (!(value >= least && value <= greatest)) {
            throw error(
                    "%s must be from %s to %s".formatted(what, least, greatest),
                    Double.toString(value),
                    "Use %s.".formatted(value > greatest ? greatest : least));
        }
    }

    ChainruleException error(String mustHold, String found, String mend) {
        return new ChainruleException(where, mustHold, "but found " + found, mend);
    }
}
