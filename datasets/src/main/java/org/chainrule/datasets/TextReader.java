package org.chainrule.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.chainrule.dsl.error.ChainruleException;

/** Reads a file as UTF-8 text, piece by piece, and refuses what {@link TextFile} refuses. */
final class TextReader implements AutoCloseable {
    private static final int BLOCK = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final InputStream in;
    private final MessageDigest digest; // or null
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
    private final CharBuffer characters = CharBuffer.allocate(BLOCK + 2);
    private long offset; // of the buffer's first byte in the file
    private boolean isBegun;
    private boolean isOver;

    /**
     * Opens a file.
     *
     * @param digest is given all bytes; may be null
     * @throws ChainruleException if it is missing, a folder or not readable
     */
    TextReader(Path file, MessageDigest digest) {
        this.file = file;
        this.digest = digest;
        TextFile.requireFile(file);
        try {
            in = Files.newInputStream(file);
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
    }

    /**
     * The next characters, some thousands or fewer.
     *
     * @return whole characters, or null at the end
     * @throws ChainruleException if they are not UTF-8 text; the message gives the first byte
     */
    String next() {
        String piece = "";
        while (piece.isEmpty() && !isOver) {
            piece = piece();
        }
        return piece.isEmpty() ? null : piece;
    }

    private String piece() {
        fill();
        characters.clear();
        CoderResult result = utf8.decode(bytes, characters, isOver);
        if (result.isError()) {
            throw TextFile.notUtf8(file, offset + bytes.position(), bytes.get(bytes.position()));
        }
        offset += bytes.position();
        bytes.compact();
        characters.flip();
        if (!isBegun && characters.hasRemaining()) {
            isBegun = true;
            if (characters.get(0) == BYTE_ORDER_MARK) {
                characters.get();
            }
        }
        return characters.toString();
    }

    private void fill() {
        int before = bytes.position();
        int count;
        try {
            count = in.readNBytes(bytes.array(), before, bytes.remaining());
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
        if (digest != null) {
            digest.update(bytes.array(), before, count);
        }
        bytes.position(before + count);
        isOver = bytes.hasRemaining();
        bytes.flip();
        if (offset == 0 && before == 0) {
            TextFile.requireNoUtf16(file, bytes.array(), bytes.limit());
        }
        for (int i = before; i < bytes.limit(); i++) {
            if (bytes.get(i) == 0) {
                throw TextFile.binary(file, offset + i);
            }
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
    }
}
