package org.chainrule.datasets.images;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/**
 * A file in the format of MNIST: two zeros, the type of its numbers, how many dimensions there are,
 * the size of each in four bytes, and the numbers. It may be packed by gzip.
 *
 * @param sizes the dimensions
 * @param data the numbers, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package
record IdxFile(int[] sizes, byte[] data) {
    private static final int UNSIGNED_BYTES = 8;
    private static final int LONGEST = Integer.MAX_VALUE - 8; // the longest array of a JVM

    /**
     * Reads a file of unsigned bytes.
     *
     * @param holds what its numbers are, for errors
     * @param dimensions how many it must have
     * @throws ChainruleException if it cannot be read, or is not such a file; the message says at
     *     which byte
     */
    static IdxFile read(Path file, String holds, int dimensions) {
        String where = file.toString();
        if (Files.isDirectory(file)) {
            throw new ChainruleException(
                    where, "must be an IDX file", "but it is a folder", "Name a file in it.");
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
            return unpacked(where, raw, holds, dimensions);
        } catch (NoSuchFileException e) {
            throw new ChainruleException(
                    where,
                    "must be an IDX file",
                    "but there is no such file",
                    "Its full path would be %s.".formatted(file.toAbsolutePath()),
                    e);
        } catch (IOException e) {
            throw new ChainruleException(
                    where,
                    "the file must be readable",
                    "but it is not (" + IoReason.of(e) + ")",
                    "Check its permissions.",
                    e);
        }
    }

    private static IdxFile unpacked(String where, InputStream raw, String holds, int dimensions)
            throws IOException {
        raw.mark(2);
        boolean isPacked = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        if (!isPacked) {
            return parse(where, raw, holds, dimensions);
        }
        try (InputStream in = new GZIPInputStream(raw)) {
            return parse(where, in, holds, dimensions);
        } catch (EOFException e) {
            throw broken(where, "its gzip data ends too early", e);
        } catch (IOException e) {
            throw broken(where, "it cannot be unpacked (" + IoReason.of(e) + ")", e);
        }
    }

    private static IdxFile parse(String where, InputStream in, String holds, int dimensions)
            throws IOException {
        byte[] magic = part(where, in, 0, 4);
        if (magic[0] != 0 || magic[1] != 0) {
            throw broken(
                    where,
                    "its first bytes are %02x %02x, not 00 00".formatted(magic[0], magic[1]),
                    null);
        }
        if (magic[2] != UNSIGNED_BYTES) {
            throw new ChainruleException(
                    where,
                    "byte 2, the type of the numbers, must be 08 (unsigned bytes)",
                    "but it is %02x".formatted(magic[2]),
                    "Save them as unsigned bytes.");
        }
        if (magic[3] != dimensions) {
            throw new ChainruleException(
                    where,
                    "byte 3, the number of dimensions, must be %d for %s"
                            .formatted(dimensions, holds),
                    "but it is " + Byte.toUnsignedInt(magic[3]),
                    "Give the file of the " + holds + ": are the two swapped?");
        }
        ByteBuffer header = ByteBuffer.wrap(part(where, in, 4, 4 * dimensions));
        int[] sizes = new int[dimensions];
        long count = 1; // stays below the longest array's length squared
        for (int d = 0; d < dimensions; d++) {
            sizes[d] = header.getInt();
            if (sizes[d] < 1) {
                throw broken(
                        where,
                        "its dimension %d at byte %d is %d"
                                .formatted(d, 4 + 4 * d, Integer.toUnsignedLong(sizes[d])),
                        null);
            }
            count *= sizes[d];
            if (count > LONGEST) {
                throw new ChainruleException(
                        where,
                        "there must be at most %d numbers".formatted(LONGEST),
                        "but its header says %d or more".formatted(count),
                        "Give a part of it.");
            }
        }
        byte[] data = part(where, in, 4 + 4 * dimensions, (int) count);
        if (in.read() >= 0) {
            throw broken(
                    where,
                    "it goes on after byte %d, where its header says that it ends"
                            .formatted(4 + 4 * dimensions + count),
                    null);
        }
        return new IdxFile(sizes, data);
    }

    /** So many bytes; memory is taken as they come, whatever a header says. */
    private static byte[] part(String where, InputStream in, int begin, int length)
            throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw broken(
                    where,
                    "it ends at byte %d, and bytes %d to %d should follow"
                            .formatted(
                                    begin + bytes.length,
                                    begin + bytes.length,
                                    begin + length - 1L),
                    null);
        }
        return bytes;
    }

    private static ChainruleException broken(String where, String found, Exception cause) {
        return new ChainruleException(
                where,
                "must be a whole IDX file",
                "but " + found,
                "Fetch or save it again.",
                cause);
    }
}
