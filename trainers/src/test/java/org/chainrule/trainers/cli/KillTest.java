package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chainrule.trainers.Sentences;
import org.chainrule.trainers.storage.Checkpoints;
import org.junit.jupiter.api.BeforeAll;
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
    private static final String[] LONG = {
        "--steps", "150", "--every", "3", "--threads", "2", "--dropout", "0.1"
    };

    @TempDir private static Path shared;

    private static Path text;
    private static Path whole;
    private static Outcome undisturbed;

    @TempDir private Path directory;

    @BeforeAll
    static void runUndisturbed() throws IOException {
        text = Files.writeString(shared.resolve("text.txt"), Sentences.text());
        whole = shared.resolve("whole");
        undisturbed = Outcome.of(Outcome.training(text, whole, LONG));
        assertThat(undisturbed.code()).as(undisturbed.err()).isZero();
    }

    /** The step of the newest checkpoint, or 0. */
    private static long newest(Path folder) {
        return new Checkpoints(folder).steps().stream().reduce(0L, Math::max);
    }

    private static void assertEndsAsUndisturbed(Path folder, Outcome end) throws IOException {
        assertThat(end.code()).as(end.err()).isZero();
        assertThat(end.out()).isEqualTo(undisturbed.out()); // the sample and the validation loss
        assertThat(end.validationLosses()).hasSize(1);
        assertThat(folder.resolve("model.safetensors"))
                .hasSameBinaryContentAs(whole.resolve("model.safetensors"));
        assertThat(losses(folder)).isEqualTo(losses(whole));
    }

    /** The metrics without the speeds. */
    private static List<String> losses(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("metrics.csv")).stream()
                .map(line -> line.replaceAll(",[^,]*(,[^,]*)$", "$1"))
                .toList();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
    void runThatIsKilledTwiceEndsAsOneThatWasNot() throws IOException, InterruptedException {
        Path folder = directory.resolve("run");
        try (var run = MainProcess.of(directory, Outcome.training(text, folder, LONG))) {
            run.awaitThat(() -> newest(folder) > 0);
            Outcome killed = run.kill();
            assertThat(killed.code()).isEqualTo(SIGKILL);
            assertThat(killed.validationLosses()).isEmpty();
        }
        long first = newest(folder);
        String[] resume = {"train", "--resume", "--out", folder.toString(), "--threads", "2"};
        try (var run = MainProcess.of(directory, resume)) {
            run.awaitThat(() -> newest(folder) > first);
            assertThat(run.kill().code()).isEqualTo(SIGKILL);
        }
        assertThat(newest(folder)).isGreaterThan(first).isLessThan(150);
        try (var run = MainProcess.of(directory, resume)) {
            assertEndsAsUndisturbed(folder, run.await());
        }
        try (var files = Files.walk(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
    void runThatIsTerminatedSavesACheckpointAndSaysHowToGoOn()
            throws IOException, InterruptedException {
        Path folder = directory.resolve("run");
        Outcome ended;
        try (var run = MainProcess.of(directory, Outcome.training(text, folder, LONG))) {
            run.awaitThat(() -> newest(folder) > 0);
            ended = run.terminate();
        }
        assertThat(ended.code()).isEqualTo(SIGTERM);
        assertThat(ended.out()).isEmpty();
        long step = newest(folder);
        assertThat(step).isLessThan(150);
        Optional<String> last = ended.err().lines().reduce((before, line) -> line);
        assertThat(last)
                .contains(
                        "stopped after step "
                                + step
                                + "; go on with: chainrule train --resume --out "
                                + folder);
        assertThat(Files.readAllLines(folder.resolve("metrics.csv"))).hasSize((int) step + 1);
        assertThat(folder.resolve("loss.png")).isNotEmptyFile();
        Outcome end =
                Outcome.of("train", "--resume", "--out", folder.toString(), "--threads", "2");
        assertThat(end.err()).contains("going on after step " + step);
        assertEndsAsUndisturbed(folder, end);
    }

    @Test
    void runThatIsKilledBeforeItsFirstCheckpointBeginsAgain() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("run"));
        Files.copy(whole.resolve("config.json"), folder.resolve("config.json"));
        Files.writeString(folder.resolve("metrics.csv"), "step,lo"); // cut short
        assertEndsAsUndisturbed(
                folder,
                Outcome.of("train", "--resume", "--out", folder.toString(), "--threads", "2"));
    }
}
