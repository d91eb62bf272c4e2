package org.chainrule.dsl.losses;

import org.chainrule.dsl.ops.Reduction;

/**
 * A loss that is found for each element, vector or example, and then reduced to one number.
 *
 * @param <L> the loss itself
 */
public interface Reducible<L extends Reducible<L>> extends Loss {
    /** What becomes of the single losses. */
    Reduction reduction();

    /** The same with another reduction. */
    L with(Reduction other);

    /** Their mean. */
    default L mean() {
        return with(Reduction.MEAN);
    }

    /** Their sum. */
    default L sum() {
        return with(Reduction.SUM);
    }

    /** Their sum divided by the number of examples, the size of the first axis. */
    default L batchMean() {
        return with(Reduction.BATCH_MEAN);
    }

    /**
     * Each for itself: to be looked at, derived and checked. A network can't be trained on more
     * than one number.
     */
    default L none() {
        return with(Reduction.NONE);
    }
}
