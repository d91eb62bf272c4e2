package org.chainrule.datasets;

import org.chainrule.dsl.error.ChainruleException;

/**
 * One token for each byte of the UTF-8 text: the byte's value, from 0 to 255. Nothing is learned,
 * and no text is unknown to it.
 *
 * <p>Xue et al., "ByT5: Towards a Token-Free Future with Pre-trained Byte-to-Byte Models", 2022.
 *
 * <pre>{@code
 * ByteTokenizer tokenizer = new ByteTokenizer();
 * tokenizer.encode("é!");          // 195, 169, 33
 * tokenizer.decode(195, 169, 33);  // "é!"
 * }</pre>
 */
public record ByteTokenizer() implements ByteLevelTokenizer {
    static final String KIND = "bytes";
    static final int BYTES = 256;

    @Override
    public int[] encodeBytes(byte[] bytes) {
        int[] tokens = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            tokens[i] = Byte.toUnsignedInt(bytes[i]);
        }
        return tokens;
    }

    @Override
    public byte[] decodeBytes(int... tokens) {
        byte[] bytes = new byte[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            requireToken("ByteTokenizer.decode", tokens, i, BYTES);
            bytes[i] = (byte) tokens[i];
        }
        return bytes;
    }

    @Override
    public int vocabularySize() {
        return BYTES;
    }

    /**
     * This tokenizer as JSON: {@code {"kind":"bytes"}}.
     *
     * @return JSON text for {@link Tokenizers#fromJson}
     */
    @Override
    public String toJson() {
        return "{\"kind\":\"" + KIND + "\"}";
    }

    static void requireToken(String where, int[] tokens, int index, int vocabularySize) {
        if (tokens[index] < 0 || tokens[index] >= vocabularySize) {
            throw new ChainruleException(
                    where,
                    "tokens must be from 0 to " + (vocabularySize - 1),
                    "but the token at index %d is %d".formatted(index, tokens[index]),
                    "Decode with the tokenizer that the model was trained with.");
        }
    }
}
