package org.chainrule.notebooks.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Loops of the kernel that ended before they began. */
class LoopsTest {
    private final FakeKernel kernel = new FakeKernel();
    private final CountDownLatch turns = new CountDownLatch(3);

    private FakeKernel.Loop loop(String name) {
        return new FakeKernel.Loop(name, 1, turns::countDown);
    }

    @Test
    void loopThatSawItsFlagTooEarlyIsStartedAgain() throws Exception {
        for (FakeKernel.Channel channel : channels()) {
            channel.loopThread = loop("Shell-0");
            channel.loopThread.startTooEarly();
        }
        new Loops(kernel).revive();
        assertThat(turns.await(10, TimeUnit.SECONDS)).isTrue();
        for (FakeKernel.Channel channel : channels()) {
            assertThat(channel.loopThread.isAlive()).isTrue();
            assertThat(channel.loopThread.getName()).isEqualTo("Shell-0");
            channel.loopThread.stopRunning();
        }
    }

    private FakeKernel.Channel[] channels() {
        return new FakeKernel.Channel[] {
            kernel.channels.shell, kernel.channels.control, kernel.channels.heartbeat
        };
    }

    @Test
    void anotherKernelIsRefused() {
        assertThatThrownBy(() -> new Loops(new Object()).revive())
                .isInstanceOf(NoSuchFieldException.class);
    }
}
