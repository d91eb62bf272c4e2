package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.schedules.Schedules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that leave the moving average of their weights. */
class AveragedRunTest {
    private static final double DECAY = 0.75;

    /** Numbers of 32 bits below 2, of which few are added. */
    private static final float SINGLE = 1e-6f;

    @TempDir private Path folder;

    private static Training training() {
        return SmallGpt.training(SmallGpt.net(0.1)).schedule(Schedules.constant()).steps(8);
    }

    /** w̄₁ = w₁ and w̄₂ = d·w̄₁ + (1 − d)·w₂, from the weights of runs without averages. */
    @Test
    void leavesTheAverageOfTheWeights() {
        try (Run one = training().steps(1).start();
                Run two = training().steps(2).start();
                Run averagedOne = training().steps(1).averaged(DECAY).start();
                Run averagedTwo = training().steps(2).averaged(DECAY).start()) {
            Interruptions.assertEqualWeights(averagedOne, one);
            List<float[]> first = SmallGpt.numbers(one.weights());
            List<float[]> second = SmallGpt.numbers(two.weights());
            List<float[]> found = SmallGpt.numbers(averagedTwo.weights());
            for (int i = 0; i < found.size(); i++) {
                float[] expected = new float[found.get(i).length];
                for (int j = 0; j < expected.length; j++) {
                    expected[j] =
                            (float) (DECAY * first.get(i)[j] + (1 - DECAY) * second.get(i)[j]);
                }
                assertThat(found.get(i)).containsExactly(expected, within(SINGLE));
            }
        }
    }

    @Test
    void trainsAsWithoutAnAverage() {
        try (Run plain = training().start();
                Run averaged = training().averaged(DECAY).start()) {
            assertThat(SmallGpt.losses(averaged)).isEqualTo(SmallGpt.losses(plain));
            assertThat(averaged.validationLoss()).isNotEqualTo(plain.validationLoss());
        }
    }

    @Test
    void validationLossIsThatOfTheWeightsItLeaves() {
        try (Run run = training().averaged(DECAY).start();
                Learner learner = Steps.learner(training(), run.weights())) {
            assertThat(new Validation(training(), run.weights(), learner).all(done -> {}).loss())
                    .isEqualTo(run.validationLoss());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 5, 8})
    void runThatGoesOnEqualsAnUninterruptedOne(long after) {
        Interruptions.assertGoesOn(training().averaged(DECAY).every(3), folder, after);
    }

    @Test
    void otherAverageIsRefused() {
        Interruptions.interrupt(training().averaged(DECAY).into(folder), 1);
        Interruptions.assertRefused(
                training(),
                folder,
                ": a run must resume with the average that it began with, but that was 0.75, and"
                        + " now is none. Give the same average, or begin a new run in another"
                        + " folder.");
    }
}
