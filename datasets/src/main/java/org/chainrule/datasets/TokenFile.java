package org.chainrule.datasets;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Objects;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/**
 * Tokens in a file: a header of 64 bytes and then the tokens, in 1, 2 or 4 bytes each, the lowest
 * byte first; those for training, those for validation, those for tests.
 *
 * <p>It is read by position and not mapped. Pages of a mapping count as memory of the process, and
 * Java 17 cannot give a mapping back, so a long run would come to hold the whole file; the system's
 * cache of files serves both alike. Unlike a channel, the file stays open when a thread that reads
 * is interrupted.
 */
final class TokenFile implements Tokens {
    static final int HEADER = 64;
    static final long MAGIC = 0x314E454B4F544843L; // "CHTOKEN1"

    private final Path path;
    private final RandomAccessFile file;
    private final int width;
    private final long training;
    private final long validation;
    private final long test;

    private TokenFile(Path path, RandomAccessFile file, ByteBuffer header) {
        this.path = path;
        this.file = file;
        width = header.getInt(8);
        training = header.getLong(16);
        validation = header.getLong(24);
        test = header.getLong(32);
    }

    /** How many bytes a token takes. */
    static int width(int vocabularySize) {
        return vocabularySize <= 1 << 8 ? 1 : vocabularySize <= 1 << 16 ? 2 : 4;
    }

    /** The header of a file. */
    static ByteBuffer header(int width, long training, long validation, long test) {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(0, MAGIC).putInt(8, width);
        return header.putLong(16, training).putLong(24, validation).putLong(32, test);
    }

    /**
     * Opens a file, which is closed when nothing refers to it any more.
     *
     * @throws ChainruleException if it is no token file, or not complete
     */
    static TokenFile open(Path path) {
        RandomAccessFile file = null;
        try {
            file = new RandomAccessFile(path.toFile(), "r");
            byte[] first = new byte[HEADER];
            file.readFully(first);
            ByteBuffer header = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN);
            TokenFile tokens = new TokenFile(path, file, header);
            if (header.getLong(0) != MAGIC
                    || file.length() != HEADER + tokens.length() * tokens.width) {
                throw new EOFException();
            }
            return tokens;
        } catch (EOFException e) {
            close(file);
            throw new ChainruleException(
                    path.toString(),
                    "must be a complete file of tokens",
                    "but is not",
                    "Remove it; it is made again from the text.",
                    e);
        } catch (IOException e) {
            close(file);
            throw unreadable(path, e);
        }
    }

    private static void close(RandomAccessFile file) {
        try (file) {
            return;
        } catch (IOException e) {
            return; // what went wrong before is told
        }
    }

    private static ChainruleException unreadable(Path path, IOException e) {
        return new ChainruleException(
                path.toString(),
                "the file of tokens must be readable",
                "but it is not (" + IoReason.of(e) + ")",
                "Check its permissions and its disk.",
                e);
    }

    Tokens training() {
        return part(0, training);
    }

    Tokens validation() {
        return part(training, training + validation);
    }

    Tokens test() {
        return part(training + validation, length());
    }

    @Override
    public long length() {
        return training + validation + test;
    }

    @Override
    public void copy(long from, int[] to) {
        Objects.checkFromIndexSize(from, to.length, length());
        byte[] bytes = new byte[Math.multiplyExact(to.length, width)];
        try {
            synchronized (file) {
                file.seek(HEADER + from * width);
                file.readFully(bytes);
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < to.length; i++) {
            to[i] =
                    switch (width) {
                        case 1 -> Byte.toUnsignedInt(bytes[i]);
                        case 2 -> Short.toUnsignedInt(in.getShort(2 * i));
                        default -> in.getInt(4 * i);
                    };
        }
    }
}
