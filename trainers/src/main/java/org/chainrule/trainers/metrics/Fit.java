package org.chainrule.trainers.metrics;

import org.chainrule.dsl.error.ChainruleException;

/** Refuses predictions that do not fit what they are compared with. */
final class Fit {
    private Fit() {}

    static void lengths(String where, int actual, int predicted) {
        if (actual != predicted || actual == 0) {
            throw new ChainruleException(
                    where,
                    "there must be a prediction for each row, and at least one row",
                    "but there are %d predictions for %d rows".formatted(predicted, actual),
                    "Predict the rows of the test part, all of them.");
        }
    }

    static void finite(String where, double... values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new ChainruleException(
                        where,
                        "must hold finite numbers",
                        "but found %s at %d".formatted(values[i], i),
                        "Look at the training loss: has it become NaN?");
            }
        }
    }
}
