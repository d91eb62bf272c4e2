package org.chainrule.trainers;

import ai.djl.ndarray.NDManager;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Weights;

/**
 * The loss of a run on its validation data.
 *
 * @param training the run
 * @param weights what is trained
 * @param learner what measures the loss
 */
record Validation(Training training, Weights weights, Learner learner) {
    private static final int SAMPLE = 20; // batches that are measured while training
    private static final int BATCH = 48; // examples at a time; the mean is the same

    /** The mean loss on a sample, spread over all of the data. */
    double sample() {
        int count = training.data.validationCount(training.batch);
        int sample = Math.min(count, SAMPLE);
        return mean(training.batch, sample, i -> (int) ((long) i * count / sample), i -> {});
    }

    /**
     * The mean loss over all of the data.
     *
     * @param progress is told how many batches are done, before each
     */
    double all(IntConsumer progress) {
        return mean(BATCH, count(), i -> i, progress);
    }

    /** How many batches all of the data has. */
    int count() {
        return training.data.validationCount(BATCH);
    }

    private double mean(int size, int batches, IntUnaryOperator index, IntConsumer done) {
        double sum = 0;
        long targets = 0;
        for (int i = 0; i < batches; i++) {
            done.accept(i);
            try (NDManager scope = weights.manager().newSubManager()) {
                Batch batch = training.data.validation(scope, size, index.applyAsInt(i));
                sum += batch.count() * learner.evaluate(batch.inputs(), batch.target());
                targets += batch.count();
            }
        }
        return sum / targets;
    }
}
