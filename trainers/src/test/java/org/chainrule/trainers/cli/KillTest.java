package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chainrule.trainers.Sentences;
import org.chainrule.trainers.storage.Checkpoints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are killed end as one that was left alone. */
@Timeout(300)
class KillTest {
    private static final int SIGKILL = 128 + 9;
    private static final int SIGTERM = 128 + 15;
    private static final int STEPS = 100;

    @TempDir private Path directory;

    private Path text;
    private Path whole;
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        text = Files.writeString(directory.resolve("text.txt"), Sentences.text());
        whole = directory.resolve("whole");
        folder = directory.resolve("run");
    }

    private String[] train(Path into, int threads) {
        return Outcome.training(
                text,
                into,
                "--steps",
                Integer.toString(STEPS),
                "--every",
                "2",
                "--dropout",
                "0.1",
                "--threads",
                Integer.toString(threads));
    }

    private String[] resume(int threads) {
        return new String[] {
            "train", "--resume", "--out", folder.toString(), "--threads", Integer.toString(threads)
        };
    }

    /** The step of the newest checkpoint, or 0. */
    private long newest() {
        return new Checkpoints(folder).steps().stream().reduce(0L, Math::max);
    }

    private void assertEndsAs(Outcome undisturbed, Outcome end) throws IOException {
        assertThat(undisturbed.code()).as(undisturbed.err()).isZero();
        assertThat(end.code()).as(end.err()).isZero();
        assertThat(end.validationLosses()).hasSize(1);
        assertThat(end.out()).isEqualTo(undisturbed.out()); // the loss, and what the model writes
        assertThat(folder.resolve("model.safetensors"))
                .hasSameBinaryContentAs(whole.resolve("model.safetensors"));
        assertThat(losses(folder)).isEqualTo(losses(whole)).hasSize(STEPS + 1);
    }

    /** The metrics without the speeds. */
    private static List<String> losses(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.csv")).stream()
                .map(line -> line.replaceAll(",[^,]*(,[^,]*)$", "$1"))
                .toList();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
    void runThatIsKilledTwiceEndsAsOneThatWasNot() throws IOException, InterruptedException {
        try (var run = MainProcess.of(directory, train(folder, 2))) {
            run.awaitThat(() -> newest() > 0);
            Outcome killed = run.kill();
            assertThat(killed.code()).isEqualTo(SIGKILL);
            assertThat(killed.out()).isEmpty();
        }
        long first = newest();
        try (var run = MainProcess.of(directory, resume(2))) {
            run.awaitThat(() -> newest() > first);
            assertThat(run.kill().code()).isEqualTo(SIGKILL);
        }
        assertThat(newest()).isGreaterThan(first).isLessThan(STEPS);
        try (var undisturbed = MainProcess.of(directory, train(whole, 2));
                var last = MainProcess.of(directory, resume(2))) {
            assertEndsAs(undisturbed.await(), last.await());
        }
        try (var files = Files.walk(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
    void runThatIsTerminatedSavesACheckpointAndSaysHowToGoOn()
            throws IOException, InterruptedException {
        Outcome ended;
        try (var run = MainProcess.of(directory, train(folder, 1))) {
            run.awaitThat(() -> newest() > 0);
            ended = run.terminate();
        }
        assertThat(ended.code()).isEqualTo(SIGTERM);
        assertThat(ended.out()).isEmpty();
        long step = newest();
        assertThat(step).isLessThan(STEPS);
        Optional<String> last = ended.err().lines().reduce((before, line) -> line);
        assertThat(last)
                .contains(
                        "stopped after step "
                                + step
                                + "; go on with: chainrule train --resume --out "
                                + folder);
        assertThat(losses(folder)).hasSize((int) step + 1);
        assertThat(folder.resolve("loss.png")).isNotEmptyFile();
        Outcome end = Outcome.of(resume(1));
        assertThat(end.err()).contains("going on after step " + step);
        assertEndsAs(Outcome.of(train(whole, 1)), end);
    }

    @Test
    void runThatIsKilledBeforeItsFirstCheckpointBeginsAgain() throws IOException {
        Outcome undisturbed = Outcome.of(train(whole, 1));
        Files.createDirectory(folder);
        Files.copy(whole.resolve("config.json"), folder.resolve("config.json"));
        Files.writeString(folder.resolve("metrics.csv"), "step,lo"); // cut short
        assertEndsAs(undisturbed, Outcome.of(resume(1)));
    }
}
