package org.chainrule.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Encodes a text that comes piece by piece, and writes its tokens.
 *
 * <p>It cuts only before white space that follows something else. There every tokenizer of this
 * package ends a token anyway, so the tokens are those of the whole text at once.
 */
final class StreamEncoder {
    private static final int BLOCK = 1 << 20; // characters that are encoded together
    private static final int LONGEST = 1 << 24; // without such a place: cut anywhere

    private final Tokenizer tokenizer;
    private final TokenWriter out;
    private final StringBuilder pending = new StringBuilder();
    private int limit = BLOCK;

    StreamEncoder(Tokenizer tokenizer, TokenWriter out) {
        this.tokenizer = tokenizer;
        this.out = out;
    }

    /** Takes whole characters. */
    void text(String piece) {
        pending.append(piece);
        if (pending.length() < limit) {
            return;
        }
        int cut = pending.length() < LONGEST ? lastCut() : pending.length();
        if (cut > 0) {
            encode(cut);
            limit = BLOCK;
        } else {
            limit = 2 * pending.length();
        }
    }

    /** The text is over; what comes next is another one. */
    void end() {
        encode(pending.length());
        limit = BLOCK;
    }

    private void encode(int length) {
        try {
            out.write(tokenizer.encode(pending.substring(0, length)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pending.delete(0, length);
    }

    private int lastCut() {
        for (int i = pending.length() - 1; i > 0; i--) {
            if (isSpace(pending.charAt(i)) && !isSpace(pending.charAt(i - 1))) {
                return i;
            }
        }
        return 0;
    }

    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
    }
}
