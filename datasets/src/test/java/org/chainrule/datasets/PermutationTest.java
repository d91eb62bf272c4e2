package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PermutationTest {
    private static final double CHI_SQUARE = 37.7; // 99.9% with 15 degrees of freedom

    @Property(tries = 300)
    void everyNumberHasOnePlace(@ForAll @IntRange(min = 1, max = 5_000) int n, @ForAll long seed) {
        var formula = new Permutation.Ciphered(n, new SplittableRandom(seed));
        Permutation kept = Permutation.of(n, new SplittableRandom(seed));
        for (Permutation order : new Permutation[] {formula, kept}) {
            assertThat(LongStream.range(0, n).map(order::at).sorted().toArray())
                    .isEqualTo(LongStream.range(0, n).toArray());
        }
    }

    @Test
    void formulaSpreadsNumbersEvenly() { // first places against sixteenths of a long range
        long n = 32_000_003;
        Permutation order = Permutation.of(n, new SplittableRandom(1));
        int places = 100_000;
        double[] counts = new double[16];
        for (long place = 0; place < places; place++) {
            counts[(int) (order.at(place) * 16 / n)]++;
        }
        double chiSquare = 0;
        for (double count : counts) {
            chiSquare += (count - places / 16.0) * (count - places / 16.0) / (places / 16.0);
        }
        assertThat(chiSquare).isLessThan(CHI_SQUARE);
    }

    @Test
    void formulaSpreadsAPlaceEvenlyOverSeeds() {
        double[] counts = new double[16];
        int seeds = 20_000;
        for (int seed = 0; seed < seeds; seed++) {
            counts[(int) new Permutation.Ciphered(16, new SplittableRandom(seed)).at(3)]++;
        }
        double chiSquare = 0;
        for (double count : counts) {
            chiSquare += (count - seeds / 16.0) * (count - seeds / 16.0) / (seeds / 16.0);
        }
        assertThat(chiSquare).isLessThan(CHI_SQUARE);
    }

    /** Tokens that no machine holds: each is the rest of its place. */
    private record Endless(long length) implements Tokens {
        @Override
        public void copy(long from, int[] to) {
            for (int i = 0; i < to.length; i++) {
                to[i] = (int) ((from + i) % 1_000_003);
            }
        }
    }

    @Test
    void windowsOfAHugeTextNeedNoMemoryAndAreAllDifferent() {
        var windows = new ShuffledWindows(new Endless(1L << 36), 64);
        assertThat(windows.windows()).isEqualTo((1 << 30) - 1);
        Set<Long> seen = new HashSet<>();
        for (int step = 0; step < 1_000; step++) {
            TokenBatch batch = windows.batch(8, 5, step);
            assertThat(windows.batch(8, 5, step)).isEqualTo(batch);
            for (int b = 0; b < 8; b++) {
                seen.add(batch.inputs()[64 * b]);
                assertThat(batch.targets()[64 * b])
                        .isEqualTo((batch.inputs()[64 * b] + 1) % 1_000_003);
            }
        }
        assertThat(seen).hasSizeGreaterThan(7_900); // of 8,000; some share their rest
    }

    @Test
    void hugeTextIsCoveredToItsEnd() {
        var windows = new SequentialWindows(new Endless((1L << 33) + 2), 1_024);
        var batches = windows.batches(48);
        assertThat(windows.targets()).isEqualTo((1L << 33) + 1);
        TokenBatch rest = batches.get(batches.size() - 1);
        assertThat(rest.size()).isOne();
        assertThat(rest.targets()[0]).isEqualTo(((1L << 33) + 1) % 1_000_003);
    }
}
