package org.chainrule.dsl.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WindowTest {

    static Stream<Window> windows() {
        return Stream.of(1L, 2L, 3L)
                .flatMap(
                        stride ->
                                Stream.of(
                                        new Window(1).withStride(stride),
                                        new Window(3).withStride(stride),
                                        new Window(2).withStride(stride).withPadding(1, 3),
                                        new Window(3)
                                                .withStride(stride)
                                                .withPadding(1)
                                                .withDilation(2)));
    }

    /** The windows counted one by one, as no formula does. */
    private static long counted(Window window, long n) {
        long count = 0;
        for (long begin = -window.before();
                begin + window.span() <= n + window.after();
                begin += window.stride()) {
            count++;
        }
        return count;
    }

    @ParameterizedTest
    @MethodSource("windows")
    void countsTheWindowsThatFit(Window window) {
        for (long n = window.span(); n < 20; n++) {
            assertThat(window.count(Dim.of("n", n)).size()).isEqualTo(counted(window, n));
        }
    }

    @ParameterizedTest
    @MethodSource("windows")
    void countOfAnOpenAxisIsKnownWhenItsSizeIs(Window window) {
        Dim count = window.count(window.count(Dim.TIME));
        for (long n = 12; n < 30; n++) {
            assertThat(new Sizes(Map.of("time", n)).of(count))
                    .isEqualTo(counted(window, counted(window, n)));
        }
    }

    @ParameterizedTest
    @MethodSource("windows")
    void whatWindowsReachHasAsManyWindows(Window window) {
        for (Dim axis :
                List.of(Dim.TIME, Dim.of("n", 9), Dim.open("past+time"), Dim.open("a+b·2"))) {
            Dim count = window.count(axis);
            assertThat(window.count(window.reach(count, 0))).isEqualTo(count);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1, 1, 1, time",
        "3, 1, 0, 1, time−2",
        "3, 1, 2, 1, time+2",
        "3, 2, 1, 1, ⌊(time+1)/2⌋",
        "2, 2, 0, 1, ⌊time/2⌋",
        "1, 1, 0, 5, time"
    })
    void nameOfAnOpenAxisSaysHowManyWindowsThereAre(
            long size, long stride, long padding, long dilation, String name) {
        Window window = new Window(size, stride, padding, padding, dilation);
        assertThat(window.count(Dim.TIME).name()).isEqualTo(name);
    }

    @Test
    void joinedAndMergedAxesKeepTheirSizes() {
        Node x = Variable.input("x", DType.FLOAT, Dim.TIME, Dim.of("", 3));
        Node longer =
                Node.concat(0, List.of(x, x.slice(0, Node.integer(0), Node.integer(2), two())));
        Node merged = longer.merge(0, 1);
        assertThat(longer.shape().dim(0).name()).isEqualTo("time+2");
        assertThat(new Sizes(Map.of("time", 5L)).of(merged.shape().dim(0))).isEqualTo(21);
    }

    private static Dim two() {
        return Dim.of("", 2);
    }

    @Test
    void timesAndOverCancel() {
        for (String name : List.of("time", "past+time−2", "a+b·2", "(a+2)·(b+2)", "⌊(a+1)/2⌋+1")) {
            Dim dim = Dim.open(name);
            assertThat(dim.times(6).plus(5).over(3).plus(-1).over(2)).isEqualTo(dim);
        }
    }

    @Test
    void coveringWindowsLeaveNoElementOut() {
        Window window = new Window(2).withStride(2);
        assertThat(window.covering(Dim.of("n", 5)).count(Dim.of("n", 5)).size()).isEqualTo(3);
        assertThat(window.covering(Dim.of("n", 4))).isEqualTo(window);
    }

    /** PyTorch leaves out a window that begins in the padding behind. */
    @Test
    void coveringWindowsBeginInTheAxis() {
        Window window = new Window(2).withStride(3).withPadding(1);
        assertThat(window.covering(Dim.of("n", 5)).count(Dim.of("n", 5)).size()).isEqualTo(2);
    }

    @Test
    void windowThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> new Window(5).withPadding(1).count(Dim.of("n", 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window must fit its padded axis, but 5 does not fit 4");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Window(0))
                .hasMessage("the size of a window must be 1 or more, found 0");
        assertThatThrownBy(() -> new Window(2).withStride(0))
                .hasMessage("the stride of a window must be 1 or more, found 0");
        assertThatThrownBy(() -> new Window(2).withPadding(0, -1))
                .hasMessage("the padding of a window must be 0 or more, found -1");
        assertThatThrownBy(() -> new Window(2).withDilation(0))
                .hasMessage("the dilation of a window must be 1 or more, found 0");
    }
}
