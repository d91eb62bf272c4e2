package org.chainrule.trainers;

import ai.djl.ndarray.NDManager;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.MicroBatch;
import org.chainrule.dsl.djl.Weights;

/**
 * The steps of a run: its batches, or their parts, through the learner.
 *
 * @param training the run
 * @param weights what is trained
 * @param learner what trains it
 */
record Steps(Training training, Weights weights, Learner learner) {
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
     * Takes a step.
     *
     * @param step which, counted from 0
     * @param rate the learning rate
     */
    Done take(long step, double rate) {
        int last = training.parts - 1;
        long targets = 0;
        for (int part = 0; part < last; part++) {
            try (NDManager scope = weights.manager().newSubManager()) {
                MicroBatch batch = batch(scope, step, part);
                learner.accumulate(batch, step + 1);
                targets += (long) batch.weight();
            }
        }
        try (NDManager scope = weights.manager().newSubManager()) {
            MicroBatch batch = batch(scope, step, last);
            targets += (long) batch.weight();
            return new Done(learner.step(batch, step + 1, rate, training.clipping.norm()), targets);
        }
    }

    private MicroBatch batch(NDManager scope, long step, int part) {
        long index = step * training.parts + part;
        Batch batch = training.data.training(scope, training.batch, training.seed, index);
        return new MicroBatch(batch.inputs(), batch.target(), batch.count());
    }
}
