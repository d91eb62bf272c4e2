package org.chainrule.trainers.cli;

import org.chainrule.dsl.error.ChainruleException;

/** The whole numbers from 1 on. */
final class Positive {
    private Positive() {}

    /** Checks an option's value. */
    static void require(String option, int value) {
        if (value < 1) {
            throw new ChainruleException(
                    option, "must be 1 or more", "but found " + value, "Give a greater number.");
        }
    }
}
