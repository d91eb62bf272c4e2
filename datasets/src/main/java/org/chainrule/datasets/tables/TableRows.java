package org.chainrule.datasets.tables;

import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;

/**
 * Encoded rows.
 *
 * @param features what a network takes, (rows, width)
 * @param targets what it shall predict, (rows): the number of a class, or a scaled number
 * @param kept the row of the table that each was, from 0; fewer than there are where some were
 *     dropped
 */
public record TableRows(NumericArray features, NumericArray targets, List<Integer> kept) {
    /** A copy of the list. */
    public TableRows {
        kept = List.copyOf(kept);
    }

    /** How many rows. */
    public int count() {
        return kept.size();
    }

    /** How many numbers a row has. */
    public int width() {
        return features.size(1);
    }

    static ChainruleException none(String where) {
        return new ChainruleException(
                where,
                "at least one row must remain",
                "but each has a missing value in a column whose missing values are dropped",
                "Use missing(Missing.MEDIAN, ...) or FLAG instead of DROP.");
    }
}
