package org.chainrule.dsl;

import java.util.List;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.Scope;

/**
 * The body of a residual as far as it is declared, where its shape may still be any.
 *
 * @param body the layers so far
 */
record Sequence(List<Layer> body) implements Layer {
    @Override
    public String name() {
        return "";
    }

    @Override
    public Node apply(Scope scope, Node x) {
        return scope.sequence(body, x);
    }
}
