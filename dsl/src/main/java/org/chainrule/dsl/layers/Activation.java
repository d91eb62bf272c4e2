package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.Gelu;

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

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(LayerExample.of(new Activation(new Gelu()), Example.reals(2, 5)));
    }
}
