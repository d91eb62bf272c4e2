package org.chainrule.datasets;

import java.util.SplittableRandom;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.initializers.Seeds;

/**
 * The order in which a run takes its examples: shuffled anew in each epoch, each example once an
 * epoch, epochs end to end. A batch is a pure function of (seed, step), so a run that resumes takes
 * what an uninterrupted one would have taken.
 *
 * <pre>{@code
 * var shuffle = new Shuffle(6);
 * int[] first = shuffle.batch(4, 1, 0);
 * int[] second = shuffle.batch(4, 1, 1); // the other two, and two of the next epoch
 * }</pre>
 */
public final class Shuffle {
    private final int count;
    private volatile Epoch last; // the epoch that was asked for last; it can always be made again

    private record Epoch(long seed, long number, int[] order) {}

    /**
     * An order of so many examples.
     *
     * @param count at least 1
     * @throws ChainruleException if there is no example
     */
    public Shuffle(int count) {
        if (count < 1) {
            throw new ChainruleException(
                    "Shuffle",
                    "there must be an example to take",
                    "but there are " + count,
                    "Give at least one.");
        }
        this.count = count;
    }

    /**
     * The examples of one batch.
     *
     * @param size how many (B)
     * @param seed the seed of the run
     * @param step which batch, from 0
     * @return B numbers of examples, from 0; one may occur twice where an epoch ends
     */
    public int[] batch(int size, long seed, long step) {
        int[] batch = new int[size];
        for (int b = 0; b < size; b++) {
            long place = step * size + b;
            Epoch epoch = epoch(seed, Math.floorDiv(place, count));
            batch[b] = epoch.order[Math.floorMod(place, count)];
        }
        return batch;
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
