package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.trainers.Interruptions.assertEqualRuns;
import static org.chainrule.trainers.Interruptions.interrupt;
import static org.chainrule.trainers.Interruptions.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.chainrule.datasets.Corpus;
import org.chainrule.datasets.TextData;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.layers.BatchNorm;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.optimizers.Slot;
import org.chainrule.dsl.optimizers.UpdateRule;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.models.Gpt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal runs are equal bit for bit, also where one of them was interrupted. */
class ResumeTest {
    private static final int STEPS = 12;
    private static final int EVERY = 5;

    @TempDir private Path folder;

    private static Training training(double dropout) {
        return SmallGpt.training(SmallGpt.net(dropout))
                .schedule(Schedules.warmupCosine(3, STEPS))
                .clipNorm(1)
                .steps(STEPS)
                .every(EVERY)
                .seed(42);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2})
    void sameSeedGivesTheSameRunBitForBit(double dropout) {
        // Large enough that libtorch shares its work among threads.
        var config = new Gpt.Config(SmallGpt.VOCABULARY, 64, 1, 4, 64, dropout, false);
        Training training =
                Training.of(Gpt.of(config)).on(SmallGpt.DATA).steps(4).batch(16).threads(2);
        try (Run first = training.start();
                Run second = training.start()) {
            assertEqualRuns(second, first);
        }
    }

    @Test
    void otherSeedGivesAnotherRun() {
        try (Run first = training(0).start();
                Run second = training(0).seed(43).start()) {
            assertThat(SmallGpt.losses(second)).doesNotContainAnyElementsOf(SmallGpt.losses(first));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "5, 0", "7, 0", "1, 0.2", "5, 0.2", "7, 0.2", "12, 0.2"})
    void runThatGoesOnEqualsAnUninterruptedOne(long after, double dropout) {
        Training training = training(dropout);
        interrupt(training.into(folder), after);
        try (Run whole = training.start();
                Run resumed = training.into(folder).resume().start()) {
            assertEqualRuns(resumed, whole);
            List<History.Row> written = History.read(folder.resolve("metrics.csv")).rows();
            assertThat(rows(written)).isEqualTo(rows(whole.history().rows()));
        }
    }

    /** The running statistics are in the checkpoint. */
    @ParameterizedTest
    @ValueSource(longs = {1, 5, 7})
    void runWithBatchNormThatGoesOnEqualsAnUninterruptedOne(long after) {
        SequenceNet net =
                Net.tokens(SmallGpt.CONTEXT)
                        .embed(SmallGpt.VOCABULARY, SmallGpt.WIDTH)
                        .batchNorm(BatchNorm::withCumulativeStatistics)
                        .logits(SmallGpt.VOCABULARY);
        Training training = SmallGpt.training(net).steps(STEPS).every(EVERY);
        interrupt(training.into(folder), after);
        try (Run whole = training.start();
                Run resumed = training.into(folder).resume().start()) {
            assertThat(whole.weights().arrays().get("batchNorm.num_batches_tracked").getFloat())
                    .isEqualTo(STEPS);
            assertEqualRuns(resumed, whole);
        }
    }

    /** Counts the steps of each weight, and divides by the count: a rule of a user's own. */
    private record Slowing(double rate) implements UpdateRule {
        @Override
        public List<Slot> slots() {
            return List.of(Slot.number("count").from(1));
        }

        @Override
        public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
            Node count = slots.get(0);
            return List.of(w.minus(dw.times(h.of("rate")).over(count)), count.plus(1));
        }
    }

    /** Slots of other shapes, first values and groups are in the checkpoint. */
    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    void runWithParameterGroupsThatGoesOnEqualsAnUninterruptedOne(long after) {
        Optimizer groups =
                Optimizers.muon(0.02)
                        .group(Optimizers.vectors(), Optimizers.nAdam(0.01))
                        .group(Optimizers.under("embed"), Optimizers.adagrad(0.1).initial(0.5))
                        .group(Optimizers.under("logits"), new Slowing(0.1));
        Training training = training(0).optimizer(groups).clipValue(0.01);
        interrupt(training.into(folder), after);
        try (Run whole = training.start();
                Run resumed = training.into(folder).resume().start()) {
            assertEqualRuns(resumed, whole);
            assertThat(whole.history().rows().get(STEPS - 1).loss())
                    .isLessThan(whole.history().rows().get(0).loss());
        }
    }

    @Test
    void completeRunThatGoesOnStaysAsItIs() throws IOException {
        Training training = training(0).into(folder);
        try (Run whole = training.start()) {
            String metrics = Files.readString(folder.resolve("metrics.csv"));
            try (Run resumed = training.resume().start()) {
                assertEqualRuns(resumed, whole);
            }
            assertThat(folder.resolve("metrics.csv")).hasContent(metrics);
        }
    }

    @Test
    void completeRunGoesOnForMoreSteps() {
        Training training = training(0).schedule(Schedules.constant());
        training.into(folder).steps(EVERY + 2).start().close();
        try (Run whole = training.start();
                Run resumed = training.into(folder).resume().start()) {
            assertThat(SmallGpt.losses(resumed)).isEqualTo(SmallGpt.losses(whole));
            assertThat(resumed.validationLoss()).isEqualTo(whole.validationLoss());
        }
    }

    @Test
    void damagedNewestCheckpointMakesItUseTheOneBefore() throws IOException {
        Training training = training(0.2);
        interrupt(training.into(folder), 7);
        Path newest = folder.resolve("checkpoint").resolve("step-00000007.safetensors");
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length - 3] ^= 1;
        Files.write(newest, bytes);
        List<String> notices = new ArrayList<>();
        AtomicLong begin = new AtomicLong();
        Callback listens =
                new Callback() {
                    @Override
                    public void started(long stepsDone, long steps) {
                        begin.set(stepsDone);
                    }

                    @Override
                    public void noticed(String notice) {
                        notices.add(notice);
                    }
                };
        try (Run whole = training.start();
                Run resumed = training.into(folder).resume().callback(listens).start()) {
            assertEqualRuns(resumed, whole);
        }
        assertThat(begin).hasValue(EVERY);
        assertThat(notices)
                .containsExactly(
                        "checkpoint step-00000007: its SHA-256 is not the one that it names; the"
                                + " one of step 5 is used");
    }

    @Test
    void folderWithoutACheckpointCannotBeResumed() {
        assertRefused(
                training(0),
                ": must hold a good checkpoint, but it holds none. Start anew, or give the folder"
                        + " of another run.");
    }

    @Test
    void otherSeedIsRefused() {
        interrupt(training(0).into(folder), 1);
        assertRefused(
                training(0).seed(7),
                ": a run must resume with the seed that it began with, but that was 42, and now is"
                        + " 7. Give the same seed, or begin a new run in another folder.");
    }

    @Test
    void otherBatchIsRefused() {
        interrupt(training(0).into(folder), 1);
        assertRefused(
                training(0).batch(9),
                ": a run must resume with the batch that it began with, but that was 8, and now is"
                        + " 9. Give the same batch, or begin a new run in another folder.");
    }

    @Test
    void otherDataIsRefused() {
        interrupt(training(0).into(folder), 1);
        String text = Sentences.text();
        TextData other = TextData.of(new Corpus("sentences", text.substring(1) + text.charAt(0)));
        assertRefused(
                training(0).on(other),
                ": a run must resume with the data that it began with, but that was "
                        + fingerprint(SmallGpt.DATA)
                        + ", and now is "
                        + fingerprint(other)
                        + ". Give the same data, or begin a new run in another folder.");
    }

    private static String fingerprint(TextData data) {
        int hash = Arrays.hashCode(data.trainingTokens());
        return "sentences#" + Integer.toHexString(hash);
    }

    private void assertRefused(Training training, String message) {
        Interruptions.assertRefused(training, folder, message);
    }
}
