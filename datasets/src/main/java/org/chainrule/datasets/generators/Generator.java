package org.chainrule.datasets.generators;

import org.chainrule.datasets.Examples;

/** Draws examples from a formula. */
public interface Generator {
    /** A short name, for reports and errors. */
    String name();

    /**
     * Examples as the formula has them.
     *
     * @param seed what they are drawn from: the same seed gives the same examples
     */
    Examples examples(long seed);
}
