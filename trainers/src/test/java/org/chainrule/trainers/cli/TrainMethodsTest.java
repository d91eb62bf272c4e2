package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.trainers.Sentences;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code train --accumulate}, {@code --average} and {@code --patience}. */
@Timeout(300)
class TrainMethodsTest {
    @TempDir private Path directory;

    private Path text;
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        text = Files.writeString(directory.resolve("text.txt"), Sentences.text());
        folder = directory.resolve("run");
    }

    private Outcome train(String... more) {
        Outcome outcome = Outcome.ofTraining(text, folder, more);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    private Outcome resume(String... more) {
        return Outcome.of(
                Stream.concat(
                                Stream.of(
                                        "train",
                                        "--resume",
                                        "--out",
                                        folder.toString(),
                                        "--threads",
                                        "1"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private byte[] model() throws IOException {
        return Files.readAllBytes(folder.resolve("model.safetensors"));
    }

    @Test
    void averageIsWhatIsSaved() throws IOException {
        train("--steps", "6");
        byte[] plain = model();
        folder = directory.resolve("averaged");
        train("--steps", "6", "--average", "0.9");
        assertThat(model()).isNotEqualTo(plain).hasSameSizeAs(plain);
    }

    /** The configuration holds them, so a resumed run needs none of the options. */
    @Test
    void resumedRunGoesOnWithThem() throws IOException {
        String[] methods = {"--accumulate", "2", "--average", "0.9", "--patience", "9"};
        train(with(methods, "--steps", "6", "--every", "2"));
        byte[] whole = model();
        JsonObject run =
                JsonParser.parseString(Files.readString(folder.resolve("config.json")))
                        .getAsJsonObject()
                        .getAsJsonObject("run");
        assertThat(run.get("accumulate").getAsInt()).isEqualTo(2);
        assertThat(run.get("average").getAsDouble()).isEqualTo(0.9);
        assertThat(run.get("patience").getAsInt()).isEqualTo(9);
        Files.delete(folder.resolve("model.safetensors"));
        Files.delete(folder.resolve("checkpoint").resolve("step-00000006.safetensors"));
        Outcome resumed = resume();
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("going on after step 4");
        assertThat(model()).isEqualTo(whole);
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void earlyStopIsTold() {
        Outcome outcome =
                train("--steps", "400", "--every", "1", "--patience", "1", "--rate", "0.3");
        List<String> lines = outcome.err().lines().toList();
        assertThat(lines)
                .anyMatch(
                        line ->
                                line.matches(
                                        "stopping early after step \\d+: 1 validations without"
                                                + " improvement; the weights of step \\d+ are kept,"
                                                + " with the least validation loss, \\d\\.\\d{4}"));
        assertThat(outcome.validationLosses()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--accumulate|0|accumulate: must be more than 0, but found 0. Use 1 or more.",
                "--patience|0|earlyStopping: must be more than 0, but found 0. Use 1 or more.",
                "--average|1.5|averaged: the decay must be more than 0 and less than 1, but found"
                        + " 1.5. Use 0.999 to average over about 1,000 steps."
            })
    void badValuesAreRefusedAndLeaveNothing(String option, String value, String message) {
        assertThat(Outcome.ofTraining(text, folder, option, value))
                .isEqualTo(Outcome.refused("chainrule: " + message));
        assertThat(folder).doesNotExist();
    }

    @Test
    void resumedRunCannotChangeThem() {
        train("--steps", "1");
        assertThat(resume("--average", "0.5"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: --resume: a run must resume with the settings that it"
                                        + " began with, but 0.5 was given anew. Give only --steps,"
                                        + " --every, --threads, --device, --precision or"
                                        + " --gradients."));
    }
}
