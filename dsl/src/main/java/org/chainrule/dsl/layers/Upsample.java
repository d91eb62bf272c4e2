package org.chainrule.dsl.layers;

import java.util.Collections;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/**
 * Each step of a sequence, or each pixel of an image along both axes, repeated. See {@link
 * org.chainrule.dsl.ops.Upsample}.
 *
 * <p>Shapes: x (batch, C, height, width), y (batch, C, f·height, f·width); x (batch, time, C), y
 * (batch, f·time, C).
 *
 * @param factor f, how often; PyTorch's {@code scale_factor} of the mode "nearest"
 */
@Teaches(meaning = "each step or pixel repeated", formula = "x[⌊i/f⌋]")
public record Upsample(long factor) implements Layer {

    @Override
    public Node apply(Scope scope, Node x) {
        int axes = x.shape().rank() - 2;
        Geometry.requireAxes(scope, x, axes);
        if (factor < 1) {
            throw scope.error("the factor must be 1 or more", "but found " + factor, "Use 2.");
        }
        List<Long> factors = Collections.nCopies(axes, factor);
        Geometry.requireWhole(scope, "what is repeated");
        Node y = new org.chainrule.dsl.ops.Upsample(factors).apply(Geometry.channelsFirst(x));
        return axes == 1 ? y.transpose(1, 2) : y;
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new Upsample(2), Example.reals(2, 1, 2, 3)),
                LayerExample.of(new Upsample(3), Example.reals(1, 2, 2)));
    }
}
