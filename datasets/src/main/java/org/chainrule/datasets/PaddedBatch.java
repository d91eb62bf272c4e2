package org.chainrule.datasets;

import java.util.Arrays;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Sequences of different lengths as one array: each is filled up to the longest, and a mask tells
 * what is theirs. Arrays are row-major (B, T) and not copied; treat them as read-only.
 *
 * <pre>{@code
 * PaddedBatch batch = PaddedBatch.of(List.of(new int[] {7, 8, 9}, new int[] {5}), 0);
 * batch.tokens();                  // 7, 8, 9, 5, 0, 0
 * batch.mask();                    // 1, 1, 1, 1, 0, 0
 * }</pre>
 *
 * @param batch B, how many sequences
 * @param time T, the length of the longest, at least 1
 * @param tokens (B, T)
 * @param mask (B, T): 1 where a token is the sequence's own, 0 where it is padding
 */
public record PaddedBatch(int batch, int time, long[] tokens, double[] mask) {

    /**
     * Fills sequences up at their ends.
     *
     * @param sequences at least one, of which one has a token
     * @param padding the token that fills up
     * @return one row for each sequence
     * @throws ChainruleException if there is no token at all
     */
    public static PaddedBatch of(List<int[]> sequences, int padding) {
        int time = sequences.stream().mapToInt(s -> s.length).max().orElse(0);
        if (time == 0) {
            throw new ChainruleException(
                    "PaddedBatch",
                    "a sequence must hold a token",
                    "but all %d are empty".formatted(sequences.size()),
                    "Leave out empty batches.");
        }
        int size = Math.multiplyExact(sequences.size(), time);
        long[] tokens = new long[size]; // (B, T)
        double[] mask = new double[size]; // (B, T)
        Arrays.fill(tokens, padding);
        for (int b = 0; b < sequences.size(); b++) {
            int[] sequence = sequences.get(b);
            for (int t = 0; t < sequence.length; t++) {
                tokens[b * time + t] = sequence[t];
                mask[b * time + t] = 1;
            }
        }
        return new PaddedBatch(sequences.size(), time, tokens, mask);
    }

    /**
     * How many tokens are no padding: the weight of this batch in a mean over several.
     *
     * @return the sum of the mask
     */
    public long count() {
        return (long) Arrays.stream(mask).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PaddedBatch that
                && batch == that.batch
                && time == that.time
                && Arrays.equals(tokens, that.tokens)
                && Arrays.equals(mask, that.mask);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(tokens) + time;
    }

    @Override
    public String toString() {
        return "PaddedBatch[batch " + batch + ", time " + time + ", " + count() + " tokens]";
    }
}
