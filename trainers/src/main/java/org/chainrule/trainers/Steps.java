package org.chainrule.trainers;

import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Weights;

/**
 * The steps of a run: its batches, or their parts, through the learner.
 *
 * @param training the run
 * @param weights what is trained
 * @param learner what trains it
 * @param loader where its batches come from
 */
record Steps(Training training, Weights weights, Learner learner, Loader loader) {
    /** Steps from the first one on, whose batches are made when they are needed. */
    Steps(Training training, Weights weights, Learner learner) {
        this(training, weights, learner, new Loader(training, weights.manager(), 0, 0));
    }

    /**
     * What a step has done.
     *
     * @param report what the learner reports
     * @param targets how many targets it saw
     */
    record Done(Learner.Report report, long targets) {}

    /** The learner that a run asks for. */
    static Learner learner(Training training, Weights weights) {
        return new Learner(
                training.net,
                training.loss,
                training.optimizer,
                weights,
                new Learner.Options(training.gradients, training.precision, training.seed)
                        .clipValue(training.clipping.value())
                        .accumulating(training.parts > 1)
                        .averaged(training.average)
                        .measuring(training.metrics));
    }

    /**
     * Takes the next step.
     *
     * @param step its number, counted from 0
     * @param rate the learning rate
     */
    Done take(long step, double rate) {
        long targets = 0;
        for (int part = 1; part < training.parts; part++) {
            try (Loader.Loaded loaded = loader.next()) {
                learner.accumulate(loaded.batch(), step + 1);
                targets += (long) loaded.batch().weight();
            }
        }
        try (Loader.Loaded loaded = loader.next()) {
            targets += (long) loaded.batch().weight();
            return new Done(
                    learner.step(loaded.batch(), step + 1, rate, training.clipping.norm()),
                    targets);
        }
    }
}
