package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.chainrule.trainers.Sentences;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class GenerateCommandTest {
    @TempDir private static Path shared;

    private static Path model;

    @TempDir private Path directory;

    @BeforeAll
    static void train() throws IOException {
        Path text = Files.writeString(shared.resolve("text.txt"), Sentences.text());
        model = shared.resolve("run");
        Outcome outcome = Outcome.ofTraining(text, model, "--steps", "150", "--rate", "0.02");
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    private static Outcome generate(Path folder, String... more) {
        return Outcome.of(
                Stream.concat(
                                Stream.of(
                                        "generate", "--threads", "1", "--model", folder.toString()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static String text(String... more) {
        Outcome outcome = generate(model, more);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        return outcome.out();
    }

    private static void assertRefused(String line, String... more) {
        assertThat(generate(model, more)).isEqualTo(Outcome.refused("chainrule: " + line));
    }

    @Test
    void textFollowsThePromptAndHasSoManyTokens() {
        String text = text("--prompt", "the quick ", "--tokens", "50");
        assertThat(text)
                .startsWith("the quick ")
                .hasSize(10 + 50 + System.lineSeparator().length())
                .matches("[a-z .\n]+\\R");
    }

    @Test
    void promptMayBeLongerThanTheContext() {
        String prompt = "the quick brown fox jumps over a lazy dog and some more words";
        assertThat(text("--prompt", prompt, "--tokens", "5")).startsWith(prompt);
    }

    @Test
    void textBeginsWithANewLineUnlessToldOtherwise() {
        assertThat(text("--tokens", "3")).startsWith("\n").hasSize(4 + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.8", "1.7"}) // temperatures
    void cacheDoesNotChangeTheText(String temperature) {
        String[] options = {"--temperature", temperature, "--tokens", "80", "--seed", "3"};
        String[] without =
                Stream.concat(Stream.of(options), Stream.of("--no-cache")).toArray(String[]::new);
        assertThat(text(without)).isEqualTo(text(options));
    }

    @Test
    void seedChoosesTheText() {
        String first = text("--seed", "1");
        assertThat(text("--seed", "1")).isEqualTo(first);
        assertThat(text()).isEqualTo(first); // 1 is the default
        assertThat(text("--seed", "2")).isNotEqualTo(first);
    }

    @Test
    void likeliestTextHasNoUseForASeed() {
        String first = text("--temperature", "0", "--seed", "1");
        assertThat(text("--temperature", "0", "--seed", "2")).isEqualTo(first);
        assertThat(text("--temperature", "5", "--top-k", "1")).isEqualTo(first);
        assertThat(text("--temperature", "5", "--top-p", "1e-9")).isEqualTo(first);
    }

    @Test
    void speedIsToldToTheStandardErrorAlone() {
        Outcome outcome = generate(model, "--tokens", "5", "--timing");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).matches("\\d+ tokens/s\\R");
        assertThat(outcome.out()).isEqualTo(text("--tokens", "5"));
    }

    @Test
    void characterThatWasNeverSeen() {
        assertRefused(
                "CharTokenizer.encode: every character must be among the "
                        + vocabulary()
                        + " of the vocabulary, but 'Q' (U+0051 LATIN CAPITAL LETTER Q) at index 4 is"
                        + " not. Write 'q' (U+0071 LATIN SMALL LETTER Q), or train with a text that"
                        + " holds it.",
                "--prompt",
                "the Quick");
    }

    private static long vocabulary() {
        return Sentences.text().chars().distinct().count();
    }

    @Test
    void emptyPrompt() {
        assertRefused(
                "--prompt: the text must begin with a character, but the prompt is empty. Leave the"
                        + " option out to begin with a new line.",
                "--prompt",
                "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--temperature|-1|sampling: temperature must be 0 or more, but found -1.0. Use 0 for"
                        + " the likeliest text, 0.8 for a varied one.",
                "--temperature|NaN|sampling: temperature must be 0 or more, but found NaN. Use 0 for"
                        + " the likeliest text, 0.8 for a varied one.",
                "--top-p|0|sampling: top-p must be more than 0 and at most 1, but found 0.0. Use 1"
                        + " for no limit.",
                "--top-p|1.5|sampling: top-p must be more than 0 and at most 1, but found 1.5. Use 1"
                        + " for no limit.",
                "--top-k|-1|sampling: top-k must be 0 or more, but found -1. Use 0 for no limit.",
                "--tokens|0|--tokens: must be 1 or more, but found 0. Give a greater number.",
            })
    void choicesOutOfRange(String option, String value, String line) {
        assertRefused(line, option, value);
    }

    @Test
    void noThreads() {
        assertThat(Outcome.of("generate", "--model", model.toString(), "--threads", "0"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: --threads: must be 1 or more, but found 0. Give a"
                                        + " greater number."));
    }

    @Test
    void noModel() {
        assertThat(Outcome.of("generate"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: Missing required option: '--model=DIR'. See chainrule"
                                        + " generate --help."));
        Path none = directory.resolve("none");
        assertThat(generate(none))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: "
                                        + none
                                        + ": must be the folder of a trained model, but there is no"
                                        + " such folder. Give the folder that training wrote."));
        assertThat(generate(directory))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: "
                                        + directory
                                        + ": must hold config.json and model.safetensors, but there"
                                        + " is no config.json. Give the folder that training"
                                        + " wrote."));
    }

    @Test
    void missingWeights() throws IOException {
        Files.copy(model.resolve("config.json"), directory.resolve("config.json"));
        assertThat(generate(directory))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: "
                                        + directory
                                        + ": must hold config.json and model.safetensors, but there"
                                        + " is no model.safetensors. Give the folder that training"
                                        + " wrote."));
    }

    @Test
    void damagedWeights() throws IOException {
        Files.copy(model.resolve("config.json"), directory.resolve("config.json"));
        byte[] bytes = Files.readAllBytes(model.resolve("model.safetensors"));
        Path file = directory.resolve("model.safetensors");
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 10));
        Outcome outcome = generate(directory);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .startsWith("chainrule: " + file + ": must be a whole safetensors file, but ")
                .endsWith(". Save or copy it again.");
    }

    @Test
    void weightsOfAnotherNetwork() throws IOException {
        String config = Files.readString(model.resolve("config.json"));
        Files.writeString(
                directory.resolve("config.json"), config.replace("\"width\": 16", "\"width\": 8"));
        Path file = directory.resolve("model.safetensors");
        Files.copy(model.resolve("model.safetensors"), file);
        String vocabulary = Long.toString(vocabulary());
        Outcome outcome = generate(directory);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith(
                        "chainrule: "
                                + file
                                + ": arrays must have the network's names and shapes, but"
                                + " \"embed.weight\" is ("
                                + vocabulary
                                + ", 16) and not ("
                                + vocabulary
                                + ", 8);");
        assertThat(outcome.err().lines()).hasSize(1);
    }
}
