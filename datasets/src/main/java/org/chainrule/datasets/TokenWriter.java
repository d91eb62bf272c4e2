package org.chainrule.datasets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a {@link TokenFile}, whose header comes last: until then it is not one. */
final class TokenWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 20;

    private final FileChannel channel;
    private final int width;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private long written;

    TokenWriter(Path path, int width) throws IOException {
        this.width = width;
        channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        buffer.position(TokenFile.HEADER);
    }

    void write(int[] tokens) throws IOException {
        for (int token : tokens) {
            if (buffer.remaining() < width) {
                drain();
            }
            switch (width) {
                case 1 -> buffer.put((byte) token);
                case 2 -> buffer.putShort((short) token);
                default -> buffer.putInt(token);
            }
        }
        written += tokens.length;
    }

    /** How many tokens have been written. */
    long written() {
        return written;
    }

    /** Makes the file complete: so many tokens are for training, so many for validation. */
    void finish(long training, long validation) throws IOException {
        drain();
        long test = written - training - validation;
        buffer.put(TokenFile.header(width, training, validation, test));
        buffer.flip();
        for (int at = 0; buffer.hasRemaining(); ) {
            at += channel.write(buffer, at);
        }
        channel.force(true);
    }

    private void drain() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
