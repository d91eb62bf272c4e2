package org.chainrule.dsl;

import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.layers.Dense;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.Scope;

/** A layer that fits once but not twice: it takes 8 numbers and gives 4. */
record HalfOfEight() implements Layer {
    @Override
    public Node apply(Scope scope, Node x) {
        long width = x.shape().dim(-1).size();
        if (width != 8) {
            throw scope.error("the width must be 8", "but found " + width, "Repeat it once.");
        }
        return scope.run(new Dense(4), x);
    }
}
