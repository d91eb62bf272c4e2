package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/** All axes but the first joined to one: (batch, …) to (batch, n). */
@Teaches(meaning = "all axes but the first become one")
public record Flatten() implements Layer {
    @Override
    public Node apply(Scope scope, Node x) {
        return x.merge(1, -1);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(LayerExample.of(new Flatten(), Example.reals(2, 3, 2)));
    }
}
