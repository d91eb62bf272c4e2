package org.chainrule.notebooks.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Cells that are interrupted. */
class InterruptsTest {
    private final FakeKernel kernel = new FakeKernel();
    private final CountDownLatch begun = new CountDownLatch(1);

    /** Runs what a cell does, on a thread with the name of those of cells. */
    private FutureTask<String> cell(FutureTask<String> task) throws InterruptedException {
        kernel.javaEngine.controlProvider.getRegisteredControl("id").running.put("1", task);
        Thread thread = new Thread(task, "Engine-thread-0");
        thread.setDaemon(true);
        thread.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        return task;
    }

    @Test
    void cellThatHearsEndsByItself() throws Exception {
        FutureTask<String> task =
                cell(
                        new FutureTask<>(
                                () -> {
                                    begun.countDown();
                                    while (!Thread.interrupted()) {
                                        Thread.onSpinWait();
                                    }
                                    return "saved";
                                }));
        new Interrupts(kernel).interrupt();
        assertThat(task.get()).isEqualTo("saved");
    }

    @Test
    void cellIsAskedAgainWhereTheFirstTimeIsSwallowed() throws Exception {
        FutureTask<String> task =
                cell(
                        new FutureTask<>(
                                () -> {
                                    begun.countDown();
                                    for (int heard = 0; heard < 2; ) {
                                        heard += Thread.interrupted() ? 1 : 0;
                                        Thread.onSpinWait();
                                    }
                                    return "saved";
                                }));
        new Interrupts(kernel).interrupt();
        assertThat(task.get()).isEqualTo("saved");
    }

    @Test
    void cellThatDoesNotHearIsLeftBehind() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        FutureTask<String> task =
                cell(
                        new FutureTask<>(
                                () -> {
                                    begun.countDown();
                                    while (end.getCount() > 0) {
                                        Thread.onSpinWait();
                                    }
                                    return "late";
                                }));
        new Interrupts(kernel).interrupt();
        assertThat(task.isCancelled()).isTrue();
        end.countDown();
    }
}
