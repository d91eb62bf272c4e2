package org.chainrule.datasets;

/**
 * Lines filled up to the same length, and which of their tokens count.
 *
 * @param tokens (B, T) inputs and targets
 * @param mask (B, T), row by row: 1 where the target belongs to a line, 0 where it is padding
 */
public record LineBatch(TokenBatch tokens, float[] mask) {}
