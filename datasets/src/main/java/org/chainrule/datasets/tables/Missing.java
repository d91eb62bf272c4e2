package org.chainrule.datasets.tables;

import java.util.Locale;

/** What becomes of a missing value. */
public enum Missing {
    /** It is an error; what holds unless told otherwise. */
    REFUSE,
    /** Its whole row is left out; a single row to predict is refused. */
    DROP,
    /** The mean of the training part stands for it. */
    MEAN,
    /** The median of the training part stands for it. */
    MEDIAN,
    /**
     * One more column is 1 where the value is missing, and 0 elsewhere; the mean stands for a
     * missing number, and a missing category is in none of the others.
     */
    FLAG;

    /** How JSON and errors write it: {@code median}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
