package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.initializers.Initializers;

/**
 * An embedding: each token becomes its row of a table. It equals a one-hot vector times the table;
 * the gradient adds each dy to the row of its token.
 *
 * <p>Shapes: tokens (batch, time), y (batch, time, width); parameter {@code weight} (vocabulary,
 * width), which begins as the standard normal by default, as in PyTorch.
 *
 * @param vocabulary how many tokens there are
 * @param width how long a row is
 * @param weights how the table begins
 */
@Teaches(
        meaning = "each token becomes its row of a table",
        formula = "onehot(token)·E",
        rows = "F2")
public record Embed(long vocabulary, long width, Initializer weights) implements Layer {

    /** A table that begins as the standard normal. */
    public Embed(long vocabulary, long width) {
        this(vocabulary, width, Initializers.normal(1));
    }

    /** The same with a table that begins in another way. */
    public Embed withWeights(Initializer initializer) {
        return new Embed(vocabulary, width, initializer);
    }

    @Override
    public Node apply(Scope scope, Node x) {
        if (x.dtype() != DType.INT) {
            throw scope.error(
                    "the input must be tokens", "but found real numbers", "Begin with Net.tokens.");
        }
        if (vocabulary < 1 || width < 1) {
            throw scope.error(
                    "the vocabulary and the width must be 1 or more",
                    "but found " + vocabulary + " and " + width,
                    "Common widths are 128 and 384.");
        }
        Node table =
                scope.parameter(
                        "weight",
                        weights,
                        Dim.of("vocabulary", vocabulary),
                        Dim.of("width", width));
        return table.lookUp(x);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(LayerExample.of(new Embed(5, 3), Example.below(5, 2, 4)));
    }
}
