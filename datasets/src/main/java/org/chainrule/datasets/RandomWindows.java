package org.chainrule.datasets;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Windows of a text at random places, for training.
 *
 * <p>The batch is a pure function of (seed, step): nothing is remembered between steps, so a run
 * that resumes at step n sees what an uninterrupted run would have seen. Each window starts at an
 * offset drawn uniformly from [0, n - context), as in nanoGPT, where n is the number of tokens.
 *
 * <pre>{@code
 * int[] tokens = new int[1_000];
 * TokenBatch batch = new RandomWindows(tokens, 64).batch(12, 1337, 0); // (12, 64)
 * }</pre>
 */
public final class RandomWindows {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final Tokens tokens;
    private final int context;

    /**
     * Windows over tokens.
     *
     * @param tokens the text, n tokens; copied
     * @param context tokens in a window (T), at least 1 and below n
     * @throws ChainruleException if the context does not fit the text
     */
    public RandomWindows(int[] tokens, int context) {
        this(Tokens.of(tokens), context);
    }

    /**
     * Windows over tokens that may lie in a file.
     *
     * @param tokens the text, n tokens
     * @param context tokens in a window (T), at least 1 and below n
     * @throws ChainruleException if the context does not fit the text
     */
    public RandomWindows(Tokens tokens, int context) {
        requireContext("RandomWindows", tokens.length(), context);
        this.tokens = tokens;
        this.context = context;
    }

    /**
     * The batch of one training step.
     *
     * @param batchSize windows in the batch (B), at least 1
     * @param seed the seed of the run
     * @param step the number of the step
     * @return (B, T) tokens, the same for the same arguments on every machine
     * @throws ChainruleException if the batch size is below 1 or too large for an array
     */
    public TokenBatch batch(int batchSize, long seed, long step) {
        requireBatch("RandomWindows.batch", batchSize, context);
        SplittableRandom random = random(seed, step);
        long places = tokens.length() - context;
        boolean isShort = places <= Integer.MAX_VALUE; // drawn as ever, so that runs stay the same
        var starts = new long[batchSize]; // (B)
        Arrays.setAll(
                starts, b -> isShort ? random.nextInt((int) places) : random.nextLong(places));
        return TokenBatch.windows(tokens, context, starts);
    }

    static void requireContext(String where, long length, int context) {
        if (context < 1) {
            throw new ChainruleException(
                    where, "context must be at least 1", "but it is " + context, "Try 64.");
        }
        if (context >= length) {
            throw new ChainruleException(
                    where,
                    "context must be shorter than the text",
                    "but context %d is not shorter than %d tokens".formatted(context, length),
                    length < 2
                            ? "Use a longer text."
                            : "Try context %d, or a longer text.".formatted(length - 1));
        }
    }

    static void requireBatch(String where, int batchSize, int context) {
        TokenBatch.requireBatchSize(where, batchSize);
        if (batchSize > LONGEST_ARRAY / context) {
            throw new ChainruleException(
                    where,
                    "batch size times context must fit an array",
                    "but %d * %d does not".formatted(batchSize, context),
                    "Try batch size %d.".formatted(LONGEST_ARRAY / context));
        }
    }

    /** Random numbers that depend on two others, each of whose bits counts. */
    static SplittableRandom random(long seed, long number) {
        return new SplittableRandom(mix(mix(seed) + number));
    }

    /**
     * Spreads neighbouring numbers over all 64 bits (Stafford's mix 13, as in SplitMix64).
     *
     * <p>SplittableRandom alone would not do: seeds that differ by a multiple of its increment give
     * the same stream, shifted.
     */
    static long mix(long number) {
        long z = number + GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
