package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.schedules.Schedule;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.trainers.storage.Checkpoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run does from its first step to its last. */
class LoopTest {
    private static final double GUESSING = Math.log(SmallGpt.VOCABULARY);
    private static final double NEAR_GUESSING = 0.05; // first weights are small: logits near 0
    // The two sum in different orders, in 32 bits, and steps amplify what that changes.
    private static final double SAME_GRADIENTS = 1e-3;

    @TempDir private Path folder;

    /** A fatal rate from one of the steps on. */
    private static Schedule fatalAfter(long steps) {
        return (peak, step) -> step < steps ? peak : 1e30;
    }

    private static double mean(List<Double> losses) {
        return losses.stream().mapToDouble(loss -> loss).average().orElseThrow();
    }

    @Test
    void smallGptLearns() {
        try (Run run = SmallGpt.training().steps(200).start()) {
            List<Double> losses = SmallGpt.losses(run);
            assertThat(losses.get(0)).isCloseTo(GUESSING, within(NEAR_GUESSING));
            assertThat(mean(losses.subList(180, 200))).isLessThan(GUESSING - 1);
            assertThat(run.validationLoss()).isLessThan(GUESSING - 1);
        }
    }

    @Test
    void historyHasARowAStep() {
        Schedule schedule = Schedules.warmupCosine(2, 7);
        try (Run run = SmallGpt.training().schedule(schedule).steps(7).every(3).start()) {
            List<History.Row> rows = run.history().rows();
            assertThat(rows)
                    .extracting(History.Row::step)
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
            assertThat(rows)
                    .extracting(History.Row::learningRate)
                    .containsExactlyElementsOf(
                            LongStream.range(0, 7).mapToObj(s -> schedule.rate(1e-2, s)).toList());
            assertThat(rows).allMatch(row -> row.loss() > 1 && row.gradientNorm() > 0);
            assertThat(rows).allMatch(row -> row.targetsPerSecond() > 0);
            assertThat(rows)
                    .filteredOn(row -> !Double.isNaN(row.validationLoss()))
                    .extracting(History.Row::step)
                    .containsExactly(3L, 6L, 7L);
            assertThat(rows.get(6).validationLoss()).isEqualTo(run.validationLoss());
            assertThat(run.steps()).isEqualTo(7);
            assertThat(run.isComplete()).isTrue();
        }
    }

    /** Writes down what it is told. */
    private record Diary(List<String> entries) implements Callback {
        @Override
        public void started(long stepsDone, long steps) {
            entries.add("started after " + stepsDone + " of " + steps);
        }

        @Override
        public void stepped(Progress p) {
            entries.add("step " + p.step() + " of " + p.steps());
        }

        @Override
        public void validated(long step, double loss) {
            entries.add("validated " + step + (loss > 1 && loss < 4));
        }

        @Override
        public void validating(int batchesDone, int batches) {
            entries.add("validating " + batchesDone + " of " + batches);
        }

        @Override
        public void ended(Run run) {
            entries.add("ended after " + run.steps());
        }
    }

    @Test
    void callbacksAreToldInOrder() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        SmallGpt.training()
                .steps(5)
                .every(2)
                .callback(new Diary(first))
                .callback(new Diary(second))
                .start()
                .close();
        assertThat(first)
                .containsExactly(
                        "started after 0 of 5",
                        "step 1 of 5",
                        "step 2 of 5",
                        "validated 2true",
                        "step 3 of 5",
                        "step 4 of 5",
                        "validated 4true",
                        "step 5 of 5",
                        "validating 0 of 3", // 48 windows of 8 targets, 27, and a shorter one
                        "validating 1 of 3",
                        "validating 2 of 3",
                        "ended after 5");
        assertThat(second).isEqualTo(first);
    }

    @Test
    void interruptedThreadEndsTheRunAfterItsStep() {
        Callback interrupting =
                new Callback() {
                    @Override
                    public void stepped(Progress progress) {
                        if (progress.step() == 2) {
                            Thread.currentThread().interrupt();
                        }
                    }
                };
        try (Run run = SmallGpt.training().callback(interrupting).start()) {
            assertThat(run.steps()).isEqualTo(2);
            assertThat(run.isComplete()).isFalse();
            assertThat(Thread.interrupted()).isFalse(); // it is heard
        }
    }

    @Test
    void conditionStopsTheRunAfterItsStepWithACheckpoint() {
        AtomicLong done = new AtomicLong();
        Callback counts =
                new Callback() {
                    @Override
                    public void stepped(Progress progress) {
                        done.set(progress.step());
                    }
                };
        Training training = SmallGpt.training().steps(100).into(folder).callback(counts);
        try (Run run = training.until(() -> done.get() == 3).start()) {
            assertThat(run.steps()).isEqualTo(3);
            assertThat(run.isComplete()).isFalse();
            assertThat(run.validationLoss()).isNaN();
            assertThat(run.history().rows()).hasSize(3);
        }
        assertThat(new Checkpoints(folder).steps()).containsExactly(3L);
        assertThat(folder).isDirectoryContaining("glob:**/metrics.csv");
        assertThat(folder).isDirectoryContaining("glob:**/loss.png");
    }

    @Test
    void runCanBeStoppedBeforeItsFirstStep() {
        try (Run run = SmallGpt.training().into(folder).until(() -> true).start()) {
            assertThat(run.steps()).isZero();
            assertThat(run.history().rows()).isEmpty();
        }
        assertThat(new Checkpoints(folder).steps()).containsExactly(0L);
    }

    @Test
    void lossThatIsNoNumberEndsTheRunAndKeepsTheLastCheckpoint() {
        List<String> told = new ArrayList<>();
        Training training =
                SmallGpt.training()
                        .schedule(fatalAfter(4)) // the sixth step sees what the fifth has done
                        .steps(10)
                        .every(2)
                        .into(folder)
                        .callback(new Diary(told));
        assertThatThrownBy(training::start)
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "step 6: the loss must be a number, but it is NaN. Lower the learning rate"
                                + " or clip the gradients; the checkpoint of step 4 is kept.");
        assertThat(told).endsWith("validated 4true", "step 5 of 10");
        assertThat(new Checkpoints(folder).steps()).containsExactly(2L, 4L);
        List<History.Row> rows = History.read(folder.resolve("metrics.csv")).rows();
        assertThat(rows).hasSize(5).allMatch(row -> Double.isFinite(row.loss()));
    }

    @Test
    void weightsThatAreNoNumbersAreNotSaved() {
        assertValidationFails(4, "; the checkpoint of step 2 is kept.");
        assertThat(new Checkpoints(folder).steps()).containsExactly(2L);
    }

    @Test
    void lastStepThatIsFatalIsFoundByTheFinalValidation() {
        assertValidationFails(6, ".");
        assertThat(new Checkpoints(folder).steps()).containsExactly(4L, 6L);
        assertThat(folder.resolve("loss.png")).doesNotExist();
    }

    private void assertValidationFails(long fatal, String rest) {
        Training training =
                SmallGpt.training().schedule(fatalAfter(fatal - 1)).steps(6).every(2).into(folder);
        assertThatThrownBy(training::start)
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "step "
                                + fatal
                                + ": the validation loss must be a number, but it is NaN. Lower the"
                                + " learning rate or clip the gradients"
                                + rest);
    }

    @Test
    void fatalRateWithoutAFolderIsToldToo() {
        Training training = SmallGpt.training().optimizer(Optimizers.adamW(1e30)).steps(5);
        assertThatThrownBy(training::start)
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "step 2: the loss must be a number, but it is NaN. Lower the learning rate"
                                + " or clip the gradients.");
    }

    @Test
    void newRunLeavesNoCheckpointOfAnOlderOne() {
        Training training = SmallGpt.training().into(folder).every(2);
        training.steps(6).start().close();
        assertThat(new Checkpoints(folder).steps()).containsExactly(4L, 6L);
        AtomicLong seen = new AtomicLong(-1);
        Callback looks =
                new Callback() {
                    @Override
                    public void started(long stepsDone, long steps) {
                        seen.set(new Checkpoints(folder).steps().size());
                    }
                };
        training.steps(1).callback(looks).start().close();
        assertThat(seen).hasValue(0);
        assertThat(new Checkpoints(folder).steps()).containsExactly(1L);
    }

    @ParameterizedTest
    @EnumSource
    void longRunHoldsAsManyTensorsAsAShortOne(Gradients gradients) {
        Training training = SmallGpt.training().gradients(gradients).every(10);
        assertThat(tensorsAfter(training.steps(300))).isEqualTo(tensorsAfter(training.steps(3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void threadsThatLoadChangeNoNumber(int loaders) {
        Training training =
                SmallGpt.training(SmallGpt.net(0.1)).steps(60).every(20).batch(4).accumulate(2);
        try (Run expected = training.loaders(0).start();
                Run found = training.loaders(loaders).start()) {
            Interruptions.assertEqualRuns(found, expected);
        }
    }

    @Test
    void runTellsWhichPartOfItsTimeItWaited() {
        try (Run run = SmallGpt.training().steps(5).start()) {
            assertThat(run.waited()).isBetween(0.0, 1.0);
        }
        try (Run run = SmallGpt.training().into(folder).until(() -> true).start()) {
            assertThat(run.waited()).isNaN();
        }
    }

    private static int tensorsAfter(Training training) {
        List<Integer> counts = new ArrayList<>();
        Callback counter =
                new Callback() {
                    @Override
                    public void ended(Run run) {
                        counts.add(run.weights().manager().getManagedArrays().size());
                    }
                };
        training.callback(counter).start().close();
        return counts.get(0);
    }

    @Test
    void threadsAreChosenWhileRunningUnlessTold() {
        Training training = Training.of(SmallGpt.net()).on(SmallGpt.DATA).steps(12);
        try (Run run = training.start()) {
            assertThat(run.history().rows()).hasSize(12);
            assertThat(run.validationLoss()).isLessThan(GUESSING + NEAR_GUESSING);
        }
    }

    @Test
    void autogradAndDerivedGradientsTrainAlike() {
        Training training = SmallGpt.training().clipNorm(1).steps(20);
        try (Run derived = training.gradients(Gradients.DERIVED).start();
                Run autograd = training.gradients(Gradients.AUTOGRAD).start()) {
            List<Double> expected = SmallGpt.losses(autograd);
            List<Double> found = SmallGpt.losses(derived);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(found.get(i))
                        .as("loss of step " + (i + 1))
                        .isCloseTo(expected.get(i), within(SAME_GRADIENTS));
            }
            assertThat(derived.validationLoss())
                    .isCloseTo(autograd.validationLoss(), within(SAME_GRADIENTS));
        }
    }
}
