package org.chainrule.datasets;

import java.util.SplittableRandom;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.initializers.Seeds;

/**
 * The numbers of rows in a random order, for training: in each epoch every row occurs once.
 *
 * <p>Which rows a step takes is a pure function of (size, seed, step). A batch may hold the last
 * rows of an epoch and the first of the next.
 *
 * <pre>{@code
 * int[] rows = new ShuffledRows(1_797).batch(32, 1, 0); // 32 numbers from 0 to 1796
 * }</pre>
 */
public final class ShuffledRows {
    private final int count;
    private volatile Epoch last; // the epoch that was asked for last; it can always be made again

    private record Epoch(long seed, long number, int[] order) {}

    /**
     * Rows.
     *
     * @param count how many there are, at least 1
     * @throws ChainruleException if there is none
     */
    public ShuffledRows(int count) {
        if (count < 1) {
            throw new ChainruleException(
                    "ShuffledRows",
                    "there must be a row",
                    "but there are " + count,
                    "Give data that is not empty.");
        }
        this.count = count;
    }

    /**
     * The rows of one training step.
     *
     * @param size how many (B), at least 1
     * @param seed the seed of the run
     * @param step the number of the step, from 0
     * @return B numbers from 0 to n − 1
     * @throws ChainruleException if the size is below 1
     */
    public int[] batch(int size, long seed, long step) {
        TokenBatch.requireBatchSize("ShuffledRows.batch", size);
        int[] rows = new int[size]; // (B)
        for (int b = 0; b < size; b++) {
            long place = step * size + b;
            Epoch epoch = epoch(seed, Math.floorDiv(place, count));
            rows[b] = epoch.order[Math.floorMod(place, count)];
        }
        return rows;
    }

    private Epoch epoch(long seed, long number) {
        Epoch known = last;
        if (known == null || known.seed != seed || known.number != number) {
            var random = new SplittableRandom(Seeds.mix(seed, number));
            int[] order = new int[count];
            for (int i = 0; i < count; i++) { // Fisher and Yates, from the inside out
                int place = random.nextInt(i + 1);
                order[i] = order[place];
                order[place] = i;
            }
            known = new Epoch(seed, number, order);
            last = known;
        }
        return known;
    }
}
