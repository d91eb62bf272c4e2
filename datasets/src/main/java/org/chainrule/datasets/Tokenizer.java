package org.chainrule.datasets;

/**
 * Turns text into tokens, which are numbers from 0 to V - 1, and back.
 *
 * <p>For every text that {@link #encode} takes, {@code decode(encode(text))} is the text again.
 *
 * <p>The tokens of some are whole characters ({@link CharTokenizer}), those of others strings of
 * bytes ({@link ByteLevelTokenizer}); {@link #decoder()} gives text piece by piece for both.
 */
public interface Tokenizer {
    /**
     * The tokens of a text.
     *
     * @param text any text, also the empty one
     * @return one number from 0 to V - 1 for each token
     * @throws org.chainrule.dsl.error.ChainruleException if the text holds what this tokenizer has
     *     no token for
     */
    int[] encode(String text);

    /**
     * The text of tokens.
     *
     * @param tokens numbers from 0 to V - 1
     * @return the text
     * @throws org.chainrule.dsl.error.ChainruleException if a token is out of range
     */
    String decode(int... tokens);

    /**
     * How many different tokens there are: V.
     *
     * @return V, at least 1
     */
    int vocabularySize();

    /**
     * A decoder of tokens that come one after the other.
     *
     * @return a new decoder, at the beginning of a text
     */
    default TextDecoder decoder() {
        return new WholeTextDecoder(this);
    }

    /**
     * This tokenizer as a JSON object, whose {@code kind} tells {@link Tokenizers#fromJson} how to
     * read it.
     *
     * @return JSON text
     */
    String toJson();
}
