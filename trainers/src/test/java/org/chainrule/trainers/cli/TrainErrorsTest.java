package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.trainers.Sentences;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a new run refuses: with exit code 2, one line, and nothing written. */
@Timeout(300)
class TrainErrorsTest {
    @TempDir private Path directory;

    private Path text;
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        text = Files.writeString(directory.resolve("text.txt"), Sentences.text());
        folder = directory.resolve("run");
    }

    private void assertRefused(String line, String... more) {
        String[] arguments =
                Stream.concat(Stream.of("train", "--out", folder.toString()), Stream.of(more))
                        .toArray(String[]::new);
        assertThat(Outcome.of(arguments)).isEqualTo(Outcome.refused("chainrule: " + line));
        assertThat(folder).doesNotExist();
    }

    private void assertDataRefused(String line, Path data) {
        assertRefused(line, "--data", data.toString());
    }

    @Test
    void unknownPreset() {
        assertRefused(
                "--preset: the preset must be one that there is, but found huge. Choose from small,"
                        + " shakespeare-cpu, shakespeare.",
                "--preset",
                "huge");
    }

    @Test
    void unknownDataSet() {
        assertRefused(
                "data: must be the name of a data set or the path of a text file, but"
                        + " \"tinyshakespear\" is neither. Did you mean tinyshakespeare? Data sets"
                        + " are unicode-names, tinyshakespeare and names; the path of any UTF-8"
                        + " text file works too.",
                "--data",
                "tinyshakespear");
    }

    @Test
    void missingFile() {
        assertDataRefused(
                "data: must be the name of a data set or the path of a text file, but \""
                        + directory.resolve("none.txt")
                        + "\" is neither. Data sets are unicode-names, tinyshakespeare and names;"
                        + " the path of any UTF-8 text file works too.",
                directory.resolve("none.txt"));
    }

    @Test
    void folderWithAFileThatIsNoText() throws IOException {
        Files.write(directory.resolve("b.bin"), new byte[] {'a', 0});
        Outcome outcome = Outcome.ofTraining(directory, folder);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .endsWith(
                        directory.resolve("b.bin")
                                + ": the file must be UTF-8 text, but byte 1 is NUL, so it is"
                                + " binary. Give a plain text file.\n");
        assertThat(folder).doesNotExist();
    }

    @Test
    void patternThatFitsNoFile() {
        Path pattern = directory.resolve("*.md");
        Outcome outcome = Outcome.ofTraining(pattern, folder);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .startsWith("chainrule: " + pattern + ": ");
        assertThat(folder).doesNotExist();
    }

    @Test
    void emptyFile() throws IOException {
        Files.writeString(text, "");
        assertDataRefused(
                text
                        + ": the file must hold text, but it is empty. Give a file with some"
                        + " thousand characters.",
                text);
    }

    @Test
    void binaryFile() throws IOException {
        Files.write(text, new byte[] {'a', 'b', 0, 'c'});
        assertDataRefused(
                text
                        + ": the file must be UTF-8 text, but byte 2 is NUL, so it is binary. Give a"
                        + " plain text file.",
                text);
    }

    @Test
    void textThatIsNotUtf8() throws IOException {
        Files.write(text, "caf\u00e9".repeat(9).getBytes(StandardCharsets.ISO_8859_1));
        assertDataRefused(
                text
                        + ": the file must be UTF-8 text, but byte 3 (0xE9) does not fit UTF-8. Save"
                        + " it as UTF-8, for example: iconv -f ISO-8859-1 -t UTF-8 FILE > FILE.utf8.",
                text);
    }

    @Test
    void textThatIsTooShort() throws IOException {
        Files.writeString(text, "abc");
        assertDataRefused(
                "text.txt: both parts of the split must have at least 2 characters, but 0.9 of 3"
                        + " characters leaves 2 for training and 1 for validation. Use a longer text"
                        + " or another fraction.",
                text);
    }

    @Test
    void contextThatIsLongerThanTheText() throws IOException {
        Files.writeString(text, "abcde".repeat(10));
        assertDataRefused(
                "training part of text.txt: context must be shorter than the text, but context 64 is"
                        + " not shorter than 45 tokens. Try context 44, or a longer text.",
                text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--heads|3|block[0].causalAttention: heads must divide width, but 3 does not divide"
                        + " 128. Try 2 or 4 heads.",
                "--layers|0|network: a block must be repeated at least once, but found 0."
                        + " Use 1 or more.",
                "--context|0|training part of text.txt: context must be at least 1, but it is 0. Try"
                        + " 64.",
                "--dropout|1.5|dropout: the probability must be at least 0 and less than 1, but"
                        + " found 1.5. Common values are 0.1 and 0.5.",
                "--steps|0|steps: must be more than 0, but found 0. Use 1 or more.",
                "--steps|-3|steps: must be more than 0, but found -3. Use 1 or more.",
                "--batch|0|batch: must be more than 0, but found 0. Use 1 or more.",
                "--threads|0|threads: must be more than 0, but found 0. Use 1 or more.",
                "--every|0|every: must be more than 0, but found 0. Use 1 or more.",
                "--rate|-1|adamW: the learning rate must be at least 0.0 and less than Infinity, but"
                        + " found -1.0. Choose a value in that range.",
                "--rate|NaN|adamW: the learning rate must be at least 0.0 and less than Infinity,"
                        + " but found NaN. Choose a value in that range.",
            })
    void settingsOutOfRange(String option, String value, String line) {
        assertRefused(line, "--data", text.toString(), option, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--stps|3|Unknown options: '--stps', '3'",
                "--steps|many|Invalid value for option '--steps': 'many' is not a long",
                "--device|tpu|Invalid value for option '--device': expected one of [CPU, GPU]"
                        + " (case-insensitive) but was 'tpu'",
                "--precision|fp16|Invalid value for option '--precision': expected fp32 or bf16 but"
                        + " was 'fp16'",
                "--gradients|best|Invalid value for option '--gradients': expected one of [AUTOGRAD,"
                        + " DERIVED] (case-insensitive) but was 'best'",
            })
    void optionsThatAreNone(String option, String value, String line) {
        assertRefused(line + ". See chainrule train --help.", option, value);
    }

    @ParameterizedTest
    @CsvSource({"config.json", "checkpoint"})
    void folderThatHoldsARun(String name) throws IOException {
        Files.createDirectories(folder.resolve(name));
        Outcome outcome = Outcome.ofTraining(text, folder);
        assertThat(outcome)
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: "
                                        + folder
                                        + ": a new run needs a folder of its own, but this one holds"
                                        + " a run. Add --resume to go on with it, or give another"
                                        + " --out."));
    }

    @Test
    void fileInPlaceOfTheFolder() throws IOException {
        Outcome outcome = Outcome.ofTraining(text, text);
        assertThat(outcome)
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: "
                                        + text.resolve("config.json")
                                        + ": must be written, but it cannot be (a file is in its"
                                        + " place). Nothing was changed; make the folder writable"
                                        + " and leave room, or choose another."));
        assertThat(text).hasContent(Sentences.text());
    }

    @Test
    void folderWithoutPermission() throws IOException {
        Files.createDirectory(folder);
        assertThat(folder.toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(folder)).as("root may write anywhere").isFalse();
        Outcome outcome = Outcome.ofTraining(text, folder);
        assertThat(outcome)
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: "
                                        + folder.resolve("config.json")
                                        + ": must be written, but it cannot be (permission denied)."
                                        + " Nothing was changed; make the folder writable and leave"
                                        + " room, or choose another."));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a shell with ulimit")
    void fullDisk() throws IOException, InterruptedException {
        // A process that may write files of 20 blocks only fails at its first checkpoint.
        List<String> limit = List.of("sh", "-c", "ulimit -f 20; exec \"$0\" \"$@\"");
        String[] arguments = Outcome.training(text, folder, "--steps", "2", "--threads", "1");
        Outcome outcome;
        try (var run = MainProcess.of(directory, limit, arguments)) {
            outcome = run.await();
        }
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines().filter(line -> line.startsWith("chainrule:")))
                .containsExactly(
                        "chainrule: "
                                + folder.resolve("checkpoint").resolve("step-00000002.safetensors")
                                + ": must be written, but it cannot be (file too large). Nothing was"
                                + " changed; make the folder writable and leave room, or choose"
                                + " another.");
        assertThat(outcome.err()).doesNotContain("\tat ");
    }

    @Test
    void fatalRateLeavesNoModel() {
        Outcome outcome = Outcome.ofTraining(text, folder, "--steps", "9", "--rate", "1e30");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .endsWith(
                        "chainrule: step 2: the loss must be a number, but it is NaN. Lower the"
                                + " learning rate or clip the gradients."
                                + System.lineSeparator());
        assertThat(folder.resolve("model.safetensors")).doesNotExist();
    }

    @Test
    void missingGpu() {
        assumeThat(ai.djl.util.cuda.CudaUtils.hasCuda()).as("a CUDA device is there").isFalse();
        assertRefused(
                "--device gpu: a CUDA device and its driver must be there, but none was found. Use"
                        + " --device cpu, or build with -Pcuda on a machine that has one.",
                "--data",
                text.toString(),
                "--device",
                "gpu");
    }
}
