package org.chainrule.trainers;

import ai.djl.ndarray.NDManager;

/**
 * What a run trains on and is validated on. Training batches depend on the seed and the step alone,
 * so a resumed run sees what an uninterrupted one would have seen.
 *
 * <p>A run makes training batches ahead in threads of its own ({@link Training#loaders}), so the
 * methods must be ready to be called by several threads at once.
 */
public interface Batches {
    /** What the data is called. */
    String name();

    /** What tells this data from any other: a run resumes only on the same. */
    String fingerprint();

    /**
     * The training batch of a step.
     *
     * @param scope the manager that will own it, in memory of libtorch's own
     * @param size how many examples
     * @param seed the run's seed
     * @param step the step, counted from 0
     */
    Batch training(NDManager scope, int size, long seed, long step);

    /** How many batches of this size cover the validation data once. */
    int validationCount(int size);

    /**
     * One of the batches that cover the validation data once.
     *
     * @param scope the manager that will own it
     * @param size how many examples, at most
     * @param index which
     */
    Batch validation(NDManager scope, int size, int index);
}
