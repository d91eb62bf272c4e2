package org.chainrule.dsl.layers;

import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * A function of each element, without parameters.
 *
 * @param op the function, an op with one input
 */
@Teaches(meaning = "an op of each element, such as gelu or relu")
public record Activation(Op op) implements Layer {
    @Override
    public String name() {
        return op.name();
    }

    @Override
    public Node apply(Scope scope, Node x) {
        return op.apply(x);
    }
}
