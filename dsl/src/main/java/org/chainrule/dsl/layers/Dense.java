package org.chainrule.dsl.layers;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.initializers.Initializers;
import org.chainrule.dsl.ops.Linear;

/**
 * A fully connected layer, y = x·Wᵀ + b, over the last axis.
 *
 * <p>Shapes: x (…, in), y (…, out); parameters {@code weight} (out, in) and {@code bias} (out). By
 * default there is a bias, and both begin uniform in ±1/√in, as in PyTorch.
 *
 * @param name its name in paths
 * @param out the output axis
 * @param hasBias whether b is added
 * @param weights how the weights begin, where not by default
 */
@Teaches(meaning = "fully connected layer", formula = "x·Wᵀ + b", rows = "F1")
public record Dense(String name, Dim out, boolean hasBias, Optional<Initializer> weights)
        implements Layer {

    /** A layer with this many outputs. */
    public Dense(long width) {
        this("dense", Dim.of("width", width), true, Optional.empty());
    }

    /** The same under another name. */
    public Dense named(String other) {
        return new Dense(other, out, hasBias, weights);
    }

    /** The same without a bias. */
    public Dense withoutBias() {
        return new Dense(name, out, false, weights);
    }

    /** The same with weights that begin in another way. */
    public Dense withWeights(Initializer initializer) {
        return new Dense(name, out, hasBias, Optional.of(initializer));
    }

    @Override
    public Node apply(Scope scope, Node x) {
        Dim in = x.shape().dim(-1);
        if (in.isOpen()) {
            throw scope.error(
                    "the input must have a last axis of fixed size",
                    "but found " + x.shape(),
                    "Embed tokens first, or fix the size of the axis.");
        }
        Initializer byInputs = Initializers.uniformByInputs(in.size());
        Node w = scope.parameter("weight", weights.orElse(byInputs), out, in);
        Node y =
                hasBias
                        ? new Linear().apply(x, w, scope.parameter("bias", byInputs, out))
                        : new Linear().apply(x, w);
        return scope.adapted(w, x, y);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new Dense(3), Example.reals(4, 5)),
                LayerExample.of(new Dense(2).withoutBias(), Example.reals(1, 2, 3)));
    }
}
