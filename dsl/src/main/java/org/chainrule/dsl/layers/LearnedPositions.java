package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.initializers.Initializers;

/**
 * Learned positions: y[t] = x[t] + P[t], a row for each place in the context.
 *
 * <p>Shapes: x and y (batch, time, width); parameter {@code weight} (context, width), which begins
 * as the standard normal by default.
 *
 * @param context how many places there are
 * @param weights how the table begins
 */
@Teaches(meaning = "adds a learned row for each place", formula = "x[t] + P[t]", rows = "F17")
public record LearnedPositions(long context, Initializer weights) implements Layer {

    /** A table that begins as the standard normal. */
    public LearnedPositions(long context) {
        this(context, Initializers.normal(1));
    }

    /** The same with a table that begins in another way. */
    public LearnedPositions withWeights(Initializer initializer) {
        return new LearnedPositions(context, initializer);
    }

    @Override
    public String name() {
        return "positions";
    }

    @Override
    public Node apply(Scope scope, Node x) {
        if (context == Dim.OPEN) {
            throw scope.error(
                    "learned positions need a bounded context",
                    "but the network begins with Net.sequence",
                    "Begin with Net.tokens(context).");
        }
        Dim time = x.shape().dim(-2);
        Node table =
                scope.parameter("weight", weights, Dim.of("context", context), x.shape().dim(-1));
        return x.plus(table.slice(0, scope.position(), x.size(-2), time));
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(LayerExample.of(new LearnedPositions(5), Example.reals(2, 3, 4)));
    }
}
