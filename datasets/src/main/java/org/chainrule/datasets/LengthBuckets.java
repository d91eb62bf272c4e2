package org.chainrule.datasets;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;

/**
 * The order in which examples of different lengths go into batches, so that each batch holds
 * examples of about one length and little is filled up.
 *
 * <p>An epoch shuffles the examples, sorts them by length within pools of some hundreds, cuts the
 * pools into batches and shuffles those; so each example occurs once an epoch, in a batch that
 * differs from epoch to epoch. The batch is a pure function of (seed, step): a run that resumes
 * sees what an uninterrupted one would have seen. Where the batch size does not divide the number
 * of examples, one batch of each epoch is smaller.
 *
 * <p>Khomenko et al., "Accelerating recurrent neural network training using sequence bucketing and
 * multi-GPU data parallelization", 2016.
 *
 * <pre>{@code
 * LengthBuckets buckets = new LengthBuckets(3, 9, 4, 8, 3, 9);
 * int[] examples = buckets.batch(2, 1337, 0);      // the indices of two examples
 * double filled = buckets.padding(2, 1337, 0);     // the part of the epoch that is padding
 * }</pre>
 */
public final class LengthBuckets {
    private static final int POOL = 50; // batches

    private final int[] lengths;
    private volatile Epoch last; // the epoch that was asked for last; it can always be made again

    /**
     * The batches of an epoch.
     *
     * @param examples indices in their order, batch after batch
     * @param order which batch comes when
     */
    private record Epoch(int batchSize, long seed, long number, int[] examples, int[] order) {
        int[] batch(int place) {
            int from = order[place] * batchSize;
            return Arrays.copyOfRange(
                    examples, from, (int) Math.min((long) from + batchSize, examples.length));
        }
    }

    /**
     * Buckets of examples.
     *
     * @param lengths of all examples, n of them, each at least 0; copied
     * @throws ChainruleException if there is no example, or a length is below 0
     */
    public LengthBuckets(int... lengths) {
        this.lengths = lengths.clone();
        if (lengths.length == 0) {
            throw new ChainruleException(
                    "LengthBuckets", "there must be an example", "but there is none", "Give some.");
        }
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] < 0) {
                throw new ChainruleException(
                        "LengthBuckets",
                        "lengths must be at least 0",
                        "but example %d has %d".formatted(i, lengths[i]),
                        "Give the number of tokens of each example.");
            }
        }
    }

    /**
     * How many batches make an epoch.
     *
     * @param batchSize examples in a batch (B), at least 1
     * @return ⌈n / B⌉
     * @throws ChainruleException if the batch size is below 1
     */
    public int batches(int batchSize) {
        TokenBatch.requireBatchSize("LengthBuckets.batches", batchSize);
        return (int) (((long) lengths.length + batchSize - 1) / batchSize);
    }

    /**
     * The examples of one training step.
     *
     * @param batchSize examples in a batch (B), at least 1
     * @param seed the seed of the run
     * @param step the number of the step, from 0
     * @return up to B indices from 0 to n - 1, the same for the same arguments on every machine
     * @throws ChainruleException if the batch size is below 1
     */
    public int[] batch(int batchSize, long seed, long step) {
        int count = batches(batchSize);
        Epoch epoch = epoch(batchSize, seed, Math.floorDiv(step, count));
        return epoch.batch(Math.floorMod(step, count));
    }

    /**
     * Which part of an epoch's batches is padding, each batch as long as its longest example.
     *
     * @param batchSize examples in a batch (B), at least 1
     * @param seed the seed of the run
     * @param epoch the number of the epoch, from 0
     * @return from 0, where all examples of each batch are equally long, to 1
     * @throws ChainruleException if the batch size is below 1
     */
    public double padding(int batchSize, long seed, long epoch) {
        int count = batches(batchSize);
        long places = 0;
        for (int i = 0; i < count; i++) {
            int[] batch = epoch(batchSize, seed, epoch).batch(i);
            places +=
                    (long) batch.length * IntStream.of(batch).map(e -> lengths[e]).max().orElse(0);
        }
        long tokens = IntStream.of(lengths).asLongStream().sum();
        return places == 0 ? 0 : 1 - (double) tokens / places;
    }

    private Epoch epoch(int batchSize, long seed, long number) {
        Epoch known = last;
        if (known == null
                || known.batchSize != batchSize
                || known.seed != seed
                || known.number != number) {
            known = shuffled(batchSize, seed, number);
            last = known;
        }
        return known;
    }

    private Epoch shuffled(int batchSize, long seed, long number) {
        SplittableRandom random = RandomWindows.random(seed, number);
        int[] examples = order(lengths.length, random);
        long pool = (long) POOL * batchSize;
        for (long from = 0; from < examples.length; from += pool) {
            int to = (int) Math.min(from + pool, examples.length);
            int[] sorted =
                    Arrays.stream(examples, (int) from, to)
                            .boxed()
                            .sorted(Comparator.comparingInt(e -> lengths[e])) // keeps equal ones
                            .mapToInt(e -> e)
                            .toArray();
            System.arraycopy(sorted, 0, examples, (int) from, sorted.length);
        }
        return new Epoch(batchSize, seed, number, examples, order(batches(batchSize), random));
    }

    private static int[] order(int n, SplittableRandom random) {
        Permutation permutation = Permutation.of(n, random);
        int[] order = new int[n];
        Arrays.setAll(order, i -> (int) permutation.at(i));
        return order;
    }
}
