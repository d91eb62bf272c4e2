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
    private final Tokens tokens;
    private final int context;
    private final int windows; // in an epoch
    private volatile Epoch last; // the epoch that was asked for last; it can always be made again

    /**
     * The order of an epoch.
     *
     * @param phase where its first window begins
     */
    private record Epoch(long seed, long number, int phase, Permutation order) {}

    /**
     * Windows over tokens.
     *
     * @param tokens the text, n tokens; copied
     * @param context tokens in a window (T), at least 1 and below n
     * @throws ChainruleException if the context does not fit the text
     */
    public ShuffledWindows(int[] tokens, int context) {
        this(Tokens.of(tokens), context);
    }

    /**
     * Windows over tokens that may lie in a file. The order of an epoch is kept in memory for up to
     * 4,194,304 windows; of more it is computed as it is needed, by a formula that permutes them.
     *
     * @param tokens the text, n tokens
     * @param context tokens in a window (T), at least 1 and below n
     * @throws ChainruleException if the context does not fit the text, or there are more than
     *     2,147,483,647 windows
     */
    public ShuffledWindows(Tokens tokens, int context) {
        this("ShuffledWindows", tokens, context);
    }

    ShuffledWindows(String where, Tokens tokens, int context) {
        RandomWindows.requireContext(where, tokens.length(), context);
        this.tokens = tokens;
        this.context = context;
        long whole = (tokens.length() - context) / context;
        windows = Math.max(1, SequentialWindows.count(where, whole, context));
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
        long[] starts = new long[batchSize]; // (B)
        for (int b = 0; b < batchSize; b++) {
            long window = step * batchSize + b;
            Epoch epoch = epoch(seed, Math.floorDiv(window, windows));
            long place = epoch.order.at(Math.floorMod(window, windows));
            starts[b] = epoch.phase + place * context;
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
            SplittableRandom random = RandomWindows.random(seed, number);
            int phase = random.nextInt((int) Math.min(context, tokens.length() - context));
            known = new Epoch(seed, number, phase, Permutation.of(windows, random));
            last = known;
        }
        return known;
    }
}
