package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/** The last step of each sequence, (batch, time, width) to (batch, width). */
@Teaches(meaning = "the last step of each sequence", formula = "x[T]")
public record Last() implements Layer {
    @Override
    public Node apply(Scope scope, Node x) {
        return x.slice(1, x.size(1).minus(Node.integer(1)), Node.integer(1), Dim.of("", 1)).sum(1);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new Last(), Example.reals(2, 3, 2)),
                LayerExample.of(new Last(), Example.reals(1, 1, 3)));
    }
}
