package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.chainrule.trainers.History;
import org.chainrule.trainers.Sentences;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class TrainCommandTest {
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

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void leavesTheModelAndWhatBelongsToIt() throws IOException {
        train("--steps", "20", "--every", "8");
        assertThat(names(folder))
                .containsExactly(
                        "checkpoint",
                        "config.json",
                        "loss.png",
                        "metrics.csv",
                        "model.safetensors");
        assertThat(names(folder.resolve("checkpoint")))
                .containsExactly("step-00000016.safetensors", "step-00000020.safetensors");
        assertThat(ImageIO.read(folder.resolve("loss.png").toFile()).getWidth()).isGreaterThan(300);
        List<History.Row> rows = History.read(folder.resolve("metrics.csv")).rows();
        assertThat(rows).hasSize(20);
        assertThat(rows)
                .filteredOn(row -> !Double.isNaN(row.validationLoss()))
                .extracting(History.Row::step)
                .containsExactly(8L, 16L, 20L);
    }

    @Test
    void configurationTellsTheNetworkTheTokensAndTheRun() throws IOException {
        train("--steps", "2", "--seed", "5", "--rate", "0.01", "--dropout", "0.25");
        JsonObject json =
                JsonParser.parseString(Files.readString(folder.resolve("config.json")))
                        .getAsJsonObject();
        assertThat(json.keySet()).containsExactly("kind", "model", "tokenizer", "run");
        int vocabulary = json.getAsJsonObject("tokenizer").get("vocabulary").getAsString().length();
        assertThat(json.getAsJsonObject("model"))
                .hasToString(
                        "{\"vocabulary\":"
                                + vocabulary
                                + ",\"context\":8,\"layers\":1,\"heads\":2,\"width\":16,"
                                + "\"dropout\":0.25,\"hasBias\":false}");
        assertThat(json.getAsJsonObject("run"))
                .hasToString(
                        "{\"preset\":\"small\",\"data\":\""
                                + text
                                + "\",\"steps\":2,\"batch\":4,\"rate\":0.01,\"seed\":5,"
                                + "\"every\":250,\"gradients\":\"DERIVED\","
                                + "\"precision\":\"FULL\"}");
    }

    @Test
    void lastLineIsTheValidationLoss() {
        Outcome outcome = train("--steps", "5");
        assertThat(outcome.out()).matches("(?s).+\\Rvalidation loss \\d+\\.\\d{4}\\R");
        List<History.Row> rows = History.read(folder.resolve("metrics.csv")).rows();
        assertThat(outcome.validationLosses())
                .containsExactly(
                        String.format(
                                Locale.ROOT, "validation loss %.4f", rows.get(4).validationLoss()));
    }

    @Test
    void standardErrorHasAFewPlainLinesWhereThereIsNoTerminal() {
        Outcome outcome = train("--steps", "40");
        assertThat(outcome.err()).doesNotContain("\r", "\u001b");
        List<String> lines = outcome.err().lines().toList();
        assertThat(lines).hasSizeBetween(3, 14);
        assertThat(lines.get(0))
                .matches(
                        "small: 3,\\d{3} parameters, TextData\\[text.txt, \\d+ tokens for training,"
                                + " \\d+ for validation, \\d+ distinct\\]");
        assertThat(lines.subList(1, lines.size() - 2))
                .allMatch(
                        line ->
                                line.matches(
                                        "step \\d+ of 40: loss \\d\\.\\d{4}, [\\d,]+ tokens/s"));
        assertThat(lines.get(lines.size() - 2)).matches("waited for data \\d+\\.\\d% of the time");
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("model, metrics.csv and loss.png are in " + folder);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no env")
    void standardErrorHasABarWhereThereIsATerminal() throws IOException, InterruptedException {
        List<String> tell = List.of("env", "JDK_JAVA_OPTIONS=-Dchainrule.terminal=true");
        String[] arguments = Outcome.training(text, folder, "--steps", "20", "--threads", "1");
        try (var run = MainProcess.of(directory, tell, arguments)) {
            Outcome outcome = run.await();
            assertThat(outcome.code()).as(outcome.err()).isZero();
            assertThat(outcome.err())
                    .containsPattern(
                            "\rtraining 100% \\|.* 20/20 .* loss \\d\\.\\d{4}  [\\d,]+ tok")
                    .doesNotContain("step 1 of 20");
            assertThat(outcome.out()).doesNotContain("\r", "training");
        }
    }

    @Test
    void numbersDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Outcome outcome = train("--steps", "2");
            assertThat(outcome.validationLosses()).allMatch(line -> line.contains(" 3."));
            assertThat(outcome.err()).contains("small: 3,").contains("step 1 of 2: loss 3.");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void textWithoutLineBreaksIsTrainedOnAndContinued() throws IOException {
        Files.writeString(text, Sentences.text().replace('\n', ' '));
        assertThat(train("--steps", "2").validationLosses()).hasSize(1);
        Outcome generated = Outcome.of("generate", "--model", folder.toString(), "--tokens", "5");
        assertThat(generated.code()).isZero();
        assertThat(generated.out()).startsWith(" ").hasSize(6 + System.lineSeparator().length());
    }

    @Test
    void derivedGradientsAreTheDefaultAndAutogradTrainsAlike() {
        List<String> derived = train("--steps", "20").validationLosses();
        folder = directory.resolve("derived");
        assertThat(train("--steps", "20", "--gradients", "derived").validationLosses())
                .isEqualTo(derived);
        folder = directory.resolve("autograd");
        String autograd =
                train("--steps", "20", "--gradients", "AUTOGRAD").validationLosses().get(0);
        assertThat(autograd)
                .startsWith(derived.get(0).substring(0, "validation loss 3.33".length()));
    }

    @Test
    void completeRunGoesOnForMoreSteps() throws IOException {
        train("--steps", "4");
        Outcome outcome =
                Outcome.of(
                        "train",
                        "--resume",
                        "--out",
                        folder.toString(),
                        "--steps",
                        "6",
                        "--threads",
                        "1");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("going on after step 4\n", "step 5 of 6");
        assertThat(outcome.validationLosses()).hasSize(1);
        assertThat(Files.readString(folder.resolve("config.json"))).contains("\"steps\": 6");
        assertThat(History.read(folder.resolve("metrics.csv")).rows()).hasSize(6);
    }

    @Test
    void textMayHaveMovedWhenARunGoesOn() throws IOException {
        train("--steps", "4");
        Path moved = Files.createDirectory(directory.resolve("elsewhere")).resolve("text.txt");
        Files.move(text, moved);
        String[] resume = {"train", "--resume", "--out", folder.toString(), "--threads", "1"};
        assertThat(Outcome.of(resume).err())
                .startsWith(
                        "chainrule: data: must be the name of a data set or the path of a text"
                                + " file, but \""
                                + text
                                + "\" is neither.");
        Outcome found =
                Outcome.of(
                        "train",
                        "--resume",
                        "--out",
                        folder.toString(),
                        "--data",
                        moved.toString(),
                        "--threads",
                        "1");
        assertThat(found.code()).isZero();
        assertThat(Outcome.of(resume).code()).isZero(); // the new place is remembered
    }

    @Test
    void runsWithoutAFolderAreNumbered() throws IOException, InterruptedException {
        String[] arguments = {
            "train",
            "--data",
            "text.txt",
            "--steps",
            "1",
            "--layers",
            "1",
            "--width",
            "8",
            "--heads",
            "1",
            "--context",
            "4",
            "--threads",
            "1"
        };
        for (int number = 1; number <= 2; number++) {
            try (var run = MainProcess.of(directory, arguments)) {
                Outcome outcome = run.await();
                assertThat(outcome.code()).as(outcome.err()).isZero();
                assertThat(outcome.err())
                        .endsWith("loss.png are in " + Path.of("runs", "small-" + number) + "\n");
            }
        }
        assertThat(names(directory.resolve("runs"))).containsExactly("small-1", "small-2");
    }
}
