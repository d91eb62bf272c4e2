package org.chainrule.dsl.ops;

import org.chainrule.dsl.error.ChainruleException;

/** What the options of an op must be. */
final class Option {
    private Option() {}

    /** Fails with the op's name where an option does not hold. */
    static void require(boolean holds, String op, String mustHold, Object found, String mend) {
        if (!holds) {
            throw new ChainruleException(op, mustHold, "but found " + found, mend);
        }
    }

    /** Fails where a number is infinite or none. */
    static void requireFinite(double value, String op, String option, String mend) {
        require(Double.isFinite(value), op, "the " + option + " must be finite", value, mend);
    }
}
