package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.schedules.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlyStoppingTest {
    private static final int GOOD = 20; // steps after which the rate is ruinous

    @TempDir private Path folder;

    /** Validation improves up to step 20, and then no more. */
    private static Training training() {
        Schedule ruinous = (peak, step) -> step < GOOD ? peak : 0.3;
        return SmallGpt.training().schedule(ruinous).steps(60).every(5).earlyStopping(2);
    }

    private static Training plain(long steps) {
        return SmallGpt.training().steps(steps).every(5);
    }

    @Test
    void runEndsWithTheWeightsOfTheBestValidation() {
        try (Run run = training().start();
                Run best = plain(GOOD).start()) {
            assertThat(run.steps()).isEqualTo(30);
            assertThat(run.isComplete()).isTrue();
            Interruptions.assertEqualWeights(run, best);
            assertThat(run.validationLoss()).isEqualTo(best.validationLoss());
            assertThat(run.history().rows())
                    .filteredOn(row -> !Double.isNaN(row.validationLoss()))
                    .extracting(History.Row::step)
                    .containsExactly(5L, 10L, 15L, 20L, 25L, 30L, 30L);
        }
    }

    private static List<String> notices(Training training) {
        List<String> notices = new ArrayList<>();
        Callback listens =
                new Callback() {
                    @Override
                    public void noticed(String notice) {
                        notices.add(notice);
                    }
                };
        training.callback(listens).start().close();
        return notices;
    }

    private static String loss(Run run, long step) {
        return run.history().rows().stream()
                .filter(row -> row.step() == step)
                .map(row -> String.format(Locale.ROOT, "%.4f", row.validationLoss()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itIsToldWhyARunEnds() {
        try (Run run = training().start()) {
            assertThat(notices(training()))
                    .containsExactly(
                            "stopping early after step 30: 2 validations without improvement; the"
                                    + " weights of step 20 are kept, with the least validation"
                                    + " loss, "
                                    + loss(run, GOOD));
            assertThat(notices(training().steps(26)))
                    .containsExactly(
                            "the weights of step 20 are kept, with the least validation loss, "
                                    + loss(run, GOOD));
        }
    }

    @Test
    void runThatTakesAllItsStepsLeavesTheBestWeightsToo() {
        try (Run run = training().steps(26).start();
                Run best = plain(GOOD).start()) {
            assertThat(run.steps()).isEqualTo(26);
            Interruptions.assertEqualWeights(run, best);
        }
    }

    /** Between two validations: the last weights are measured as well. */
    @Test
    void lastWeightsMayBeTheBest() {
        try (Run run = training().steps(18).start();
                Run best = plain(18).start()) {
            Interruptions.assertEqualWeights(run, best);
            assertThat(run.validationLoss()).isEqualTo(best.validationLoss());
        }
    }

    @Test
    void bestWeightsAreAveragesWhereThereAreAny() {
        try (Run run = training().averaged(0.5).start();
                Run best = plain(GOOD).averaged(0.5).start()) {
            assertThat(run.steps()).isEqualTo(30);
            Interruptions.assertEqualWeights(run, best);
            assertThat(run.validationLoss()).isEqualTo(best.validationLoss());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 22, 25, 27, 30})
    void runThatGoesOnEqualsAnUninterruptedOne(long after) {
        Interruptions.assertGoesOn(training(), folder, after);
    }

    @Test
    void runThatHasEndedStaysAsItIsUnlessPatienceGrows() {
        training().into(folder).start().close();
        try (Run again = training().into(folder).resume().start()) {
            assertThat(again.steps()).isEqualTo(30);
        }
        try (Run longer = training().earlyStopping(3).into(folder).resume().start()) {
            assertThat(longer.steps()).isEqualTo(35);
        }
    }

    @Test
    void runWithoutItDoesNotGoOnWithIt() {
        Interruptions.interrupt(plain(9).into(folder), 1);
        Interruptions.assertRefused(
                training(),
                folder,
                ": a run must resume with the early stopping that it began with, but that was"
                        + " none, and now is some. Give the same early stopping, or begin a new"
                        + " run in another folder.");
    }

    @Test
    void onlyValidationsInARowCountAndEqualOnesAreNoBetter() {
        Training training = training();
        try (EarlyStopping stopping = new EarlyStopping(training);
                Weights weights =
                        new Weights(training.net.stored(), 1, DataType.FLOAT32, training.device)) {
            double[] losses = {3, 4, 2, 2, Double.NaN};
            boolean[] over = {false, false, false, false, true};
            for (int i = 0; i < losses.length; i++) {
                stopping.note(i, losses[i], weights.arrays());
                assertThat(stopping.isOver()).as("after " + losses[i]).isEqualTo(over[i]);
            }
            assertThat(stopping.metadata())
                    .containsEntry("best step", "2")
                    .containsEntry("best validation loss", "2.0")
                    .containsEntry("validations since the best", "2");
        }
    }

    @Test
    void beforeTheFirstValidationThereIsNoBest() {
        try (Run stopped = training().until(() -> true).start();
                Run other = plain(9).until(() -> true).start()) {
            Interruptions.assertEqualWeights(stopped, other);
        }
    }
}
