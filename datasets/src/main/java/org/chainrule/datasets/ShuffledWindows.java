package org.chainrule.datasets;

import java.util.SplittableRandom;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Windows of a text in a random order, for training: in each epoch every part of the text occurs
 * once.
 *
 * <p>An epoch cuts the text into windows that do not overlap, beginning at a random place among the
 * first T tokens, and shuffles them; so a run of few epochs sees more of the text than one that
 * draws each window by itself, as {@link RandomWindows} does. The batch is a pure function of
 * (seed, step): a run that resumes sees what an uninterrupted one would have seen.
 *
 * <pre>{@code
 * int[] tokens = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3};
 * TokenBatch batch = new ShuffledWindows(tokens, 4).batch(2, 1337, 0); // (2, 4)
 * }</pre>
 */
public final class ShuffledWindows {
    private final int[] tokens;
    private final int context;
    private final int windows; // in an epoch
    private volatile Epoch last; // the epoch that was asked for last; it can always be made again

    private record Epoch(long seed, long number, int[] starts) {}

    /**
     * Windows over tokens.
     *
     * @param tokens the text, n tokens; copied
     * @param context tokens in a window (T), at least 1 and below n
     * @throws ChainruleException if the context does not fit the text
     */
    public ShuffledWindows(int[] tokens, int context) {
        this("ShuffledWindows", tokens, context);
    }

    ShuffledWindows(String where, int[] tokens, int context) {
        RandomWindows.requireContext(where, tokens.length, context);
        this.tokens = tokens.clone();
        this.context = context;
        windows = Math.max(1, (tokens.length - context) / context);
    }

    /**
     * The batch of one training step.
     *
     * @param batchSize windows in the batch (B), at least 1
     * @param seed the seed of the run
     * @param step the number of the step, from 0
     * @return (B, T) tokens, the same for the same arguments on every machine
     * @throws ChainruleException if the batch size is below 1 or too large for an array
     */
    public TokenBatch batch(int batchSize, long seed, long step) {
        RandomWindows.requireBatch("ShuffledWindows.batch", batchSize, context);
        int[] starts = new int[batchSize]; // (B)
        for (int b = 0; b < batchSize; b++) {
            long window = step * batchSize + b;
            starts[b] =
                    epoch(seed, Math.floorDiv(window, windows))
                            .starts[Math.floorMod(window, windows)];
        }
        return TokenBatch.windows(tokens, context, starts);
    }

    /** How many windows make an epoch. */
    public int windows() {
        return windows;
    }

    private Epoch epoch(long seed, long number) {
        Epoch known = last;
        if (known == null || known.seed != seed || known.number != number) {
            known = new Epoch(seed, number, starts(RandomWindows.random(seed, number)));
            last = known;
        }
        return known;
    }

    private int[] starts(SplittableRandom random) {
        int phase = random.nextInt(Math.min(context, tokens.length - context));
        int[] starts = new int[windows];
        for (int i = 0; i < windows; i++) { // Fisher and Yates, from the inside out
            int place = random.nextInt(i + 1);
            starts[i] = starts[place];
            starts[place] = phase + i * context;
        }
        return starts;
    }
}
