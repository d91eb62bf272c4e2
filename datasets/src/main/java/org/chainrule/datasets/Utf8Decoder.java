package org.chainrule.datasets;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Decodes the bytes of tokens, and keeps those of a character that is not complete. */
final class Utf8Decoder implements TextDecoder {
    private static final int LONGEST_REST = 2; // characters that the decoder may still hold

    private final ByteLevelTokenizer tokenizer;
    private final CharsetDecoder utf8 =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] begun = {};

    Utf8Decoder(ByteLevelTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    @Override
    public String next(int... tokens) {
        return decode(tokenizer.decodeBytes(tokens), false);
    }

    @Override
    public String end() {
        return decode(new byte[0], true);
    }

    private String decode(byte[] more, boolean isEnd) {
        byte[] bytes = Arrays.copyOf(begun, begun.length + more.length);
        System.arraycopy(more, 0, bytes, begun.length, more.length);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + LONGEST_REST);
        utf8.reset().decode(in, out, isEnd);
        if (isEnd) {
            utf8.flush(out);
        }
        begun = Arrays.copyOfRange(bytes, in.position(), bytes.length);
        return out.flip().toString();
    }
}
