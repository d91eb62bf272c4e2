package org.chainrule.datasets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/** Reads a file as UTF-8 text, or says at which byte it is not. */
public final class TextFile {
    private static final int LONGEST = Integer.MAX_VALUE - 8; // the longest array of a JVM
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final String MUST_BE_TEXT = "the file must be UTF-8 text";

    private TextFile() {}

    /** The text with its line ends as they are, without a byte order mark. */
    static String read(Path file) {
        byte[] bytes = bytes(file);
        String text = decode(file, bytes);
        if (text.isEmpty()) {
            throw new ChainruleException(
                    file.toString(),
                    "the file must hold text",
                    "but it is empty",
                    "Give a file with some thousand characters.");
        }
        return text;
    }

    /**
     * The bytes of a file.
     *
     * @throws ChainruleException if it is missing, a folder, not readable or too long for an array
     */
    public static byte[] bytes(Path file) {
        requireFile(file);
        try {
            long size = Files.size(file);
            if (size > LONGEST) {
                throw new ChainruleException(
                        file.toString(),
                        "the file must have at most %d bytes".formatted(LONGEST),
                        "but it has " + size,
                        "Train on a part of it: head -c 1000000000 FILE > PART.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Refuses a folder. */
    static void requireFile(Path file) {
        if (Files.isDirectory(file)) {
            throw new ChainruleException(
                    file.toString(),
                    "must be a text file",
                    "but it is a folder",
                    "Name a file in it, or join its files into one.");
        }
    }

    static ChainruleException unreadable(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new ChainruleException(
                    file.toString(),
                    "must be a text file",
                    "but there is no such file",
                    "Its full path would be %s.".formatted(file.toAbsolutePath()),
                    e);
        }
        return new ChainruleException(
                file.toString(),
                "the file must be readable",
                "but it is not (" + IoReason.of(e) + ")",
                "Check its permissions.",
                e);
    }

    /**
     * The text that bytes hold, without a byte order mark.
     *
     * @param file where they come from, for the error
     * @param bytes UTF-8
     * @throws ChainruleException if they are not UTF-8 text; the message gives the first byte
     */
    public static String decode(Path file, byte[] bytes) {
        requireNoUtf16(file, bytes, bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw binary(file, i);
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length); // UTF-8 never has fewer bytes
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw notUtf8(file, in.position(), bytes[in.position()]);
        }
        out.flip();
        if (out.hasRemaining() && out.get(0) == BYTE_ORDER_MARK) {
            out.get();
        }
        return out.toString();
    }

    /** Refuses a file whose first bytes are the mark of UTF-16. */
    static void requireNoUtf16(Path file, byte[] bytes, int length) {
        if (length < 2) {
            return;
        }
        int mark = Byte.toUnsignedInt(bytes[0]) << 8 | Byte.toUnsignedInt(bytes[1]);
        if (mark == BYTE_ORDER_MARK || mark == Character.reverseBytes((char) BYTE_ORDER_MARK)) {
            throw notText(file, "but its first bytes say UTF-16", "iconv -f UTF-16 -t UTF-8");
        }
    }

    static ChainruleException binary(Path file, long place) {
        return new ChainruleException(
                file.toString(),
                MUST_BE_TEXT,
                "but byte %d is NUL, so it is binary".formatted(place),
                "Give a plain text file.");
    }

    static ChainruleException notUtf8(Path file, long place, byte found) {
        return notText(
                file,
                "but byte %d (0x%02X) does not fit UTF-8".formatted(place, found),
                "iconv -f ISO-8859-1 -t UTF-8");
    }

    private static ChainruleException notText(Path file, String found, String command) {
        return new ChainruleException(
                file.toString(),
                MUST_BE_TEXT,
                found,
                "Save it as UTF-8, for example: %s FILE > FILE.utf8.".formatted(command));
    }
}
