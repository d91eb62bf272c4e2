package org.chainrule.trainers;

import ai.djl.ndarray.NDManager;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.chainrule.dsl.djl.MicroBatch;
import org.chainrule.dsl.error.ChainruleException;

/**
 * The training batches of a run in their order, made ahead in threads of its own.
 *
 * <p>A batch depends on seed and step alone, so the batches are the same whatever the number of
 * threads. Each is made in a manager of its own, which whoever takes the batch must close; those
 * that nobody has taken end with the loader.
 */
final class Loader implements AutoCloseable {
    private static final int AHEAD = 2; // batches for each thread
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10); // for a batch that is begun

    private final Training training;
    private final NDManager owner;
    private final int capacity;
    private final long end;
    private final ExecutorService threads; // null: the training thread makes its batches
    private final Deque<Future<Loaded>> ahead = new ArrayDeque<>();
    private long next; // the first batch that nobody has been asked to make
    private long waited; // nanoseconds

    /**
     * A batch.
     *
     * @param scope owns its arrays
     * @param batch the arrays
     */
    record Loaded(NDManager scope, MicroBatch batch) implements AutoCloseable {
        @Override
        public void close() {
            scope.close();
        }
    }

    /**
     * A loader that has not begun.
     *
     * @param training what is loaded, and until when
     * @param parent where the batches will be used
     * @param first the number of the first batch
     * @param count how many threads; 0 makes each batch when it is asked for
     */
    Loader(Training training, NDManager parent, long first, int count) {
        this.training = training;
        owner = parent.newSubManager();
        next = first;
        end = training.steps * training.parts;
        capacity = AHEAD * count;
        threads = count == 0 ? null : Executors.newFixedThreadPool(count, Loader::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "chainrule-loader");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * The next batch, which the caller must close.
     *
     * @throws ChainruleException if the thread is interrupted; what goes wrong while a batch is
     *     made is thrown as it is, where that batch is due
     */
    Loaded next() {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(null);
        }
        long start = System.nanoTime();
        try {
            return threads == null ? load(next++) : taken();
        } finally {
            waited += System.nanoTime() - start;
        }
    }

    private Loaded taken() {
        while (ahead.size() < capacity && next < end) {
            long index = next++;
            ahead.add(threads.submit(() -> load(index)));
        }
        try {
            return ahead.remove().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // loading throws nothing that is checked
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    private Loaded load(long index) {
        NDManager scope = owner.newSubManager();
        try {
            Batch batch = training.data.training(scope, training.batch, training.seed, index);
            return new Loaded(scope, new MicroBatch(batch.inputs(), batch.target(), batch.count()));
        } catch (RuntimeException | Error e) {
            scope.close();
            throw e;
        }
    }

    private static ChainruleException interrupted(InterruptedException cause) {
        return new ChainruleException(
                "training",
                "must get its next batch",
                "but its thread was interrupted",
                "Run again, or go on from a checkpoint with .resume().",
                cause);
    }

    /** How many seconds whoever trains has waited for batches. */
    double waited() {
        return waited / 1e9;
    }

    /**
     * Lets batches that are being made be finished, for some seconds, and frees all. Nothing is
     * interrupted, because that would close files that the data still needs for validation.
     */
    @Override
    public void close() {
        if (threads != null) {
            ahead.forEach(batch -> batch.cancel(false));
            threads.shutdown();
            awaitEnd();
        }
        owner.close();
    }

    private void awaitEnd() {
        boolean isInterrupted = false;
        long limit = System.nanoTime() + PATIENCE;
        while (true) {
            try {
                threads.awaitTermination(limit - System.nanoTime(), TimeUnit.NANOSECONDS);
                break;
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
