package org.chainrule.dsl.probability;

import java.util.Arrays;
import org.chainrule.dsl.error.ChainruleException;

/** The probability simplex: numbers that are not negative and sum to 1. */
public final class Simplex {
    /** How far from 1 a sum may be, as in PyTorch. */
    public static final double TOLERANCE = 1e-6;

    private Simplex() {}

    /**
     * Checks that numbers are the probabilities of a finite distribution.
     *
     * @param where whose they are, for the error
     * @return the numbers
     * @throws ChainruleException if there are none, one is negative or not a number, or they do not
     *     sum to 1 up to 10⁻⁶
     */
    public static double[] require(String where, double... probabilities) {
        for (double each : probabilities) {
            if (!(each >= 0)) {
                throw new ChainruleException(
                        where,
                        "probabilities must be numbers of 0 or more",
                        "but found " + each,
                        "Check where it comes from.");
            }
        }
        double sum = Arrays.stream(probabilities).sum();
        if (!(Math.abs(sum - 1) <= TOLERANCE)) {
            throw new ChainruleException(
                    where,
                    "probabilities must sum to 1",
                    "but these sum to " + sum,
                    "Divide each by the sum, if they are counts.");
        }
        return probabilities;
    }

    /** Checks that one number is a probability. */
    static double requireProbability(String where, String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new ChainruleException(
                    where,
                    name + " must lie between 0 and 1",
                    "but found " + value,
                    "Give a probability.");
        }
        return value;
    }

    /** Checks that a number is positive and finite. */
    static double requirePositive(String where, String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new ChainruleException(
                    where,
                    name + " must be positive and finite",
                    "but found " + value,
                    "Give another.");
        }
        return value;
    }

    /** Checks that a number is finite. */
    static double requireFinite(String where, String name, double value) {
        if (!Double.isFinite(value)) {
            throw new ChainruleException(
                    where, name + " must be finite", "but found " + value, "Give another.");
        }
        return value;
    }
}
