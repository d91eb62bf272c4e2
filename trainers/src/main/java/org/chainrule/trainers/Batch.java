package org.chainrule.trainers;

import ai.djl.ndarray.NDArray;

/**
 * Examples that go through the network together.
 *
 * @param input the input
 * @param target what the loss compares the output with; null for a loss without a target
 * @param count how many targets there are: the weight of this batch in a mean over several
 */
public record Batch(NDArray input, NDArray target, long count) {

    /** Examples for a loss without a target. */
    public Batch(NDArray input, long count) {
        this(input, null, count);
    }
}
