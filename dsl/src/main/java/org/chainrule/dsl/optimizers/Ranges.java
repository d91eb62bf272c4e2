package org.chainrule.dsl.optimizers;

import static java.lang.Double.POSITIVE_INFINITY;

import org.chainrule.dsl.error.ChainruleException;

/**
 * The ranges of an optimizer's options.
 *
 * @param where the optimizer
 */
record Ranges(String where) {

    /** Refuses a negative learning rate. */
    void rate(double value) {
        atLeastZero("the learning rate", value);
    }

    /** Refuses a negative weight decay. */
    void decay(double value) {
        atLeastZero("the weight decay", value);
    }

    /** Refuses a negative or infinite number. */
    void atLeastZero(String name, double value) {
        check(name, value, POSITIVE_INFINITY);
    }

    /** Refuses what is not in [0, 1). */
    void fraction(String name, double value) {
        check(name, value, 1);
    }

    private void check(String name, double value, double high) {
        if (!(value >= 0 && value < high)) {
            throw new ChainruleException(
                    where,
                    name + " must be at least 0.0 and less than " + high,
                    "but found " + value,
                    "Choose a value in that range.");
        }
    }
}
