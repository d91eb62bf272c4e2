package org.chainrule.trainers;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.losses.Objective;
import org.chainrule.dsl.metrics.Metric;

/**
 * The loss and the metrics of a run on its validation data.
 *
 * @param training the run
 * @param weights what is trained
 * @param learner what measures the loss
 */
record Validation(Training training, Weights weights, Learner learner) {
    private static final int SAMPLE = 20; // batches that are measured while training
    private static final int BATCH = 48; // examples at a time; the mean is the same

    /** The metrics of a run and one more, if it fits. */
    static List<Metric> metrics(Training training, Metric other) {
        Objective objective = Objective.of(training.net.declare(Mode.EVALUATION), training.loss);
        other.apply(objective.output(), objective.compared());
        String name = other.name();
        boolean isKnown = training.metrics.stream().anyMatch(known -> known.name().equals(name));
        if (isKnown || !name.matches("[\\p{L}\\p{N} ]+")) {
            throw new ChainruleException(
                    "metric",
                    "each must have a name of its own, of letters, digits and spaces",
                    isKnown
                            ? "but there are two named " + name
                            : "but one is named \"" + name + "\"",
                    isKnown ? "Leave one out." : "Give it another name.");
        }
        List<Metric> longer = new ArrayList<>(training.metrics);
        longer.add(other);
        return List.copyOf(longer);
    }

    /** The means on a sample, spread over all of the data. */
    Learner.Measured sample() {
        int count = training.data.validationCount(training.batch);
        int sample = Math.min(count, SAMPLE);
        return mean(training.batch, sample, i -> (int) ((long) i * count / sample), i -> {});
    }

    /**
     * The means over all of the data.
     *
     * @param progress is told how many batches are done, before each
     */
    Learner.Measured all(IntConsumer progress) {
        return mean(BATCH, count(), i -> i, progress);
    }

    /** How many batches all of the data has. */
    int count() {
        return training.data.validationCount(BATCH);
    }

    private Learner.Measured mean(int size, int batches, IntUnaryOperator index, IntConsumer done) {
        double loss = 0;
        Map<String, Double> metrics = new LinkedHashMap<>();
        long targets = 0;
        for (int i = 0; i < batches; i++) {
            done.accept(i);
            try (NDManager scope = weights.manager().newSubManager()) {
                Batch batch = training.data.validation(scope, size, index.applyAsInt(i));
                Learner.Measured measured = learner.measure(batch.inputs(), batch.target());
                loss += batch.count() * measured.loss();
                measured.metrics()
                        .forEach(
                                (name, value) ->
                                        metrics.merge(name, batch.count() * value, Double::sum));
                targets += batch.count();
            }
        }
        long all = targets;
        metrics.replaceAll((name, sum) -> sum / all);
        return new Learner.Measured(loss / all, metrics);
    }
}
