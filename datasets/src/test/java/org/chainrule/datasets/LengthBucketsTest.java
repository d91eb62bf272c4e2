package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class LengthBucketsTest {
    private static int[] random(int n, long seed) {
        return new SplittableRandom(seed).ints(n, 0, 100).toArray();
    }

    @Property(tries = 300)
    void eachExampleOccursOnceAnEpoch(
            @ForAll @IntRange(min = 1, max = 400) int n,
            @ForAll @IntRange(min = 1, max = 20) int batchSize,
            @ForAll @IntRange(max = 3) int epoch,
            @ForAll long seed) {
        var buckets = new LengthBuckets(random(n, 1));
        int count = buckets.batches(batchSize);
        List<Integer> seen = new ArrayList<>();
        int smaller = 0;
        for (int i = 0; i < count; i++) {
            int[] batch = buckets.batch(batchSize, seed, (long) epoch * count + i);
            smaller += batch.length < batchSize ? 1 : 0;
            IntStream.of(batch).forEach(seen::add);
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, n).boxed().toList());
        assertThat(smaller).isEqualTo(n % batchSize == 0 ? 0 : 1);
    }

    @Property(tries = 100)
    void sameSeedAndStepGiveTheSameBatchInAnyOrder(
            @ForAll long seed, @ForAll @IntRange(max = 10_000) int step) {
        var buckets = new LengthBuckets(random(300, 1));
        int[] before = buckets.batch(7, seed, step);
        buckets.batch(7, seed + 1, step + 77);
        assertThat(buckets.batch(7, seed, step)).isEqualTo(before);
        assertThat(new LengthBuckets(random(300, 1)).batch(7, seed, step)).isEqualTo(before);
    }

    @Test
    void paddingIsSmall() { // lengths from 0 to 99; batches drawn blindly are half empty
        var buckets = new LengthBuckets(random(20_000, 2));
        assertThat(buckets.padding(16, 1, 0)).isBetween(0.0, 0.02);
        assertThat(buckets.padding(16, 2, 5)).isBetween(0.0, 0.02);
        assertThat(new LengthBuckets(random(20_000, 2)).padding(20_000, 1, 0))
                .isBetween(0.49, 0.51); // a single batch, as long as the longest
    }

    @Test
    void paddingIsCountedByTheLongestOfEachBatch() {
        assertThat(new LengthBuckets(1, 3).padding(2, 1, 0)).isEqualTo(1 - 4 / 6.0);
        assertThat(new LengthBuckets(1, 3).padding(1, 1, 0)).isZero();
        assertThat(new LengthBuckets(0, 0).padding(2, 1, 0)).isZero();
    }

    @Test
    void epochsMakeOtherBatchesInAnotherOrder() {
        var buckets = new LengthBuckets(random(2_000, 3));
        int count = buckets.batches(10);
        List<List<Integer>> first = new ArrayList<>();
        List<List<Integer>> second = new ArrayList<>();
        List<Integer> longest = new ArrayList<>();
        int[] lengths = random(2_000, 3);
        for (int i = 0; i < count; i++) {
            int[] batch = buckets.batch(10, 7, i);
            first.add(IntStream.of(batch).boxed().sorted().toList());
            second.add(IntStream.of(buckets.batch(10, 7, count + i)).boxed().sorted().toList());
            longest.add(IntStream.of(batch).map(e -> lengths[e]).max().orElseThrow());
        }
        assertThat(second).doesNotContainAnyElementsOf(first);
        assertThat(longest).isNotEqualTo(longest.stream().sorted().toList());
        long rises =
                IntStream.range(1, count).filter(i -> longest.get(i) > longest.get(i - 1)).count();
        assertThat(rises).isBetween(count * 2L / 5, count * 3L / 5); // short and long ones mixed
    }

    @Test
    void rejectsLengthsBelowZeroAndNone() {
        assertThatThrownBy(() -> new LengthBuckets(3, -1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "LengthBuckets: lengths must be at least 0, but example 1 has -1. Give the"
                                + " number of tokens of each example.");
        assertThatThrownBy(LengthBuckets::new)
                .hasMessage(
                        "LengthBuckets: there must be an example, but there is none. Give some.");
        assertThatThrownBy(() -> new LengthBuckets(3).batch(0, 1, 1))
                .hasMessage(
                        "LengthBuckets.batches: batch size must be at least 1, but it is 0. Try"
                                + " 12.");
    }

    @Test
    void sequencesAreFilledUpAndMasked() {
        PaddedBatch batch =
                PaddedBatch.of(List.of(new int[] {7, 8, 9}, new int[] {}, new int[] {5}), 1);
        assertThat(batch.tokens()).containsExactly(7, 8, 9, 1, 1, 1, 5, 1, 1);
        assertThat(batch.mask()).containsExactly(1, 1, 1, 0, 0, 0, 1, 0, 0);
        assertThat(batch.count()).isEqualTo(4);
        assertThat(batch).hasToString("PaddedBatch[batch 3, time 3, 4 tokens]");
        assertThat(batch)
                .isNotEqualTo(
                        PaddedBatch.of(List.of(new int[] {7, 8, 9}, new int[0], new int[] {5}), 0));
    }

    @Test
    void rejectsSequencesWithoutATokenAtAll() {
        assertThatThrownBy(() -> PaddedBatch.of(List.of(new int[0], new int[0]), 0))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "PaddedBatch: a sequence must hold a token, but all 2 are empty. Leave out"
                                + " empty batches.");
    }
}
