package org.chainrule.notebooks.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

/** How values get to a notebook, and to a terminal where there is none. */
class KernelFrontTest {
    private final FakeKernel kernel = new FakeKernel();
    private final Front front = new KernelFront(new Kernel.Running(kernel, FakeKernel.Data.class));

    @Test
    void kernelIsGivenEveryForm() {
        front.show(Bundle.png("a plot", new byte[] {1, 2}, 640));
        FakeKernel.Data data = kernel.shown.get(0);
        assertThat(data.data).isEqualTo(Map.of("text/plain", "a plot", "image/png", "AQI="));
        assertThat(data.metadata).isEqualTo(Map.of("image/png", Map.of("width", 640)));
        assertThat(data.id).isNotBlank();
    }

    @Test
    void whatChangesKeepsItsPlace() {
        Front.Live live = front.live();
        live.update(() -> Bundle.of("one"));
        front.show(Bundle.of("between"));
        live.update(() -> Bundle.of("two"));
        live.finish(Bundle.of("three"));
        assertThat(kernel.shown)
                .extracting(data -> data.data.get("text/plain"))
                .containsExactly("between", "three");
    }

    @Test
    void rapaioIsToldByItsOwnMethods() {
        FakeRapaio rapaio = new FakeRapaio();
        Front there = new KernelFront(new Kernel.Running(rapaio, FakeRapaio.Data.class));
        Front.Live live = there.live();
        live.update(() -> Bundle.of("one"));
        there.show(Bundle.png("a plot", new byte[] {1, 2}, 640));
        live.finish(Bundle.of("two"));
        assertThat(rapaio.shown)
                .extracting(data -> data.data.get("text/plain"))
                .containsExactly("a plot", "two");
        assertThat(rapaio.shown.get(0).metadata)
                .isEqualTo(Map.of("image/png", Map.of("width", 640)));
    }

    @Test
    void interruptedMessageIsSentOnceMoreAndTheRunHearsOfIt() {
        FakeRapaio rapaio = new FakeRapaio();
        Front.Live live = new KernelFront(new Kernel.Running(rapaio, FakeRapaio.Data.class)).live();
        live.update(() -> Bundle.of("one"));
        assertThat(Thread.interrupted()).isFalse();
        rapaio.breaksOff = true;
        live.update(() -> Bundle.of("two"));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        live.finish(Bundle.of("three"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(rapaio.shown)
                .extracting(data -> data.data.get("text/plain"))
                .containsExactly("three");
    }

    @Test
    void cellThatShowsForEverEndsWhereItIsInterrupted() {
        FakeRapaio rapaio = new FakeRapaio();
        Front there = new KernelFront(new Kernel.Running(rapaio, FakeRapaio.Data.class));
        rapaio.breaksOff = true;
        assertThatThrownBy(() -> there.show(Bundle.of("one")))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("show: must not be interrupted, but the cell was. Run the cell again.");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void withoutAKernelTextIsPrintedAndWhatChangesOnlyAtItsEnd() {
        assertThat(Kernel.running()).isEmpty();
        PrintStream before = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Front here = Front.here();
            here.show(Bundle.html("a < b", "a &lt; b"));
            Front.Live live = here.live();
            live.update(
                    () -> {
                        throw new AssertionError("not seen, so not made");
                    });
            live.finish(Bundle.of("done"));
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("a < b\ndone\n");
    }
}
