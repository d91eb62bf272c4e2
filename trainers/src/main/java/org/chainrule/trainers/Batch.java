package org.chainrule.trainers;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Examples that go through the network together.
 *
 * @param inputs the network's inputs, in their order
 * @param target what the loss compares the output with; null for a loss without a target
 * @param count how many targets there are: the weight of this batch in a mean over several
 */
public record Batch(List<NDArray> inputs, NDArray target, long count) {

    /** A copy of the list. */
    public Batch {
        inputs = List.copyOf(inputs);
    }

    /** A batch for a network with one input. */
    public Batch(NDArray input, NDArray target, long count) {
        this(List.of(input), target, count);
    }

    /** Examples for a loss without a target. */
    public Batch(NDArray input, long count) {
        this(List.of(input), null, count);
    }
}
