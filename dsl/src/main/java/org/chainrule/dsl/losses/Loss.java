package org.chainrule.dsl.losses;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.layers.Parameter;

/**
 * What a network is trained to make small: one number from its output and the target.
 *
 * <p>A loss on several embeddings takes an output whose first axis holds the views one after the
 * other: all first views, then all second ones. So any network can be trained on it.
 */
public interface Loss {
    /**
     * What an output of this shape is compared with; empty for a loss that compares the output with
     * itself alone.
     */
    Optional<Target> target(Shape output);

    /**
     * The loss: a single number, or several where the loss is not reduced.
     *
     * @param output what the network computes
     * @param target what it is compared with; {@link Node#zero()} for a loss without a target
     */
    Node apply(Node output, Node target);

    /** How many views of each example the first axis of an output holds; 1 by default. */
    default int views() {
        return 1;
    }

    /**
     * What is added in training for the weights themselves; by default nothing, {@link
     * Node#zero()}.
     */
    default Node penalty(List<Parameter> parameters) {
        return Node.zero();
    }

    /** The same with a penalty on weights more: {@code crossEntropy().penalized(l2(1e-4))}. */
    default Loss penalized(Penalty penalty) {
        return new Penalized(this, penalty);
    }
}
