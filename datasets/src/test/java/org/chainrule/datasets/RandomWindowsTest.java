package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class RandomWindowsTest {
    /** A text whose token at index i is i, so that windows show where they start. */
    private static int[] counting(int length) {
        return IntStream.range(0, length).toArray();
    }

    @Property(tries = 500)
    void windowsAreContiguousAndTargetsAreOneTokenLater(
            @ForAll @IntRange(min = 2, max = 200) int length,
            @ForAll @IntRange(min = 1, max = 40) int context,
            @ForAll @IntRange(min = 1, max = 9) int batchSize,
            @ForAll long seed,
            @ForAll long step) {
        int fitting = Math.min(context, length - 1);
        TokenBatch batch =
                new RandomWindows(counting(length), fitting).batch(batchSize, seed, step);
        assertThat(batch.batch()).isEqualTo(batchSize);
        assertThat(batch.time()).isEqualTo(fitting);
        for (int b = 0; b < batchSize; b++) {
            long start = batch.inputs()[b * fitting];
            assertThat(start).isBetween(0L, (long) length - fitting - 1);
            for (int t = 0; t < fitting; t++) {
                assertThat(batch.inputs()[b * fitting + t]).isEqualTo(start + t);
                assertThat(batch.targets()[b * fitting + t]).isEqualTo(start + t + 1);
            }
        }
    }

    @Property(tries = 100)
    void sameSeedAndStepGiveTheSameBatchInAnyOrder(@ForAll long seed, @ForAll long step) {
        var windows = new RandomWindows(counting(1_000), 8);
        TokenBatch first = windows.batch(4, seed, step);
        windows.batch(4, seed, step + 1);
        assertThat(windows.batch(4, seed, step)).isEqualTo(first);
        assertThat(new RandomWindows(counting(1_000), 8).batch(4, seed, step)).isEqualTo(first);
    }

    /** Starts computed by a separate program in another language from the published algorithms. */
    @Test
    void startsAreTheSameOnEveryMachine() {
        var windows = new RandomWindows(counting(1_003_854), 64);
        assertThat(starts(windows.batch(6, 1337, 0)))
                .containsExactly(53556, 814715, 81207, 28274, 833467, 261967);
        assertThat(starts(windows.batch(6, 1337, 1)))
                .containsExactly(315384, 755075, 580321, 759968, 454411, 253209);
        assertThat(starts(windows.batch(6, -1, 1999)))
                .containsExactly(10068, 127687, 628402, 124759, 839225, 925045);
    }

    @Test
    void neighbouringSeedsAndStepsShareNoBatch() {
        var windows = new RandomWindows(counting(1_000_000), 1);
        Set<TokenBatch> batches = new HashSet<>();
        for (long seed = -5; seed < 5; seed++) {
            for (long step = 0; step < 100; step++) {
                batches.add(windows.batch(2, seed, step));
            }
        }
        assertThat(batches).hasSize(1_000);
    }

    /**
     * Pearson's test over 100 starts and 100,000 draws: the statistic of a uniform draw has mean 99
     * and exceeds 180 with probability 1e-6. The draws are pinned by the seed.
     */
    @Test
    void startsAreUniformOverSteps() {
        int places = 100;
        var windows = new RandomWindows(counting(places + 3), 3);
        var counts = new int[places];
        for (int step = 0; step < 10_000; step++) {
            for (long start : starts(windows.batch(10, 1337, step))) {
                counts[(int) start]++;
            }
        }
        double expected = 1_000;
        double statistic =
                Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected)).sum()
                        / expected;
        assertThat(statistic).isBetween(40.0, 180.0);
    }

    @Test
    void longestContextHasOnePlace() {
        TokenBatch batch = new RandomWindows(new int[] {7, 8, 9}, 2).batch(2, 1, 1);
        assertThat(batch)
                .isEqualTo(new TokenBatch(2, 2, new long[] {7, 8, 7, 8}, new long[] {8, 9, 8, 9}));
    }

    @Test
    void doesNotSeeLaterChangesOfTheArray() {
        int[] tokens = {1, 2, 3};
        var windows = new RandomWindows(tokens, 2);
        tokens[0] = 99;
        assertThat(windows.batch(1, 0, 0).inputs()).containsExactly(1, 2);
    }

    @Test
    void rejectsContextThatIsNotShorterThanTheText() {
        assertMessage(
                () -> new RandomWindows(counting(40), 64),
                "RandomWindows: context must be shorter than the text, but context 64 is not"
                        + " shorter than 40 tokens. Try context 39, or a longer text.");
        assertMessage(
                () -> new RandomWindows(counting(40), 40),
                "RandomWindows: context must be shorter than the text, but context 40 is not"
                        + " shorter than 40 tokens. Try context 39, or a longer text.");
        assertMessage(
                () -> new RandomWindows(counting(1), 1),
                "RandomWindows: context must be shorter than the text, but context 1 is not shorter"
                        + " than 1 tokens. Use a longer text.");
    }

    @Test
    void rejectsContextBelowOne() {
        assertMessage(
                () -> new RandomWindows(counting(40), 0),
                "RandomWindows: context must be at least 1, but it is 0. Try 64.");
    }

    @Test
    void rejectsBatchSizesThatNoArrayHolds() {
        var windows = new RandomWindows(counting(70_000), 65_536);
        assertMessage(
                () -> windows.batch(0, 1, 1),
                "RandomWindows.batch: batch size must be at least 1, but it is 0. Try 12.");
        assertMessage(
                () -> windows.batch(32_768, 1, 1),
                "RandomWindows.batch: batch size times context must fit an array, but 32768 * 65536"
                        + " does not. Try batch size 32767.");
    }

    private static long[] starts(TokenBatch batch) {
        return IntStream.range(0, batch.batch())
                .mapToLong(b -> batch.inputs()[b * batch.time()])
                .toArray();
    }

    private static void assertMessage(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(ChainruleException.class).hasMessage(message);
    }
}
