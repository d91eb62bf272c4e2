package org.chainrule.datasets;

import java.util.Arrays;
import java.util.List;

/**
 * Turns lines into examples for a model that writes them character by character.
 *
 * <p>Token 0 stands before a line, after it, and where there is none (padding); a character's token
 * is 1 more than in the tokenizer. For {@code ab} and T = 4, with a = 1 and b = 2:
 *
 * <pre>
 * inputs   0 1 2 0
 * targets  1 2 0 0
 * mask     1 1 1 0
 * </pre>
 *
 * @param tokenizer knows the characters of all lines
 */
public record LineCharacters(CharTokenizer tokenizer) {
    /** The token before and after each line, and of padding. */
    public static final int MARK = 0;

    /**
     * How many tokens there are: V, the mark included.
     *
     * @return one more than the characters
     */
    public int vocabularySize() {
        return tokenizer.vocabularySize() + 1;
    }

    /**
     * The tokens of one line.
     *
     * @param line any line
     * @return one token for each character, without marks
     * @throws org.chainrule.dsl.error.ChainruleException if a character is unknown
     */
    public int[] encode(String line) {
        return Arrays.stream(tokenizer.encode(line)).map(token -> token + 1).toArray();
    }

    /**
     * The line of tokens, which hold no mark.
     *
     * @param tokens numbers from 1 to V − 1
     * @return the line
     * @throws org.chainrule.dsl.error.ChainruleException if a token is out of range
     */
    public String decode(int... tokens) {
        return tokenizer.decode(Arrays.stream(tokens).map(token -> token - 1).toArray());
    }

    /**
     * Lines side by side, filled up to the longest of them.
     *
     * @param lines B lines, at least one
     * @return (B, T), where T is one more than the characters of the longest line
     * @throws org.chainrule.dsl.error.ChainruleException if there is no line, or a character is
     *     unknown
     */
    public MaskedBatch batch(List<String> lines) {
        List<int[]> encoded = lines.stream().map(this::encode).toList();
        int time = 1 + encoded.stream().mapToInt(line -> line.length).max().orElse(0);
        long[] inputs = new long[lines.size() * time]; // (B, T)
        long[] targets = new long[lines.size() * time]; // (B, T)
        float[] mask = new float[lines.size() * time]; // (B, T)
        for (int b = 0; b < encoded.size(); b++) {
            int[] line = encoded.get(b);
            for (int t = 0; t <= line.length; t++) {
                inputs[b * time + t] = t == 0 ? MARK : line[t - 1];
                targets[b * time + t] = t == line.length ? MARK : line[t];
                mask[b * time + t] = 1;
            }
        }
        return new MaskedBatch(new TokenBatch(lines.size(), time, inputs, targets), mask);
    }

    /**
     * Every character of every line, and its end, as the target of the T tokens before it, as a
     * {@code CharacterMlp} learns them.
     *
     * @param lines any lines
     * @param context T, at least 1; before a line stand marks
     * @return an input of T tokens for each target
     * @throws org.chainrule.dsl.error.ChainruleException if the context is below 1 or a character
     *     is unknown
     */
    public NextCharacters next(List<String> lines, int context) {
        return NextCharacters.of(lines.stream().map(this::encode).toList(), context);
    }
}
