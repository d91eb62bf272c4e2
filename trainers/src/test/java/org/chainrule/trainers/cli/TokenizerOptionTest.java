package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.datasets.BytePairTokenizer;
import org.chainrule.datasets.Corpus;
import org.chainrule.trainers.Sentences;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code train --tokenizer}. */
@Timeout(300)
class TokenizerOptionTest {
    @TempDir private Path directory;

    private Path text;
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        text = Files.writeString(directory.resolve("text.txt"), Sentences.text());
        folder = directory.resolve("run");
    }

    private Outcome train(String tokenizer) {
        Outcome outcome =
                Outcome.ofTraining(text, folder, "--steps", "4", "--tokenizer", tokenizer);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    private JsonObject tokenizer() throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve("config.json")))
                .getAsJsonObject()
                .getAsJsonObject("tokenizer");
    }

    /** What merges are learned from: the part of the text for training. */
    private static BytePairTokenizer learned() {
        String training = new Corpus("text", Sentences.text()).split().training();
        return BytePairTokenizer.train(training, 40);
    }

    @Test
    void bytePairsAreLearnedFromTheTrainingPartAndKept() throws IOException {
        Outcome outcome = train("bpe:40");
        assertThat(outcome.err())
                .startsWith("learning 40 merges\nsmall: ")
                .contains("296 distinct");
        assertThat(tokenizer()).isEqualTo(JsonParser.parseString(learned().toJson()));
        Outcome more =
                Outcome.of(
                        "train",
                        "--resume",
                        "--out",
                        folder.toString(),
                        "--steps",
                        "6",
                        "--threads",
                        "1");
        assertThat(more.code()).as(more.err()).isZero();
        assertThat(more.err()).doesNotContain("learning").contains("going on after step 4");
        assertThat(tokenizer()).isEqualTo(JsonParser.parseString(learned().toJson()));
        Outcome made =
                Outcome.of(
                        "generate",
                        "--model",
                        folder.toString(),
                        "--prompt",
                        "the lazy d\u00f6g",
                        "--tokens",
                        "5");
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out()).startsWith("the lazy d\u00f6g");
    }

    @Test
    void bytesNeedNoLearning() throws IOException {
        assertThat(train("byte").err()).contains("256 distinct");
        assertThat(tokenizer()).hasToString("{\"kind\":\"bytes\"}");
    }

    @Test
    void charactersAreTheDefault() throws IOException {
        train("char");
        assertThat(tokenizer().get("kind").getAsString()).isEqualTo("characters");
    }

    @Test
    void savedTokenizerIsReadFromItsFile() throws IOException {
        Path file = Files.writeString(directory.resolve("saved.json"), learned().toJson());
        train(file.toString());
        assertThat(tokenizer()).isEqualTo(JsonParser.parseString(learned().toJson()));
    }

    @Test
    void filesOfGpt2AreReadFromTheirFolder() throws IOException {
        Path gpt2 = Files.createDirectory(directory.resolve("gpt2"));
        JsonObject json = JsonParser.parseString(learned().toJson()).getAsJsonObject();
        Files.writeString(gpt2.resolve("vocab.json"), json.get("vocabulary").toString());
        Files.writeString(gpt2.resolve("merges.txt"), String.join("\n", learned().merges()));
        train(gpt2.toString());
        assertThat(tokenizer()).isEqualTo(json);
    }

    private void assertRefused(String line, String tokenizer) {
        assertThat(Outcome.ofTraining(text, folder, "--tokenizer", tokenizer))
                .isEqualTo(Outcome.refused("chainrule: " + line));
        assertThat(folder).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"words", "bpe:", "bpe:0", "bpe:-1", "bpe:many", "bpe:1e3", "BYTE", "x/y"})
    void unknownTokenizers(String name) {
        assertRefused(
                "--tokenizer: must be char, byte, bpe:MERGES, a JSON file or a folder with GPT-2's"
                        + " files, but found \""
                        + name
                        + "\". Try bpe:1000.",
                name);
    }

    @Test
    void damagedFiles() throws IOException {
        Path file = Files.writeString(directory.resolve("saved.json"), "{\"kind\":\"words\"}");
        assertRefused(
                "tokenizer JSON: kind must be \"characters\", \"bytes\", \"byte-pairs\" or"
                        + " \"tokenizer.json\", but it is \"words\". A later version of Chainrule may read it. Take the file from"
                        + " the run that trained the model.",
                file.toString());
        Files.write(file, new byte[] {(byte) 0xE9});
        assertRefused(
                file
                        + ": the file must be UTF-8 text, but byte 0 (0xE9) does not fit UTF-8. Save"
                        + " it as UTF-8, for example: iconv -f ISO-8859-1 -t UTF-8 FILE > FILE.utf8.",
                file.toString());
        Path none = Files.createDirectory(directory.resolve("none"));
        assertRefused(
                none
                        + ": the folder must hold vocab.json or encoder.json, but there is neither."
                        + " Put both files of the tokenizer there, or name them.",
                none.toString());
    }

    @Test
    void textThatHoldsWhatTheTokenizerLacks() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("saved.json"),
                        "{\"kind\":\"characters\",\"vocabulary\":\"ab\"}");
        Outcome outcome = Outcome.ofTraining(text, folder, "--tokenizer", file.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith(
                        "chainrule: CharTokenizer.encode: every character must be among the 2 of the"
                                + " vocabulary, but ");
        assertThat(folder).doesNotExist();
    }

    @Test
    void heldOutShareMayBeAnother() {
        Outcome outcome = Outcome.ofTraining(text, folder, "--steps", "2", "--test", "0.25");
        int length = Sentences.text().length();
        assertThat(outcome.err())
                .contains(
                        "%d tokens for training, %d for validation"
                                .formatted(length * 3 / 4, length - length * 3 / 4));
    }
}
