package org.chainrule.datasets;

/**
 * Sequences filled up to the same length, and which of their targets count.
 *
 * @param tokens (B, T) inputs and targets
 * @param mask (B, T), row by row: 1 where the target counts, 0 where it is padding, or a part that
 *     is given and not to be learned
 */
public record MaskedBatch(TokenBatch tokens, float[] mask) {
    /** How many targets count. */
    public long count() {
        long count = 0;
        for (float each : mask) {
            count += each == 0 ? 0 : 1;
        }
        return count;
    }
}
