package org.chainrule.dsl.djl;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Examples that go through a network together: a step's whole batch, or a part of it.
 *
 * @param xs the network's inputs in their order, owned by libtorch
 * @param y the target, likewise; null where the loss has none
 * @param weight how much it counts among the parts of a step, such as its number of examples
 */
@Teaches(
        meaning = "a part of a step's batch: gradients are accumulated over the parts",
        formula = "g = Σ nᵢ·gᵢ / Σ nᵢ",
        rows = "G10")
public record MicroBatch(List<NDArray> xs, NDArray y, double weight) {
    /**
     * Checks the weight.
     *
     * @throws ChainruleException if it is not more than 0
     */
    public MicroBatch {
        xs = List.copyOf(xs);
        if (!(weight > 0)) {
            throw new ChainruleException(
                    "micro-batch",
                    "the weight must be more than 0",
                    "but found " + weight,
                    "Give its number of examples.");
        }
    }

    /** The inputs, and the target if there is one. */
    List<NDArray> arrays() {
        List<NDArray> arrays = new ArrayList<>(xs);
        Optional.ofNullable(y).ifPresent(arrays::add);
        return arrays;
    }
}
