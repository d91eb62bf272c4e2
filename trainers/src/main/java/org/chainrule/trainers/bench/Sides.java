package org.chainrule.trainers.bench;

/**
 * Chainrule and DJL on the same numbers.
 *
 * @param sample the numbers, which these own
 * @param ours Chainrule's side
 * @param theirs DJL's
 */
record Sides(Sample sample, Pass ours, Pass theirs) implements AutoCloseable {

    /** Runs them in turn. */
    Duel duel(int rounds) {
        return Duel.of(sample.manager(), ours, theirs, rounds);
    }

    @Override
    public void close() {
        ours.close();
        theirs.close();
        sample.close();
    }
}
