package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Gpt2FilesTest {
    private static final String MEND = " Take both files from the same model, complete.";
    private static final BytePairTokenizer LOW =
            BytePairTokenizer.train("low lower lowest slow slower", 3);

    @TempDir private Path folder;
    private Path vocabulary;
    private Path merges;

    @BeforeEach
    void writeGoodFiles() throws IOException {
        vocabulary = folder.resolve("vocab.json");
        merges = folder.resolve("merges.txt");
        write(numbers());
        Files.writeString(merges, "#version: 0.2\nl o\nlo w\nlow e\n");
    }

    private static Map<String, Object> numbers() {
        Map<String, Object> numbers = new LinkedHashMap<>();
        LOW.vocabulary().forEach(token -> numbers.put(token, numbers.size()));
        return numbers;
    }

    private void write(Map<String, Object> numbers) throws IOException {
        Files.writeString(vocabulary, new Gson().toJson(numbers));
    }

    @Test
    void readsEitherNames() throws IOException {
        assertThat(BytePairTokenizer.read(folder)).isEqualTo(LOW);
        Files.move(vocabulary, folder.resolve("encoder.json"));
        Files.move(merges, folder.resolve("vocab.bpe"));
        assertThat(BytePairTokenizer.read(folder)).isEqualTo(LOW);
        assertThat(
                        BytePairTokenizer.read(
                                folder.resolve("encoder.json"), folder.resolve("vocab.bpe")))
                .isEqualTo(LOW);
    }

    @Test
    void readsMergesWithoutHeaderOrLastLineEndAndWithWindowsLineEnds() throws IOException {
        Files.writeString(merges, "l o\r\nlo w\r\nlow e");
        assertThat(BytePairTokenizer.read(folder)).isEqualTo(LOW);
    }

    @Test
    void aMergeOfNumberSignsIsNoHeader() throws IOException {
        var signs = BytePairTokenizer.train("## ## ##", 1);
        Map<String, Object> numbers = new LinkedHashMap<>();
        signs.vocabulary().forEach(token -> numbers.put(token, numbers.size()));
        write(numbers);
        Files.writeString(merges, "# #\n");
        assertThat(BytePairTokenizer.read(folder)).isEqualTo(signs);
    }

    @Test
    void numbersMayBeInAnyOrder() throws IOException {
        Map<String, Object> numbers = numbers();
        numbers.put("lowe", 0);
        numbers.put("!", 258);
        write(numbers);
        assertThat(BytePairTokenizer.read(folder).encode("lowe!")).containsExactly(0, 258);
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        Files.delete(merges);
        assertMessage(
                folder
                        + ": the folder must hold merges.txt or vocab.bpe, but there is neither."
                        + " Put both files of the tokenizer there, or name them.");
        Files.delete(vocabulary);
        assertMessage(
                folder
                        + ": the folder must hold vocab.json or encoder.json, but there is neither."
                        + " Put both files of the tokenizer there, or name them.");
        assertThatThrownBy(() -> BytePairTokenizer.read(vocabulary, merges))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith(vocabulary + ": must be a text file, but there is no such");
    }

    @Test
    void saysThatTheVocabularyIsNoJson() throws IOException {
        String whole = Files.readString(vocabulary);
        for (String broken :
                List.of(whole.substring(0, 500), whole + "}", "{!:0}", "{\"a\":1,}", "[1")) {
            Files.writeString(vocabulary, broken);
            assertMessage(vocabulary + ": must be a JSON object, but it is not JSON." + MEND);
        }
        Files.writeString(vocabulary, "[1]");
        assertMessage(vocabulary + ": must be a JSON object, but it is another JSON value." + MEND);
    }

    @Test
    void saysWhichTokenHasNoNumber() throws IOException {
        for (Object wrong : new Object[] {1.5, "2", List.of(), 1e12}) {
            Map<String, Object> numbers = numbers();
            numbers.put("low", wrong);
            write(numbers);
            assertMessage(
                    vocabulary
                            + ": every token must have a whole number, but \"low\" has "
                            + new Gson().toJson(wrong)
                            + "."
                            + MEND);
        }
    }

    @Test
    void saysWhichNumberDoesNotFit() throws IOException {
        String must = ": the 259 tokens must be numbered from 0 to 258, each number once, but ";
        Map<String, Object> numbers = numbers();
        numbers.put("lowe", 259);
        write(numbers);
        assertMessage(vocabulary + must + "\"lowe\" has number 259." + MEND);
        numbers.put("lowe", -1);
        write(numbers);
        assertMessage(vocabulary + must + "\"lowe\" has number -1." + MEND);
        numbers.put("lowe", 3);
        write(numbers);
        assertMessage(vocabulary + must + "\"lowe\" has number 3, as \"$\" has." + MEND);
    }

    @Test
    void saysWhichByteHasNoToken() throws IOException {
        Map<String, Object> numbers = numbers();
        numbers.remove("Ċ");
        numbers.put("lowe", 198);
        write(numbers);
        assertMessage(
                vocabulary
                        + ": every byte must have a token, but byte 0x0A, written \"Ċ\", has none."
                        + MEND);
    }

    @Test
    void saysWhichLineIsNoMerge() throws IOException {
        for (String line : List.of("low", "", " e", "low ", "l o w")) {
            Files.writeString(merges, "#version: 0.2\nl o\n" + line + "\nlow e\n");
            assertMessage(
                    merges
                            + ", line 3: must be two tokens with a space between, but it is \""
                            + line
                            + "\"."
                            + MEND);
        }
    }

    @Test
    void saysWhichMergeMakesNoToken() throws IOException {
        Files.writeString(merges, "l o\nlo w\nlow e\nlowe r\n");
        assertMessage(
                merges
                        + ", line 4: must be of tokens of the vocabulary, but \"lower\" is not in "
                        + vocabulary
                        + "."
                        + MEND);
        Files.writeString(merges, "l o\nlo w\nlow é\n");
        assertThatThrownBy(() -> BytePairTokenizer.read(folder))
                .hasMessageContaining("line 3: must be of tokens of the vocabulary, but \"lowé\"");
    }

    @Test
    void saysWhichMergesAreMissing() throws IOException {
        Files.writeString(merges, "l o\nlo w\n");
        assertMessage(
                merges
                        + ": every token must be a byte, made by a merge, or a mark like"
                        + " <|endoftext|>, but for 1 of "
                        + vocabulary
                        + " there is no merge, the first being \"lowe\"."
                        + MEND);
        Files.writeString(merges, "l o\nlow e\n");
        assertMessage(
                merges
                        + ", line 2: must merge bytes or what merges before it made, but none made"
                        + " \"low\"."
                        + MEND);
    }

    @Test
    void saysWhichMergeIsThereTwice() throws IOException {
        Files.writeString(merges, "l o\nlo w\nl o\nlow e\n");
        assertMessage(
                merges + ", line 3: must not be there twice, but \"l o\" came before." + MEND);
    }

    @Test
    void saysThatAFileIsNoUtf8() throws IOException {
        Files.write(merges, "l o\né".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> BytePairTokenizer.read(folder))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith(
                        merges + ": the file must be UTF-8 text, but byte 4 (0xE9)");
    }

    private void assertMessage(String message) {
        assertThatThrownBy(() -> BytePairTokenizer.read(folder))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
    }
}
