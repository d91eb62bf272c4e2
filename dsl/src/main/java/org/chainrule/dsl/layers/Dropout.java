package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/**
 * Dropout: in training, each element is set to 0 with probability p and the others are divided by 1
 * − p; otherwise nothing happens. See {@link org.chainrule.dsl.ops.Dropout}.
 *
 * @param p the probability, in [0, 1)
 */
@Teaches(
        meaning = "sets elements to 0 at random, in training only",
        formula = "x ⊙ m/(1 − p)",
        rows = "F3")
public record Dropout(double p) implements Layer {

    @Override
    public Node apply(Scope scope, Node x) {
        if (!(p >= 0 && p < 1)) {
            throw scope.error(
                    "the probability must be at least 0 and less than 1",
                    "but found " + p,
                    "Common values are 0.1 and 0.5.");
        }
        return scope.isTraining() && p > 0 ? new org.chainrule.dsl.ops.Dropout(p).apply(x) : x;
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(LayerExample.of(new Dropout(0.3), Example.reals(4, 5)));
    }
}
