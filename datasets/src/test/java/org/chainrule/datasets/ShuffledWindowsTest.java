package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class ShuffledWindowsTest {
    private static int[] counting(int length) {
        return IntStream.range(0, length).toArray();
    }

    @Property(tries = 300)
    void everyPartOccursOnceInAnEpoch(
            @ForAll @IntRange(min = 2, max = 300) int length,
            @ForAll @IntRange(min = 1, max = 40) int context,
            @ForAll @IntRange(max = 5) int epoch,
            @ForAll long seed) {
        if (context >= length) {
            return;
        }
        var windows = new ShuffledWindows(counting(length), context);
        List<Long> seen = new ArrayList<>();
        for (int i = 0; i < windows.windows(); i++) {
            TokenBatch batch = windows.batch(1, seed, (long) epoch * windows.windows() + i);
            for (int t = 0; t < context; t++) {
                seen.add(batch.inputs()[t]);
                assertThat(batch.targets()[t]).isEqualTo(batch.inputs()[t] + 1);
            }
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(windows.windows() * context);
    }

    @Test
    void anEpochLeavesOutLessThanTwoWindows() {
        for (int length = 10; length < 60; length++) {
            var windows = new ShuffledWindows(counting(length), 4);
            assertThat(length - windows.windows() * 4).isLessThan(8);
        }
    }

    @Test
    void epochsDifferInOrderAndInPlace() {
        var windows = new ShuffledWindows(counting(1_000), 10);
        long[] first = windows.batch(windows.windows(), 7, 0).inputs();
        long[] second = windows.batch(windows.windows(), 7, 1).inputs();
        assertThat(first).isNotEqualTo(second);
        assertThat(first[0] % 10).isNotEqualTo(second[0] % 10); // for this seed
    }

    @Property(tries = 100)
    void sameSeedAndStepGiveTheSameBatchInAnyOrder(
            @ForAll long seed, @ForAll @IntRange(max = 10_000) int step) {
        var windows = new ShuffledWindows(counting(500), 8);
        long[] before = windows.batch(3, seed, step).inputs();
        windows.batch(3, seed + 1, step + 77);
        assertThat(windows.batch(3, seed, step).inputs()).isEqualTo(before);
        assertThat(new ShuffledWindows(counting(500), 8).batch(3, seed, step).inputs())
                .isEqualTo(before);
    }

    @Test
    void orderOfAnEpochIsUniform() { // chi-square of where the first window of the text comes
        var windows = new ShuffledWindows(counting(11), 1);
        int[] places = new int[windows.windows()];
        int epochs = 20_000;
        for (int epoch = 0; epoch < epochs; epoch++) {
            long[] order = windows.batch(windows.windows(), 3, epoch).inputs();
            for (int i = 0; i < order.length; i++) {
                if (order[i] == 0) {
                    places[i]++;
                }
            }
        }
        double expected = (double) epochs / places.length;
        double chiSquare =
                IntStream.of(places).mapToDouble(n -> (n - expected) * (n - expected)).sum()
                        / expected;
        assertThat(chiSquare).isLessThan(27.9); // 99.9% of chi-square with 9 degrees of freedom
    }

    @Test
    void longestContextHasOnePlace() {
        assertThat(new ShuffledWindows(counting(9), 8).batch(2, 1, 5).inputs())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void rejectsContextThatIsNotShorterThanTheText() {
        assertThatThrownBy(() -> new ShuffledWindows(counting(8), 8))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "ShuffledWindows: context must be shorter than the text, but context 8 is"
                                + " not shorter than 8 tokens. Try context 7, or a longer text.");
    }
}
