package org.chainrule.datasets;

/**
 * Turns tokens that come one after the other into text, as a model writes them.
 *
 * <p>All that {@link #next} and {@link #end} give, joined, is what {@link Tokenizer#decode} gives
 * for all the tokens at once.
 *
 * <pre>{@code
 * Tokenizer tokenizer = new ByteTokenizer();
 * TextDecoder decoder = tokenizer.decoder();
 * decoder.next(0xC3);              // "", the first half of a character
 * decoder.next(0xA9);              // "é"
 * decoder.end();                   // ""
 * }</pre>
 */
public interface TextDecoder {
    /**
     * The characters that tokens complete.
     *
     * @param tokens the next tokens
     * @return their text, without the beginning of a character that is not complete yet
     * @throws org.chainrule.dsl.error.ChainruleException if a token is out of range
     */
    String next(int... tokens);

    /**
     * What is left at the end; the decoder then begins anew.
     *
     * @return U+FFFD if the last character is not complete, else nothing
     */
    String end();
}
