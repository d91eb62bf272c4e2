package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.datasets.CharTokenizer;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.models.Gpt;
import org.chainrule.trainers.storage.ModelFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedGptTest {
    private static final SavedGpt SAVED =
            new SavedGpt(
                    new Gpt.Config(4, 8, 1, 2, 16, 0.1, false),
                    CharTokenizer.of("\nab<"),
                    new RunConfig(
                            "small",
                            "unicode-names",
                            100,
                            4,
                            1e-3,
                            Long.MIN_VALUE,
                            250,
                            Gradients.AUTOGRAD,
                            Precision.BF16,
                            3,
                            0.99,
                            5,
                            0.2));

    @TempDir private Path folder;
    private Path config;
    private JsonObject json;

    @BeforeEach
    void describe() throws IOException {
        new ModelFolder(folder).describe(SAVED.json());
        config = folder.resolve("config.json");
        json = JsonParser.parseString(Files.readString(config)).getAsJsonObject();
    }

    private void assertDamaged(String found) throws IOException {
        Files.writeString(config, json.toString());
        assertThatThrownBy(() -> SavedGpt.from(folder))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        config
                                + ": the file must describe a GPT, as train writes it, but "
                                + found
                                + ". Train the model again, or restore the file.");
    }

    @Test
    void comesBackAsItWas() {
        assertThat(SavedGpt.from(folder)).isEqualTo(SAVED);
    }

    @Test
    void runWithoutAccumulationAverageAndPatienceHasNone() {
        RunConfig run = SAVED.run();
        SavedGpt plain =
                new SavedGpt(
                        SAVED.config(),
                        SAVED.tokenizer(),
                        new RunConfig(
                                run.preset(),
                                run.data(),
                                run.steps(),
                                run.batch(),
                                run.rate(),
                                run.seed(),
                                run.every(),
                                run.gradients(),
                                run.precision(),
                                null,
                                null,
                                null,
                                null));
        new ModelFolder(folder).describe(plain.json());
        assertThat(SavedGpt.from(folder)).isEqualTo(plain);
        assertThat(plain.json().getAsJsonObject("run").keySet())
                .endsWith("precision")
                .doesNotContain("accumulate");
    }

    @ParameterizedTest
    @CsvSource({"model", "run"})
    void partsMustBeThere(String part) throws IOException {
        json.remove(part);
        assertDamaged("a part of it is missing");
    }

    @ParameterizedTest
    @CsvSource({"preset", "data", "gradients", "precision"})
    void fieldsOfTheRunMustBeThere(String field) throws IOException {
        json.getAsJsonObject("run").remove(field);
        assertDamaged("a part of it is missing");
    }

    @Test
    void gradientsMustBeKnown() throws IOException {
        json.getAsJsonObject("run").addProperty("gradients", "GUESSED");
        assertDamaged("a part of it is missing");
    }

    @Test
    void kindMustBeGpt() throws IOException {
        json.addProperty("kind", "cnn");
        assertDamaged("its kind is \"cnn\"");
        json.add("kind", JsonNull.INSTANCE);
        assertDamaged("it can't be read");
        json.remove("kind");
        assertDamaged("its kind is null");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {"model, heads, '\"two\"'", "model, heads, '[]'", "run, steps, '{}'"})
    void numbersMustBeNumbers(String part, String field, String value) throws IOException {
        json.getAsJsonObject(part).add(field, JsonParser.parseString(value));
        assertDamaged("it can't be read");
    }

    @ParameterizedTest
    @CsvSource({"[]", "7", "true"})
    void partsMustBeObjects(String value) throws IOException {
        json.add("model", JsonParser.parseString(value));
        assertDamaged("it can't be read");
    }

    @Test
    void tokensMustBeAsManyAsTheNetworkKnows() throws IOException {
        json.getAsJsonObject("tokenizer").addProperty("vocabulary", "ab");
        assertDamaged("its model has 4 tokens and its tokenizer 2");
    }

    @Test
    void tokenizerMustBeThere() throws IOException {
        json.remove("tokenizer");
        Files.writeString(config, json.toString());
        assertThatThrownBy(() -> SavedGpt.from(folder))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "tokenizer JSON: must be a JSON object, but it is another JSON value. Take"
                                + " the file from the run that trained the model.");
    }

    @Test
    void textBeginsWithANewLineWhereThatIsKnown() {
        assertThat(SAVED.beginning()).isEqualTo("\n");
        assertThat(new SavedGpt(SAVED.config(), CharTokenizer.of("xyz"), SAVED.run()).beginning())
                .isEqualTo("x");
        assertThat(new SavedGpt(SAVED.config(), CharTokenizer.of("\t\nx"), SAVED.run()).beginning())
                .isEqualTo("\n");
    }
}
