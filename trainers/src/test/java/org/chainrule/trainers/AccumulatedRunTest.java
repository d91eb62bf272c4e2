package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.dsl.script.Gradients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs whose steps are made of several batches. */
class AccumulatedRunTest {
    /** The two sum in different orders, in 32 bits, and steps amplify what that changes. */
    private static final double SAME = 1e-3;

    private static final int STEPS = 12;

    @TempDir private Path folder;

    private static Training training(double dropout) {
        return SmallGpt.training(SmallGpt.net(dropout))
                .schedule(Schedules.warmupCosine(3, STEPS))
                .clipNorm(1)
                .steps(STEPS)
                .every(5)
                .seed(42);
    }

    @ParameterizedTest
    @EnumSource
    void partsOfTextTrainAsWholeBatches(Gradients gradients) {
        Training training = training(0).gradients(gradients);
        try (Run whole = training.batch(8).start();
                Run parts = training.batch(2).accumulate(4).start()) {
            List<Double> losses = SmallGpt.losses(whole);
            assertThat(SmallGpt.losses(parts)).hasSize(STEPS);
            for (int i = 0; i < STEPS; i++) {
                assertThat(SmallGpt.losses(parts).get(i))
                        .as("loss of step " + (i + 1))
                        .isCloseTo(losses.get(i), within(SAME));
            }
            assertThat(parts.validationLoss()).isCloseTo(whole.validationLoss(), within(SAME));
            assertThat(parts.history().rows())
                    .extracting(History.Row::learningRate)
                    .isEqualTo(
                            whole.history().rows().stream()
                                    .map(History.Row::learningRate)
                                    .toList());
        }
    }

    @Test
    void stepSeesTheTargetsOfAllItsParts() {
        Training training = training(0).batch(2).accumulate(4);
        try (Weights weights =
                        new Weights(training.net.stored(), 1, DataType.FLOAT32, training.device);
                Learner learner = Steps.learner(training, weights)) {
            assertThat(new Steps(training, weights, learner).take(0, 0.1).targets())
                    .isEqualTo(4 * 2 * SmallGpt.CONTEXT);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.2", "5, 0.2", "7, 0.2"})
    void runThatGoesOnEqualsAnUninterruptedOne(long after, double dropout) {
        Interruptions.assertGoesOn(training(dropout).batch(2).accumulate(3), folder, after);
    }

    @Test
    void otherAccumulationIsRefused() {
        Interruptions.interrupt(training(0).accumulate(2).into(folder), 1);
        Interruptions.assertRefused(
                training(0),
                folder,
                ": a run must resume with the accumulation that it began with, but that was 2, and"
                        + " now is 1. Give the same accumulation, or begin a new run in another"
                        + " folder.");
    }
}
