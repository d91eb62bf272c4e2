package org.chainrule.datasets;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;
import org.chainrule.dsl.error.ChainruleException;

/**
 * One token for each character: a character's token is its place among the sorted distinct
 * characters of a text, as in nanoGPT's {@code shakespeare_char}.
 *
 * <p>A character is a Unicode code point, so an emoji is one token. Immutable; two tokenizers with
 * the same vocabulary are equal.
 *
 * <pre>{@code
 * CharTokenizer tokenizer = CharTokenizer.of("to be");
 * tokenizer.vocabulary();          // " beot"
 * tokenizer.encode("bee");         // 1, 2, 2
 * tokenizer.decode(4, 3);          // "to"
 * }</pre>
 */
public final class CharTokenizer implements Tokenizer {
    static final String KIND = "characters";
    private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

    private final int[] characters; // (V), ascending

    private CharTokenizer(int[] characters) {
        this.characters = characters;
    }

    /**
     * The tokenizer of the characters that a text holds.
     *
     * @param text at least one character
     * @return a tokenizer whose vocabulary is the text's distinct characters, sorted by code point
     * @throws ChainruleException if the text is empty or holds half of a surrogate pair
     */
    public static CharTokenizer of(String text) {
        if (text.isEmpty()) {
            throw new ChainruleException(
                    "CharTokenizer",
                    "the text must hold at least one character",
                    "but it is empty",
                    "Give the text that the model will be trained on.");
        }
        WellFormed.require("CharTokenizer", text);
        var seen = new BitSet();
        text.codePoints().forEach(seen::set);
        return new CharTokenizer(seen.stream().toArray());
    }

    /**
     * The tokenizer with a given vocabulary.
     *
     * @param vocabulary distinct characters, sorted by code point
     * @return the tokenizer that gives the first of them token 0
     * @throws ChainruleException if the vocabulary is empty, not sorted, or holds a character twice
     */
    public static CharTokenizer ofVocabulary(String vocabulary) {
        CharTokenizer tokenizer = of(vocabulary);
        int[] given = vocabulary.codePoints().toArray();
        for (int i = 1; i < given.length; i++) {
            if (given[i] <= given[i - 1]) {
                throw new ChainruleException(
                        "CharTokenizer",
                        "the vocabulary must be distinct characters sorted by code point",
                        "but %s follows %s"
                                .formatted(
                                        CharacterName.of(given[i]), CharacterName.of(given[i - 1])),
                        "Sort it and drop repeats, or use CharTokenizer.of(text).");
            }
        }
        return tokenizer;
    }

    /**
     * The characters that have a token, in the order of their tokens.
     *
     * @return V characters
     */
    public String vocabulary() {
        return new String(characters, 0, characters.length);
    }

    @Override
    public int vocabularySize() {
        return characters.length;
    }

    /**
     * The token of each character.
     *
     * @param text any text, also the empty one
     * @return one token for each code point
     * @throws ChainruleException if a character is not in the vocabulary; the message gives its
     *     index in the string
     */
    @Override
    public int[] encode(String text) {
        int[] tokens = text.codePoints().toArray();
        for (int i = 0; i < tokens.length; i++) {
            int token = Arrays.binarySearch(characters, tokens[i]);
            if (token < 0) {
                throw unknown(tokens[i], text.offsetByCodePoints(0, i));
            }
            tokens[i] = token;
        }
        return tokens;
    }

    @Override
    public String decode(int... tokens) {
        var text = new StringBuilder(tokens.length);
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i] < 0 || tokens[i] >= characters.length) {
                throw new ChainruleException(
                        "CharTokenizer.decode",
                        "tokens must be from 0 to " + (characters.length - 1),
                        "but the token at index %d is %d".formatted(i, tokens[i]),
                        "Decode with the tokenizer that the model was trained with.");
            }
            text.appendCodePoint(characters[tokens[i]]);
        }
        return text.toString();
    }

    /**
     * This tokenizer as JSON: {@code {"kind":"characters","vocabulary":" beot"}}.
     *
     * @return JSON text for {@link Tokenizers#fromJson}
     */
    @Override
    public String toJson() {
        var object = new JsonObject();
        object.addProperty("kind", KIND);
        object.addProperty("vocabulary", vocabulary());
        return JSON.toJson(object);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CharTokenizer that && Arrays.equals(characters, that.characters);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(characters);
    }

    @Override
    public String toString() {
        return "CharTokenizer[" + characters.length + " characters]";
    }

    private ChainruleException unknown(int character, int index) {
        int similar = similar(character);
        String first = similar < 0 ? "Leave it out" : "Write " + CharacterName.of(similar);
        return new ChainruleException(
                "CharTokenizer.encode",
                "every character must be among the %d of the vocabulary"
                        .formatted(characters.length),
                "but %s at index %d is not".formatted(CharacterName.of(character), index),
                first + ", or train with a text that holds it.");
    }

    /** A character of the vocabulary that differs by case or accent only, or -1. */
    private int similar(int character) {
        String plain = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKD);
        int base = plain.codePointAt(0);
        int[] candidates = {
            Character.toUpperCase(character),
            Character.toLowerCase(character),
            base,
            Character.toUpperCase(base),
            Character.toLowerCase(base)
        };
        return Arrays.stream(candidates)
                .filter(c -> Arrays.binarySearch(characters, c) >= 0)
                .findFirst()
                .orElse(-1);
    }
}
