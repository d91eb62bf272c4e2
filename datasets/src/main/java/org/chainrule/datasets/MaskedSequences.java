package org.chainrule.datasets;

/**
 * Sequences of tokens, of whose targets some count: what a network that predicts the next token
 * trains on and is validated on.
 *
 * <p>A training batch is a pure function of (size, seed, step), so that a run that resumes sees
 * what an uninterrupted one would have seen. No sequence is both trained and validated on, unless a
 * data set says otherwise.
 */
public interface MaskedSequences {
    /**
     * What the data is called.
     *
     * @return a short name
     */
    String name();

    /**
     * What tells this data from any other.
     *
     * @return the name and what it was made of
     */
    String fingerprint();

    /**
     * How many tokens there are: V.
     *
     * @return one more than the greatest token
     */
    int vocabularySize();

    /**
     * How long a sequence may be.
     *
     * @return the greatest T
     */
    int longest();

    /**
     * The batch of one training step.
     *
     * @param size how many sequences (B), at least 1
     * @param seed the seed of the run
     * @param step the number of the step, from 0
     * @return (B, T)
     */
    MaskedBatch training(int size, long seed, long step);

    /**
     * How many batches cover the validation sequences once.
     *
     * @param size how many sequences (B), at least 1
     * @return the number of batches
     */
    int validationCount(int size);

    /**
     * One of the batches that cover the validation sequences once.
     *
     * @param size how many sequences (B), at least 1
     * @param index which batch, from 0
     * @return (B, T), of which the last may have fewer rows
     */
    MaskedBatch validation(int size, int index);
}
