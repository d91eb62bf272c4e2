package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.chainrule.trainers.Sentences;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code train --resume} refuses. */
@Timeout(300)
class ResumeErrorsTest {
    @TempDir private Path directory;

    private Path text;
    private Path folder;

    @BeforeEach
    void train() throws IOException {
        text = Files.writeString(directory.resolve("text.txt"), Sentences.text());
        folder = directory.resolve("run");
    }

    private void begin() {
        assertThat(Outcome.ofTraining(text, folder, "--steps", "2", "--every", "1").code())
                .isZero();
    }

    private Outcome resume(String... more) {
        return Outcome.of(
                Stream.concat(
                                Stream.of("train", "--resume", "--out", folder.toString()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private void assertRefused(String line, String... more) {
        assertThat(resume(more)).isEqualTo(Outcome.refused("chainrule: " + line));
    }

    /** For what is found only after the first line, which tells of the network and the text. */
    private void assertRefusedLater(String line) {
        Outcome outcome = resume("--threads", "1");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines().skip(1)).containsExactly("chainrule: " + line);
    }

    @Test
    void noFolder() {
        assertThat(Outcome.of("train", "--resume"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: --resume: a run that resumes needs its folder, but none"
                                        + " was given. Add --out DIR, the folder of the run."));
    }

    @Test
    void missingFolder() {
        assertRefused(
                folder
                        + ": must be the folder of a trained model, but there is no such folder."
                        + " Give the folder that training wrote.");
    }

    @Test
    void folderWithoutARun() throws IOException {
        Files.createDirectory(folder);
        assertRefused(
                folder
                        + ": must hold config.json and model.safetensors, but there is no"
                        + " config.json. Give the folder that training wrote.");
    }

    @Test
    void damagedConfiguration() throws IOException {
        begin();
        Files.writeString(folder.resolve("config.json"), "{\"kind\":");
        assertRefused(
                folder.resolve("config.json")
                        + ": must be a JSON object, but it is not JSON (line 1 column 9). Mend it,"
                        + " or save the model again.");
    }

    @Test
    void configurationOfAnotherNetwork() throws IOException {
        begin();
        Path config = folder.resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replace("\"layers\": 1", "\"layers\": 2"));
        assertRefusedLater(
                "checkpoint step-00000002: arrays must have the network's names and shapes, but"
                        + " \"block[1].layerNorm.weight\" is missing;"
                        + " \"block[1].causalAttention.qkv.weight\" is missing;"
                        + " \"block[1].causalAttention.out.weight\" is missing; and 15 more differ."
                        + " Use the configuration that they were saved with.");
    }

    @Test
    void damagedCheckpoints() throws IOException {
        begin();
        for (int step = 1; step <= 2; step++) {
            Path file =
                    folder.resolve("checkpoint").resolve("step-0000000" + step + ".safetensors");
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
        }
        assertRefusedLater(
                folder.resolve("checkpoint")
                        + ": must hold a good checkpoint, but there is only step-00000002 (its"
                        + " SHA-256 is not the one that it names); step-00000001 (its SHA-256 is"
                        + " not the one that it names). Start anew, or give the folder of another"
                        + " run.");
    }

    @ParameterizedTest
    @CsvSource({"--seed, 3", "--batch, 9", "--preset, small", "--width, 32", "--rate, 0.5"})
    void settingsThatCannotChange(String option, String value) {
        begin();
        assertRefused(
                "--resume: a run must resume with the settings that it began with, but "
                        + value
                        + " was given anew. Give only --steps, --every, --threads, --device,"
                        + " --precision or --gradients.",
                option,
                value);
    }

    @Test
    void textWithOtherCharacters() throws IOException {
        begin();
        Files.writeString(text, Sentences.text() + "!");
        assertRefused(
                folder
                        + ": a run must resume on the text that it began with, but "
                        + text
                        + " has other characters now. Give back the old text, or begin a new run in"
                        + " another folder.");
    }

    @Test
    void textThatHasChanged() throws IOException {
        begin();
        Files.writeString(text, "a" + Sentences.text());
        Outcome outcome = resume("--threads", "1");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err().lines().skip(1))
                .singleElement()
                .asString()
                .matches(
                        "chainrule: .*checkpoint: a run must resume with the data that it began"
                                + " with, but that was text\\.txt#[0-9a-f]+, and now is"
                                + " text\\.txt#[0-9a-f]+\\. Give the same data, or begin a new run"
                                + " in another folder\\.");
    }
}
