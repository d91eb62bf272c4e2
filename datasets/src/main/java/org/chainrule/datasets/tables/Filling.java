package org.chainrule.datasets.tables;

import org.chainrule.dsl.error.ChainruleException;

/**
 * What stands for the missing values of a column of numbers.
 *
 * @param missing what becomes of them
 * @param value the number that stands for them, before scaling; 0 where none does
 */
public record Filling(Missing missing, double value) {
    /**
     * A filling.
     *
     * @throws ChainruleException if the number is not finite
     */
    public Filling {
        if (!Double.isFinite(value)) {
            throw new ChainruleException(
                    "Filling",
                    "what stands for missing values must be a finite number",
                    "but it is " + value,
                    "Scale numbers that are very large before.");
        }
    }

    /** That of the numbers of a column that are not missing, in the training part. */
    static Filling of(Missing missing, double... present) {
        return new Filling(
                missing,
                switch (missing) {
                    case REFUSE, DROP -> 0;
                    case MEAN, FLAG -> Scale.mean(present);
                    case MEDIAN -> Scale.median(present);
                });
    }

    /** Whether one more column tells where values are missing. */
    public boolean isFlagged() {
        return missing == Missing.FLAG;
    }

    /** The number that stands for a missing one. */
    double fill(String where) {
        if (missing == Missing.REFUSE || missing == Missing.DROP) {
            throw refused(where);
        }
        return value;
    }

    static ChainruleException refused(String where) {
        return new ChainruleException(
                where,
                "must have a value",
                "but it is missing",
                "Give one, or fit the encoding again with missing(MEDIAN, ...) or FLAG.");
    }
}
