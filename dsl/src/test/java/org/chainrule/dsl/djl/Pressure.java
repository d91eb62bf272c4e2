package org.chainrule.dsl.djl;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Another thread that collects garbage without end and fills what direct buffers have freed with
 * NaNs, so that whoever still reads it is found out.
 */
final class Pressure implements AutoCloseable {
    private static final int BUFFERS = 1_000;
    private static final int[] SIZES = {4, 8, 16, 32, 64, 256, 1024, 4096}; // bytes

    private final AtomicInteger rounds = new AtomicInteger();
    private final Thread thread = new Thread(this::press, "pressure");
    private volatile boolean ends;

    Pressure() {
        thread.setDaemon(true);
        thread.start();
    }

    private void press() {
        while (!ends) {
            System.gc();
            List<ByteBuffer> noise = new ArrayList<>();
            for (int i = 0; i < BUFFERS; i++) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(SIZES[i % SIZES.length]);
                while (buffer.hasRemaining()) {
                    buffer.putInt(-1); // all bits set: NaN, as a float and as a double
                }
                noise.add(buffer);
            }
            rounds.incrementAndGet();
            if (noise.size() != BUFFERS) { // keeps them alive up to here
                throw new IllegalStateException();
            }
        }
    }

    /** How often garbage was collected and memory overwritten so far. */
    int rounds() {
        return rounds.get();
    }

    /** Waits until that has happened so many times more. */
    void await(int more) {
        int end = rounds.get() + more;
        while (rounds.get() < end) {
            LockSupport.parkNanos(100_000);
        }
    }

    @Override
    public void close() {
        ends = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
