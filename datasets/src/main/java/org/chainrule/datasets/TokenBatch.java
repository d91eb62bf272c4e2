package org.chainrule.datasets;

import java.util.Arrays;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Token windows for one step: inputs and, for each of them, the token that follows it.
 *
 * <p>Both arrays are row-major (B, T): the token at row b and time t is at {@code b * T + t}. They
 * are not copied, so that a batch costs one allocation each; treat them as read-only.
 *
 * @param batch B, at least 1
 * @param time T, at least 1
 * @param inputs (B, T)
 * @param targets (B, T): {@code targets[b, t]} follows {@code inputs[b, t]} in the text
 */
public record TokenBatch(int batch, int time, long[] inputs, long[] targets) {
    /**
     * A batch whose arrays have B * T tokens each.
     *
     * @throws ChainruleException if a size is below 1 or an array has another length
     */
    public TokenBatch {
        if (batch < 1 || time < 1) {
            throw new ChainruleException(
                    "TokenBatch",
                    "batch and time must be at least 1",
                    "but they are %d and %d".formatted(batch, time),
                    "Leave out empty batches.");
        }
        long tokens = (long) batch * time;
        if (inputs.length != tokens || targets.length != tokens) {
            throw new ChainruleException(
                    "TokenBatch",
                    "inputs and targets must have batch * time = %d * %d = %d tokens"
                            .formatted(batch, time, tokens),
                    "but they have %d and %d".formatted(inputs.length, targets.length),
                    "Pass both as row-major (batch, time).");
        }
    }

    /**
     * How many tokens are predicted: B * T.
     *
     * @return the length of the arrays
     */
    public int size() {
        return inputs.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenBatch that
                && batch == that.batch
                && time == that.time
                && Arrays.equals(inputs, that.inputs)
                && Arrays.equals(targets, that.targets);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(inputs) + time;
    }

    @Override
    public String toString() {
        return "TokenBatch[batch " + batch + ", time " + time + "]";
    }

    /** Windows of {@code time} tokens at the given starts; targets are one token later. */
    static TokenBatch windows(Tokens tokens, int time, long[] starts) {
        long[] inputs = new long[starts.length * time]; // (B, T)
        long[] targets = new long[starts.length * time]; // (B, T)
        int[] row = new int[time + 1];
        for (int b = 0; b < starts.length; b++) {
            tokens.copy(starts[b], row);
            for (int t = 0; t < time; t++) {
                inputs[b * time + t] = row[t];
                targets[b * time + t] = row[t + 1];
            }
        }
        return new TokenBatch(starts.length, time, inputs, targets);
    }

    static void requireBatchSize(String where, int batchSize) {
        if (batchSize < 1) {
            throw new ChainruleException(
                    where, "batch size must be at least 1", "but it is " + batchSize, "Try 12.");
        }
    }
}
