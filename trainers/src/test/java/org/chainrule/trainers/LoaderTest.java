package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoaderTest {
    private static final long ENDS_WITHIN = 10_000; // milliseconds
    private static final int STEPS = 40;
    private static final Path STATUS = Path.of("/proc/self/status");

    private NDManager manager;

    @BeforeEach
    void makeManager() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    /** Batches that hold their own number, and tell when they are made. */
    private record Numbers(ObjLongConsumer<NDManager> made) implements Batches {
        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public String fingerprint() {
            return "numbers";
        }

        @Override
        public Batch training(NDManager scope, int size, long seed, long step) {
            var x = Native.copy(scope, new long[] {step}, 1);
            made.accept(scope, step);
            return new Batch(x, size);
        }

        @Override
        public int validationCount(int size) {
            return 1;
        }

        @Override
        public Batch validation(NDManager scope, int size, int index) {
            return training(scope, size, 0, 0);
        }
    }

    private static Training training(LongConsumer made) {
        return trainingIn((scope, step) -> made.accept(step));
    }

    private static Training trainingIn(ObjLongConsumer<NDManager> made) {
        return Training.of(Net.features(1).dense(1)).on(new Numbers(made)).steps(STEPS).batch(1);
    }

    private static long number(Loader.Loaded loaded) {
        return loaded.batch().xs().get(0).toLongArray()[0];
    }

    private static void nothing(long step) {}

    /** Batches that were made first take longest, so that threads overtake each other. */
    private static void dawdle(long step) {
        sleep(step % 4 == 0 ? 6 : 1);
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new AssertionError("nothing interrupts a loading thread", e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4})
    void batchesComeInTheirOrder(int threads) {
        List<Long> numbers = new ArrayList<>();
        try (var loader = new Loader(training(LoaderTest::dawdle), manager, 5, threads)) {
            for (int i = 5; i < STEPS; i++) {
                try (Loader.Loaded loaded = loader.next()) {
                    numbers.add(number(loaded));
                }
            }
        }
        assertThat(numbers).hasSize(STEPS - 5).isSorted().startsWith(5L).endsWith(STEPS - 1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void noMoreThanTwoBatchesAThreadAreMadeAhead(int threads) throws InterruptedException {
        var made = new AtomicInteger();
        var full = new CountDownLatch(2 * threads);
        LongConsumer counts =
                step -> {
                    made.incrementAndGet();
                    full.countDown();
                };
        try (var loader = new Loader(training(counts), manager, 0, threads)) {
            loader.next().close();
            full.await();
            Thread.sleep(50); // time for one batch too many
            assertThat(made).hasValue(2 * threads);
            loader.next().close();
        }
        assertThat(made).hasValueBetween(2 * threads, 2 * threads + 1);
    }

    @Test
    void noBatchIsMadeBeyondTheLastStep() {
        List<Long> made = new ArrayList<>();
        try (var loader = new Loader(training(made::add), manager, STEPS - 1, 1)) {
            loader.next().close();
        }
        assertThat(made).containsExactly(STEPS - 1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4})
    void failureIsThrownAsItIsWhereItsBatchIsDue(int threads) {
        var failure = new IllegalStateException("no row 3");
        LongConsumer fails =
                step -> {
                    if (step == 3) {
                        throw failure;
                    }
                };
        try (var loader = new Loader(training(fails), manager, 0, threads)) {
            for (int i = 0; i < 3; i++) {
                loader.next().close();
            }
            assertThat(catchThrowable(loader::next)).isSameAs(failure);
        }
        assertThat(manager.getManagedArrays()).isEmpty();
    }

    @Test
    void errorsAreThrownAsTheyAreToo() {
        var failure = new OutOfMemoryError("of a test");
        LongConsumer fails =
                step -> {
                    throw failure;
                };
        try (var loader = new Loader(training(fails), manager, 0, 2)) {
            assertThat(catchThrowable(loader::next)).isSameAs(failure);
        }
    }

    @Test
    void batchesThatNobodyTookAreFreedAndThreadsEnd() throws InterruptedException {
        List<NDManager> scopes = new CopyOnWriteArrayList<>();
        List<Thread> threads = new CopyOnWriteArrayList<>();
        ObjLongConsumer<NDManager> notes =
                (scope, step) -> {
                    scopes.add(scope);
                    threads.add(Thread.currentThread());
                };
        try (var loader = new Loader(trainingIn(notes), manager, 0, 2)) {
            loader.next();
        }
        assertThat(scopes).isNotEmpty().noneMatch(NDManager::isOpen);
        for (Thread thread : threads) {
            thread.join(ENDS_WITHIN); // a pool has ended a moment before its last thread returns
        }
        assertThat(threads).noneMatch(Thread::isAlive);
    }

    @Test
    void batchThatIsBeingMadeIsFinishedBeforeTheEnd() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var finished = new AtomicBoolean();
        LongConsumer slow =
                step -> {
                    if (step == 1) {
                        begun.countDown();
                        sleep(100);
                        finished.set(true);
                    }
                };
        try (var loader = new Loader(training(slow), manager, 0, 1)) {
            loader.next().close();
            begun.await();
        }
        assertThat(finished).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void nativeMemoryIsFlat(int threads) throws IOException {
        assumeTrue(Files.exists(STATUS), "the size of this process is read from " + STATUS);
        ObjLongConsumer<NDManager> large = (scope, step) -> scope.zeros(new Shape(1 << 18)); // 1 MB
        Training training = trainingIn(large).steps(1_100);
        try (var loader = new Loader(training, manager, 0, threads)) {
            for (int i = 0; i < 100; i++) {
                loader.next().close();
            }
            long before = residentMegabytes();
            for (int i = 0; i < 1_000; i++) {
                loader.next().close();
            }
            assertThat(residentMegabytes() - before).isLessThan(200); // a leak: 1,000
        }
    }

    private static long residentMegabytes() throws IOException {
        try (Stream<String> lines = Files.lines(STATUS)) {
            String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void interruptedThreadIsTold(int threads) {
        try (var loader = new Loader(training(LoaderTest::nothing), manager, 0, threads)) {
            loader.next().close();
            Thread.currentThread().interrupt();
            assertThatThrownBy(loader::next)
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "training: must get its next batch, but its thread was interrupted."
                                    + " Run again, or go on from a checkpoint with .resume().");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void threadCanBeInterruptedWhileItWaits() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        LongConsumer waits =
                step -> {
                    begun.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError("nothing interrupts a loading thread", e);
                    }
                };
        var error = new AtomicReference<Throwable>();
        var flag = new AtomicBoolean();
        try (var loader = new Loader(training(waits), manager, 0, 1)) {
            var thread =
                    new Thread(
                            () -> {
                                error.set(catchThrowable(loader::next));
                                flag.set(Thread.currentThread().isInterrupted());
                            });
            thread.start();
            begun.await();
            thread.interrupt();
            thread.join();
            go.countDown();
        }
        assertThat(error.get()).hasMessageContaining("its thread was interrupted");
        assertThat(flag).isTrue();
    }
}
