package org.chainrule.trainers.storage;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Copies the bytes of arrays between libtorch's memory and streams, through a small buffer. They
 * are little-endian, as all machines are that libtorch comes for.
 */
final class ArrayBytes {
    private static final long SLICE = 1L << 24; // numbers: a Java buffer has less than 2 GiB
    private static final int CHUNK = 1 << 20; // bytes

    private ArrayBytes() {}

    /** Something done with a part of an array, whose memory the buffer is. */
    @FunctionalInterface
    private interface Action {
        void accept(ByteBuffer memory) throws IOException;
    }

    /** Writes an array's bytes in row-major order. */
    static void write(NDArray array, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        slices(
                array,
                memory -> {
                    while (memory.hasRemaining()) {
                        int length = Math.min(chunk.length, memory.remaining());
                        memory.get(chunk, 0, length);
                        out.write(chunk, 0, length);
                    }
                });
    }

    /** Reads an array's bytes into memory that libtorch owns, through the manager. */
    static NDArray read(Header.Entry entry, NDManager manager, InputStream in) throws IOException {
        try (NDManager host = manager.newSubManager(Device.cpu())) {
            NDArray array = host.create(entry.shape(), entry.type().inMemory());
            byte[] chunk = new byte[CHUNK];
            int bytes = entry.type().width();
            int bytesInMemory = entry.type().inMemory().getNumOfBytes();
            slices(
                    array,
                    memory -> {
                        while (memory.hasRemaining()) {
                            int numbers =
                                    Math.min(
                                            chunk.length / bytes,
                                            memory.remaining() / bytesInMemory);
                            int length = numbers * bytes;
                            if (in.readNBytes(chunk, 0, length) < length) {
                                throw new EOFException("it ends too early");
                            }
                            if (bytes == bytesInMemory) {
                                memory.put(chunk, 0, length);
                            } else {
                                widen(chunk, length, memory);
                            }
                        }
                    });
            NDArray placed = array.toDevice(manager.getDevice(), false);
            placed.attach(manager);
            return placed;
        }
    }

    /** Puts BF16 numbers as F32 ones, of which they are the upper halves. */
    private static void widen(byte[] halves, int length, ByteBuffer memory) {
        for (int i = 0; i < length; i += 2) {
            memory.put((byte) 0).put((byte) 0).put(halves[i]).put(halves[i + 1]);
        }
    }

    /** On the CPU, the slices are the array's own memory. */
    private static void slices(NDArray array, Action action) throws IOException {
        long size = array.size();
        try (NDArray flat = array.reshape(-1)) {
            for (long from = 0; from < size; from += SLICE) {
                var range = new NDIndex().addSliceDim(from, Math.min(size, from + SLICE));
                try (NDArray slice = flat.get(range);
                        NDArray host = slice.toDevice(Device.cpu(), false)) {
                    action.accept(host.toByteBuffer(true));
                }
            }
        }
    }
}
