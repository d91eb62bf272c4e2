package org.chainrule.datasets;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.LongStream;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Windows that cover a text once from its beginning to its end, for evaluation.
 *
 * <p>The windows follow one another without overlap, so each of the n tokens after the first is a
 * target exactly once, n - 1 in all. What is left at the end is a shorter window, in a batch of its
 * own. The mean loss over the text is the mean over batches weighted by {@link TokenBatch#size}.
 *
 * <pre>{@code
 * int[] tokens = new int[1_000];
 * for (TokenBatch batch : new SequentialWindows(tokens, 64).batches(12)) {
 *     // (12, 64), then fewer rows, then (1, rest)
 * }
 * }</pre>
 */
public final class SequentialWindows {
    private final Tokens tokens;
    private final int context;
    private final int fullWindows;

    /**
     * Windows over tokens.
     *
     * @param tokens the text, at least 2 tokens; copied
     * @param context tokens in a window (T), at least 1; a shorter text is one window
     * @throws ChainruleException if the context is below 1 or there is nothing to predict
     */
    public SequentialWindows(int[] tokens, int context) {
        this(Tokens.of(tokens), context);
    }

    /**
     * Windows over tokens that may lie in a file.
     *
     * @param tokens the text, at least 2 tokens
     * @param context tokens in a window (T), at least 1; a shorter text is one window
     * @throws ChainruleException if the context is below 1, there is nothing to predict, or there
     *     are more than 2,147,483,647 windows
     */
    public SequentialWindows(Tokens tokens, int context) {
        this("SequentialWindows", tokens, context);
    }

    SequentialWindows(String where, Tokens tokens, int context) {
        if (context < 1) {
            throw new ChainruleException(
                    where, "context must be at least 1", "but it is " + context, "Try 64.");
        }
        if (tokens.length() < 2) {
            throw new ChainruleException(
                    where,
                    "the text must have at least 2 tokens",
                    "but it has " + tokens.length(),
                    "Use a longer text.");
        }
        this.tokens = tokens;
        this.context = context;
        fullWindows = count(where, targets() / context, context);
    }

    /** How many windows there are; refuses more than an int counts. */
    static int count(String where, long windows, int context) {
        if (windows > Integer.MAX_VALUE) {
            throw new ChainruleException(
                    where,
                    "there must be at most %d windows".formatted(Integer.MAX_VALUE),
                    "but context %d makes %d".formatted(context, windows),
                    "Use a longer context.");
        }
        return (int) windows;
    }

    /**
     * How many tokens are predicted over all batches.
     *
     * @return n - 1
     */
    public long targets() {
        return tokens.length() - 1;
    }

    /**
     * All windows, in order.
     *
     * @param batchSize windows in a batch (B), at least 1
     * @return an unmodifiable list that makes each batch when it is asked for: batches of (B, T),
     *     the last of them with fewer rows, and (1, rest) if a rest is left
     * @throws ChainruleException if the batch size is below 1
     */
    public List<TokenBatch> batches(int batchSize) {
        TokenBatch.requireBatchSize("SequentialWindows.batches", batchSize);
        int rows = Math.max(1, Math.min(batchSize, fullWindows));
        return new Batches(rows);
    }

    private final class Batches extends AbstractList<TokenBatch> implements RandomAccess {
        private final int rows;

        Batches(int rows) {
            this.rows = rows;
        }

        @Override
        public int size() {
            return fullBatches() + (targets() % context == 0 ? 0 : 1);
        }

        @Override
        public TokenBatch get(int index) {
            if (index < 0 || index >= size()) {
                throw new IndexOutOfBoundsException(index);
            }
            if (index == fullBatches()) {
                return rest();
            }
            int first = index * rows;
            int last = Math.min(first + rows, fullWindows);
            long[] starts = LongStream.range(first, last).map(w -> w * context).toArray();
            return TokenBatch.windows(tokens, context, starts);
        }

        private int fullBatches() {
            return (int) (((long) fullWindows + rows - 1) / rows);
        }

        private TokenBatch rest() {
            long[] starts = {(long) fullWindows * context};
            return TokenBatch.windows(tokens, (int) (targets() % context), starts);
        }
    }
}
