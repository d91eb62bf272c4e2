package org.chainrule.datasets;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.IntStream;
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
    private final int[] tokens;
    private final int context;

    /**
     * Windows over tokens.
     *
     * @param tokens the text, at least 2 tokens; copied
     * @param context tokens in a window (T), at least 1; a shorter text is one window
     * @throws ChainruleException if the context is below 1 or there is nothing to predict
     */
    public SequentialWindows(int[] tokens, int context) {
        this("SequentialWindows", tokens, context);
    }

    SequentialWindows(String where, int[] tokens, int context) {
        if (context < 1) {
            throw new ChainruleException(
                    where, "context must be at least 1", "but it is " + context, "Try 64.");
        }
        if (tokens.length < 2) {
            throw new ChainruleException(
                    where,
                    "the text must have at least 2 tokens",
                    "but it has " + tokens.length,
                    "Use a longer text.");
        }
        this.tokens = tokens.clone();
        this.context = context;
    }

    /**
     * How many tokens are predicted over all batches.
     *
     * @return n - 1
     */
    public int targets() {
        return tokens.length - 1;
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
        int fullWindows = targets() / context;
        int rows = Math.max(1, Math.min(batchSize, fullWindows));
        return new Batches(rows, fullWindows);
    }

    private final class Batches extends AbstractList<TokenBatch> implements RandomAccess {
        private final int rows;
        private final int fullWindows;

        Batches(int rows, int fullWindows) {
            this.rows = rows;
            this.fullWindows = fullWindows;
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
            int[] starts = IntStream.range(first, last).map(w -> w * context).toArray();
            return TokenBatch.windows(tokens, context, starts);
        }

        private int fullBatches() {
            return (fullWindows + rows - 1) / rows;
        }

        private TokenBatch rest() {
            int[] starts = {fullWindows * context};
            return TokenBatch.windows(tokens, targets() % context, starts);
        }
    }
}
