package org.chainrule.datasets.texts;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.datasets.CharTokenizer;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Turns texts of any length into rows of tokens for a classifier: one for each character, and
 * padding behind the shorter ones. A text that is too long is cut at its end.
 *
 * <p>Token 0 is padding and 1 a character that the training texts do not hold; a character's token
 * is 2 more than in the tokenizer. For {@code ab} and {@code b!} with a = 2 and b = 3: 2 3 and 3 1.
 *
 * @param tokenizer knows the characters of the training texts
 * @param longest how many characters of a text are read at most
 */
public record TextTokens(CharTokenizer tokenizer, int longest) {
    /** The token that fills texts up. */
    public static final int PADDING = 0;

    /** The token of characters that are not known. */
    public static final int UNKNOWN = 1;

    private static final int FIRST = 2;

    /**
     * Tokens of known characters.
     *
     * @throws ChainruleException if fewer than one character shall be read
     */
    public TextTokens {
        if (longest < 1) {
            throw new ChainruleException(
                    "TextTokens",
                    "at least 1 character of a text must be read",
                    "but found " + longest,
                    "Try 200.");
        }
    }

    /**
     * One token for each character of the training texts.
     *
     * @param training the texts; none of the test, whose characters must not be known before
     * @param longest how many characters of a text are read at most
     * @return the tokens
     * @throws ChainruleException if fewer than one character shall be read
     */
    public static TextTokens of(LabelledTexts training, int longest) {
        return new TextTokens(CharTokenizer.of(String.join("", training.texts())), longest);
    }

    /**
     * How many tokens there are: V, those of padding and unknown characters included.
     *
     * @return two more than the characters
     */
    public int vocabularySize() {
        return tokenizer.vocabularySize() + FIRST;
    }

    /**
     * The tokens of one text.
     *
     * @param text any text
     * @return at most as many tokens as are read, without padding
     */
    public int[] encode(String text) {
        int[] known = tokenizer.vocabulary().codePoints().toArray();
        return text.codePoints()
                .limit(longest)
                .map(character -> Arrays.binarySearch(known, character))
                .map(place -> place < 0 ? UNKNOWN : place + FIRST)
                .toArray();
    }

    /**
     * Texts side by side, filled up to the longest of them.
     *
     * @param texts B texts, at least one that is not empty
     * @return B rows of T tokens
     */
    public long[][] batch(List<String> texts) {
        List<int[]> encoded = texts.stream().map(this::encode).toList();
        int time = encoded.stream().mapToInt(row -> row.length).max().orElse(0);
        return encoded.stream()
                .map(row -> IntStream.of(Arrays.copyOf(row, time)).asLongStream().toArray())
                .toArray(long[][]::new);
    }
}
