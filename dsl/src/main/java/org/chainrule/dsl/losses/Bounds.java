package org.chainrule.dsl.losses;

import java.util.Arrays;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Shape;

/** What the options of losses must be. */
final class Bounds {
    private Bounds() {}

    static void positive(String where, String option, double value) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, where, option, "more than 0", value);
    }

    static void notNegative(String where, String option, double value) {
        require(value >= 0 && value < Double.POSITIVE_INFINITY, where, option, "0 or more", value);
    }

    static void fraction(String where, String option, double value) {
        require(value >= 0 && value < 1, where, option, "at least 0 and less than 1", value);
    }

    static void require(boolean holds, String where, String option, String what, double value) {
        if (!holds) {
            throw new ChainruleException(
                    where,
                    option + " must be " + what,
                    "but found " + value,
                    "Choose a value in that range.");
        }
    }

    /** A list of weights, none of them negative. */
    static List<Double> weights(String where, double... values) {
        for (double value : values) {
            notNegative(where, "each weight", value);
        }
        return Arrays.stream(values).boxed().toList();
    }

    /** Refuses weights that are not as many as the last axis is long. */
    static void fit(String where, List<Double> weights, Shape output) {
        Dim last = output.dim(-1);
        if (!weights.isEmpty() && last.size() != weights.size()) {
            throw new ChainruleException(
                    where,
                    "there must be a weight for each of " + last,
                    "but found " + weights.size(),
                    "Give as many weights.");
        }
    }
}
