package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.Gelu;

/**
 * A residual connection, y = x + f(x), so that dx = dy + dy·∂f/∂x: the gradient has a way past f.
 *
 * <p>Source: He et al., "Deep Residual Learning for Image Recognition", 2015.
 *
 * @param body f, layer by layer
 */
@Teaches(meaning = "residual connection past its body f", formula = "x + f(x)", rows = "F15")
public record Residual(List<Layer> body) implements Layer {
    /** A copy of the body. */
    public Residual {
        body = List.copyOf(body);
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public Node apply(Scope scope, Node x) {
        Node f = scope.sequence(body, x);
        if (!f.shape().agrees(x.shape())) {
            throw scope.error(
                    "the body of a residual must keep the shape " + x.shape(),
                    "but gives " + f.shape(),
                    "End the body with a layer that restores it.");
        }
        return scope.named("residual", x.plus(f));
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(
                        new Residual(List.of(new Dense(4), new Activation(new Gelu()))),
                        Example.reals(3, 4)));
    }
}
