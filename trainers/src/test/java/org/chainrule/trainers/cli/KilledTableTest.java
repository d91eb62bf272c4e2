package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.trainers.storage.Checkpoints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs on tables that are killed end as one that was left alone. */
@Timeout(300)
class KilledTableTest {
    private static final int STEPS = 3_000;

    @TempDir private Path directory;

    private Path file;
    private Path whole;
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        file = Flowers.write(directory.resolve("flowers.csv"));
        whole = directory.resolve("whole");
        folder = directory.resolve("run");
    }

    private String[] train(Path into) {
        return Flowers.arguments(
                file,
                into,
                "--target",
                "species",
                "--dropout",
                "0.1",
                "--patience",
                "1000",
                "--every",
                "20",
                "--steps",
                Integer.toString(STEPS));
    }

    private String[] resume() {
        return new String[] {"train", "--resume", "--out", folder.toString(), "--threads", "1"};
    }

    /** The step of the newest checkpoint, or 0. */
    private long newest() {
        return new Checkpoints(folder).steps().stream().reduce(0L, Math::max);
    }

    private void assertEndsAs(Outcome undisturbed, Outcome end) throws IOException {
        assertThat(undisturbed.code()).as(undisturbed.err()).isZero();
        assertThat(end.code()).as(end.err()).isZero();
        assertThat(end.out()).isEqualTo(undisturbed.out());
        for (String name : List.of("model.safetensors", "predictions.csv", "config.json")) {
            assertThat(folder.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
    void runThatIsKilledEndsAsOneThatWasNot() throws IOException, InterruptedException {
        try (var run = MainProcess.of(directory, train(folder))) {
            run.awaitThat(() -> newest() > 0);
            assertThat(run.kill().out()).isEmpty();
        }
        assertThat(newest()).isLessThan(STEPS);
        Outcome end = Outcome.of(resume());
        assertThat(end.err()).contains("going on after step ");
        assertEndsAs(Outcome.of(train(whole)), end);
        try (var files = Files.walk(folder)) {
            assertThat(files).noneMatch(each -> each.toString().endsWith(".part"));
        }
    }

    @Test
    void runThatIsKilledBeforeItsFirstCheckpointBeginsAgain() throws IOException {
        Outcome undisturbed = Outcome.of(train(whole));
        Files.createDirectory(folder);
        Files.copy(whole.resolve("config.json"), folder.resolve("config.json"));
        assertEndsAs(undisturbed, Outcome.of(resume()));
    }

    @Test
    void tableThatHasChangedIsRefused() throws IOException {
        assertThat(Flowers.train(file, folder, "--target", "species", "--steps", "2").code())
                .isZero();
        Files.writeString(file, Files.readString(file).replace("red", "green"));
        assertThat(Outcome.of(resume()))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: "
                                        + folder
                                        + ": a run must resume on the table that it began with, but "
                                        + file
                                        + " has other rows now. Give back the old table, or begin a"
                                        + " new run in another folder."));
    }

    @Test
    void settingsOfTheTableCannotChange() {
        assertThat(Flowers.train(file, folder, "--target", "species", "--steps", "2").code())
                .isZero();
        assertThat(Outcome.of("train", "--resume", "--out", folder.toString(), "--target", "x"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: --resume: a run must resume with the settings that it"
                                        + " began with, but x was given anew. Give only --steps,"
                                        + " --every, --threads, --device, --precision or"
                                        + " --gradients."));
    }
}
