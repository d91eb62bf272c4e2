package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/** The mean over the steps of each sequence, (batch, time, width) to (batch, width). */
@Teaches(meaning = "the mean over the steps of each sequence", formula = "Σ x[t]/T")
public record Mean() implements Layer {
    @Override
    public Node apply(Scope scope, Node x) {
        return x.mean(1);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new Mean(), Example.reals(2, 3, 2)),
                LayerExample.of(new Mean(), Example.reals(1, 1, 3)));
    }
}
