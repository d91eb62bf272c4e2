package org.chainrule.dsl.layers;

import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.initializers.Initializer;

/**
 * What a network keeps besides its weights and does not learn, such as a running mean: a training
 * step brings it up to date, and no gradient reaches it.
 *
 * @param variable its path and its shape
 * @param node its value when a call begins
 * @param initializer how it begins
 * @param after its value after a training step; the node itself where it stays
 */
public record Buffer(Variable variable, Node node, Initializer initializer, Node after)
        implements Stored {

    /** The same with another value after a training step. */
    Buffer becoming(Node value) {
        return new Buffer(variable, node, initializer, value);
    }

    /** Whether a training step may change it. */
    public boolean changes() {
        return after != node;
    }
}
