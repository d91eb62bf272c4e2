package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/**
 * Layers whose weights do not learn: they are kept and saved under the same paths, but as buffers,
 * so that no gradient is computed for them and the optimizer keeps nothing. Gradients go through to
 * what stands before.
 *
 * @param body the layers
 */
@Teaches(meaning = "layers whose weights do not learn")
public record Frozen(List<Layer> body) implements Layer, Freezing {
    /** A copy of the body. */
    public Frozen {
        body = List.copyOf(body);
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public Node apply(Scope scope, Node x) {
        return scope.frozen(this, body, x);
    }

    @Override
    public Node adapted(Scope scope, Node weight, Node x, Node product) {
        return product;
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                new LayerExample(
                        List.of(new Dense(3), new Frozen(List.of(new Dense(4), new LayerNorm()))),
                        Example.reals(5, 2)));
    }
}
