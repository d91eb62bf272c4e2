package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class SequentialWindowsTest {
    @Property(tries = 500)
    void everyTokenAfterTheFirstIsATargetExactlyOnce(
            @ForAll @IntRange(min = 2, max = 300) int length,
            @ForAll @IntRange(min = 1, max = 50) int context,
            @ForAll @IntRange(min = 1, max = 9) int batchSize) {
        var windows = new SequentialWindows(IntStream.range(0, length).toArray(), context);
        List<Long> inputs = new ArrayList<>();
        List<Long> targets = new ArrayList<>();
        for (TokenBatch batch : windows.batches(batchSize)) {
            assertThat(batch.batch()).isLessThanOrEqualTo(batchSize);
            assertThat(batch.time()).isLessThanOrEqualTo(context);
            LongStream.of(batch.inputs()).forEach(inputs::add);
            LongStream.of(batch.targets()).forEach(targets::add);
        }
        assertThat(inputs)
                .containsExactlyElementsOf(LongStream.range(0, length - 1).boxed().toList());
        assertThat(targets).containsExactlyElementsOf(LongStream.range(1, length).boxed().toList());
        assertThat(windows.targets()).isEqualTo(length - 1);
    }

    @Test
    void groupsFullWindowsAndLeavesTheRestAlone() {
        // 11 tokens, 10 targets: windows of 3, 3, 3 and 1
        var windows = new SequentialWindows(IntStream.range(10, 21).toArray(), 3);
        assertThat(windows.batches(2))
                .containsExactly(
                        new TokenBatch(
                                2,
                                3,
                                new long[] {10, 11, 12, 13, 14, 15},
                                new long[] {11, 12, 13, 14, 15, 16}),
                        new TokenBatch(1, 3, new long[] {16, 17, 18}, new long[] {17, 18, 19}),
                        new TokenBatch(1, 1, new long[] {19}, new long[] {20}));
    }

    @Test
    void textShorterThanTheContextIsOneWindow() {
        assertThat(new SequentialWindows(new int[] {5, 6, 7}, 64).batches(12))
                .containsExactly(new TokenBatch(1, 2, new long[] {5, 6}, new long[] {6, 7}));
    }

    @Test
    void hugeBatchSizeTakesAllFullWindowsAtOnce() {
        assertThat(new SequentialWindows(new int[9], 4).batches(Integer.MAX_VALUE))
                .containsExactly(new TokenBatch(2, 4, new long[8], new long[8]));
    }

    @Test
    void theListEnds() {
        List<TokenBatch> batches = new SequentialWindows(new int[9], 4).batches(1);
        assertThat(batches).hasSize(2);
        assertThatThrownBy(() -> batches.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> batches.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> batches.remove(0))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void rejectsTextWithNothingToPredict() {
        assertThatThrownBy(() -> new SequentialWindows(new int[] {5}, 4))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "SequentialWindows: the text must have at least 2 tokens, but it has 1. Use"
                                + " a longer text.");
    }

    @Test
    void rejectsSizesBelowOne() {
        assertThatThrownBy(() -> new SequentialWindows(new int[9], 0))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("SequentialWindows: context must be at least 1, but it is 0. Try 64.");
        assertThatThrownBy(() -> new SequentialWindows(new int[9], 4).batches(0))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "SequentialWindows.batches: batch size must be at least 1, but it is 0. Try"
                                + " 12.");
    }
}
