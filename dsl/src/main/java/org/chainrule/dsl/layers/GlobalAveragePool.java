package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/**
 * The mean of each channel over all pixels of an image, or over all steps of a sequence, however
 * many there are.
 *
 * <p>Shapes: x (batch, C, height, width) or (batch, time, C), y (batch, C). Source: Lin et al.,
 * "Network in Network", 2014.
 */
@Teaches(meaning = "mean over all pixels or steps", formula = "mean(x)", rows = "F5")
public record GlobalAveragePool() implements Layer {

    @Override
    public Node apply(Scope scope, Node x) {
        Geometry.requireAxes(scope, x, x.shape().rank() - 2);
        return x.shape().rank() == 3 ? x.mean(1) : x.mean(2, 3);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new GlobalAveragePool(), Example.reals(2, 3, 2, 4)),
                LayerExample.of(new GlobalAveragePool(), Example.reals(2, 5, 3)));
    }
}
