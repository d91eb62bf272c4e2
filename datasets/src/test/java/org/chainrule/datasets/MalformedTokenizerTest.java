package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of tokenizers that are wrong: each is refused, and the message says where. */
@Timeout(60)
class MalformedTokenizerTest {
    private static final BytePairTokenizer LOW =
            BytePairTokenizer.train("low lower lowest slow slower", 3);
    private static final String VOCABULARY =
            JsonParser.parseString(LOW.toJson())
                    .getAsJsonObject()
                    .getAsJsonObject("vocabulary")
                    .toString();
    private static final String MERGES = "#version: 0.2\nl o\nlo w\nlow e\n";
    private static final int DEEP = 100_000;

    @TempDir private Path folder;

    /**
     * Two files of GPT-2, or the JSON of a tokenizer.
     *
     * @param name what is wrong
     * @param vocabulary what {@code vocab.json} holds; null for no file
     * @param merges what {@code merges.txt} holds; null for no file
     * @param place how the message begins, V and M being the paths of the files and D the folder
     * @param found a part of the rest
     */
    private record Case(String name, byte[] vocabulary, byte[] merges, String place, String found) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static Case vocabulary(String name, String text, String found) {
        return new Case(name, bytes(text), bytes(MERGES), "V: ", found);
    }

    private static Case merges(String name, String text, String place, String found) {
        return new Case(name, bytes(VOCABULARY), bytes(text), place, found);
    }

    /** The good vocabulary with a token put in, or with another number. */
    private static String with(String token, Number number) {
        JsonObject json = JsonParser.parseString(VOCABULARY).getAsJsonObject();
        json.addProperty(token, number);
        return json.toString();
    }

    private static String without(String token) {
        JsonObject json = JsonParser.parseString(VOCABULARY).getAsJsonObject();
        json.remove(token);
        return json.toString();
    }

    static List<Case> files() {
        String cut = VOCABULARY.substring(0, 900);
        return List.of(
                vocabulary("an empty file", "", "but it is empty"),
                vocabulary("blanks", "  \n", "must be a JSON object"),
                vocabulary("cut", cut, "but it is not JSON"),
                vocabulary("two objects", VOCABULARY + "{}", "but it is not JSON"),
                vocabulary("a list", "[\"!\",\"a\"]", "another JSON value"),
                vocabulary("a string", "\"low\"", "another JSON value"),
                vocabulary("null", "null", "another JSON value"),
                vocabulary("merges in its place", MERGES, "but it is not JSON"),
                vocabulary("single quotes", VOCABULARY.replace('"', '\''), "but it is not JSON"),
                vocabulary("comma at the end", VOCABULARY.replace("}", ",}"), "is not JSON"),
                vocabulary("a comment", "// tokens\n" + VOCABULARY, "but it is not JSON"),
                vocabulary("deep lists", "[".repeat(DEEP), "but it is not JSON"),
                vocabulary("no token", "{}", "byte 0x00, written \"Ā\", has none"),
                vocabulary("a number that is text", numbered("\"258\""), "\"lowe\" has \"258\""),
                vocabulary("a fraction", numbered("258.5"), "\"lowe\" has 258.5"),
                vocabulary("a number with a point", numbered("258.0"), "\"lowe\" has 258.0"),
                vocabulary("a null", numbered("null"), "\"lowe\" has null"),
                vocabulary("a truth value", numbered("true"), "\"lowe\" has true"),
                vocabulary("a list of numbers", numbered("[258]"), "\"lowe\" has [258]"),
                vocabulary("a great number", numbered("99999999999"), "has 99999999999"),
                vocabulary("a number below 0", with("lowe", -1), "\"lowe\" has number -1"),
                vocabulary("a number too great", with("lowe", 300), "\"lowe\" has number 300"),
                vocabulary("a number twice", with("lowe", 257), "as \"low\" has"),
                vocabulary("a byte's number twice", with("lowe", 0), "as \"!\" has"),
                vocabulary("a byte missing", renumbered("a"), "byte 0x61, written \"a\""),
                vocabulary("a space missing", renumbered("Ġ"), "byte 0x20, written \"Ġ\""),
                vocabulary("a hole in the numbers", without("a"), "numbered from 0 to 257"),
                new Case(
                        "a merged token missing",
                        bytes(without("lowe")),
                        bytes(MERGES),
                        "M, line 4: ",
                        "\"lowe\" is not in"),
                new Case(
                        "a token that no merge makes",
                        bytes(with("est", 259)),
                        bytes(MERGES),
                        "M: ",
                        "the first being \"est\""),
                new Case("no vocabulary", null, bytes(MERGES), "D: ", "vocab.json or encoder.json"),
                new Case("no merges", bytes(VOCABULARY), null, "D: ", "merges.txt or vocab.bpe"),
                merges("no byte", "", "M: ", "but it is empty"),
                merges("only a header", "#version: 0.2\n", "M: ", "the first being \"lo\""),
                merges("first ones missing", "low e\n", "M, line 1: ", "none made \"low\""),
                merges("one missing", "#version: 0.2\nl o\nlow e\n", "M, line 3: ", "\"low\""),
                merges("last one missing", "l o\nlo w\n", "M: ", "the first being \"lowe\""),
                merges("other order", "lo w\nl o\nlow e\n", "M, line 1: ", "none made \"lo\""),
                merges("one twice", "l o\nlo w\nl o\nlow e\n", "M, line 3: ", "came before"),
                merges("an empty line", "l o\n\nlo w\nlow e\n", "M, line 2: ", "it is \"\""),
                merges("a single token", "l o\nlow\nlow e\n", "M, line 2: ", "it is \"low\""),
                merges("three tokens", "l o\nlo w e\n", "M, line 2: ", "it is \"lo w e\""),
                merges("two blanks", "l  o\nlo w\n", "M, line 1: ", "it is \"l  o\""),
                merges("a blank before", " l o\nlo w\n", "M, line 1: ", "it is \" l o\""),
                merges("a blank behind", "l o \nlo w\n", "M, line 1: ", "it is \"l o \""),
                merges("a tab", "l\to\nlo w\n", "M, line 1: ", "it is \"l\to\""),
                merges("a letter that is none", "l 字\n", "M, line 1: ", "\"字\" is not in"),
                merges(
                        "a merge that is not known",
                        "l o\no w\n",
                        "M, line 2: ",
                        "\"ow\" is not in"),
                merges("the header behind", "l o\n#version: 0.2\n", "M, line 2: ", "is not in"),
                merges("the vocabulary in its place", VOCABULARY, "M, line 1: ", "must be two"),
                merges("NUL", "l o\n\u0000", "M: ", "byte 4 is NUL"),
                new Case(
                        "Latin 1",
                        bytes(VOCABULARY),
                        new byte[] {'l', ' ', (byte) 0xE9},
                        "M: ",
                        "byte 2 (0xE9)"),
                new Case(
                        "UTF-16",
                        VOCABULARY.getBytes(StandardCharsets.UTF_16),
                        bytes(MERGES),
                        "V: ",
                        "its first bytes say UTF-16"));
    }

    private static String numbered(String other) {
        return VOCABULARY.replace("\"lowe\":258", "\"lowe\":" + other);
    }

    /** The vocabulary with a byte's token under another name, so that its number is still there. */
    private static String renumbered(String letter) {
        return VOCABULARY.replace("\"" + letter + "\":", "\"<" + letter + ">\":");
    }

    @ParameterizedTest
    @MethodSource("files")
    void filesAreRefusedWithTheirPlace(Case malformed) throws IOException {
        Path vocabulary = folder.resolve("vocab.json");
        Path merges = folder.resolve("merges.txt");
        if (malformed.vocabulary != null) {
            Files.write(vocabulary, malformed.vocabulary);
        }
        if (malformed.merges != null) {
            Files.write(merges, malformed.merges);
        }
        ChainruleException refused =
                catchThrowableOfType(
                        ChainruleException.class, () -> BytePairTokenizer.read(folder));
        assertThat(refused).as("what refuses the files").isNotNull();
        String file =
                switch (malformed.place.charAt(0)) {
                    case 'V' -> vocabulary.toString();
                    case 'M' -> merges.toString();
                    default -> folder.toString();
                };
        assertThat(refused)
                .hasMessageStartingWith(file + malformed.place.substring(1))
                .hasMessageContaining(malformed.found);
        assertThat(refused.getMessage().length()).isLessThan(600 + VOCABULARY.length());
    }

    /**
     * Saved JSON.
     *
     * @param json the text
     * @param message what the error says behind the name
     */
    private record Saved(String json, String message) {}

    private static Saved damaged(UnaryOperator<String> damage, String message) {
        return new Saved(damage.apply(LOW.toJson()), message);
    }

    static Stream<Saved> saved() {
        String characters = "{\"kind\":\"characters\",\"vocabulary\":%s}";
        return Stream.of(
                new Saved("", "must be a JSON object"),
                new Saved("{", "it is not JSON"),
                new Saved("[]", "another JSON value"),
                new Saved("3", "another JSON value"),
                new Saved("[".repeat(DEEP), "it is not JSON"),
                new Saved("{\"kind\":\"chars\"}", "it is \"chars\""),
                new Saved("{\"kind\":[\"bytes\"]}", "it is [\"bytes\"]"),
                new Saved("{\"Kind\":\"bytes\"}", "must have the field \"kind\""),
                new Saved(characters.formatted("null"), "must be a string, but it is null"),
                new Saved(characters.formatted("\"\""), "at least one character"),
                new Saved(characters.formatted("\"aa\""), "distinct characters sorted"),
                new Saved(characters.formatted("\"ab \""), "distinct characters sorted"),
                new Saved(characters.formatted("\"a\\ud83d\""), "half of a pair"),
                new Saved(characters.formatted("{\"a\":0}"), "must be a string"),
                damaged(json -> json.substring(0, json.length() / 2), "it is not JSON"),
                damaged(json -> json.replace("\"vocabulary\"", "\"tokens\""), "\"vocabulary\""),
                damaged(json -> json.replace("\"merges\"", "\"pairs\""), "\"merges\""),
                damaged(json -> json.replace("\"lo w\",", ""), "merge 2: must merge bytes"),
                damaged(json -> json.replace("\"lo w\"", "\"l o\""), "merge 2: must not be there"),
                damaged(json -> json.replace("\"lo w\"", "\"low\""), "merge 2: must be two tokens"),
                damaged(json -> json.replace("\"lo w\"", "null"), "must be a list of strings"),
                damaged(json -> json.replace("\"low\":257", "\"low\":256"), "as \"lo\" has"),
                damaged(json -> json.replace("\"low\":257", "\"low\":\"257\""), "\"low\" has"),
                damaged(json -> json.replace("\"!\":0,", ""), "numbered from 0 to 257"));
    }

    @ParameterizedTest
    @MethodSource("saved")
    void damagedJsonIsRefused(Saved malformed) {
        ChainruleException refused =
                catchThrowableOfType(
                        ChainruleException.class, () -> Tokenizers.fromJson(malformed.json));
        assertThat(refused).as("what refuses it").isNotNull();
        assertThat(refused).hasMessageContaining(malformed.message);
        assertThat(refused.getMessage()).matches("(tokenizer JSON|CharTokenizer).*");
    }
}
