package org.chainrule.datasets;

import java.nio.charset.StandardCharsets;

/**
 * A tokenizer whose tokens are strings of bytes: text is cut as UTF-8, so that every text has
 * tokens, and a character may be spread over several of them.
 *
 * <p>{@code decodeBytes(encodeBytes(bytes))} is {@code bytes} again, whether they are text or not.
 */
public interface ByteLevelTokenizer extends Tokenizer {
    /**
     * The tokens of bytes.
     *
     * @param bytes any bytes, mostly UTF-8
     * @return one number from 0 to V - 1 for each token
     */
    int[] encodeBytes(byte[] bytes);

    /**
     * The bytes of tokens.
     *
     * @param tokens numbers from 0 to V - 1
     * @return their bytes, one after the other
     * @throws org.chainrule.dsl.error.ChainruleException if a token is out of range
     */
    byte[] decodeBytes(int... tokens);

    /**
     * The tokens of a text's UTF-8 bytes.
     *
     * @param text any text, also the empty one
     * @return one number from 0 to V - 1 for each token
     * @throws org.chainrule.dsl.error.ChainruleException if the text holds half of a surrogate
     *     pair, which UTF-8 cannot write
     */
    @Override
    default int[] encode(String text) {
        WellFormed.require(getClass().getSimpleName() + ".encode", text);
        return encodeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The text of tokens. Bytes that are not UTF-8, such as a part of a character, become U+FFFD,
     * the replacement character, as in GPT-2.
     *
     * @param tokens numbers from 0 to V - 1
     * @return the text
     * @throws org.chainrule.dsl.error.ChainruleException if a token is out of range
     */
    @Override
    default String decode(int... tokens) {
        return new String(decodeBytes(tokens), StandardCharsets.UTF_8);
    }

    /** Keeps the first bytes of a character until the tokens with the rest of it have come. */
    @Override
    default TextDecoder decoder() {
        return new Utf8Decoder(this);
    }
}
