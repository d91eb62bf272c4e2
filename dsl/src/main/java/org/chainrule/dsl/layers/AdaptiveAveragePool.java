package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/**
 * The mean of parts of a sequence or an image, as many along each axis as are asked for, whatever
 * its size. See {@link org.chainrule.dsl.ops.AdaptiveAveragePool}.
 *
 * <p>Shapes along two axes: x (batch, C, height, width), y (batch, C, m₁, m₂); along one: x (batch,
 * time, C) of a fixed time, y (batch, m, C).
 *
 * @param sizes how many parts along each axis: one number for sequences, two for images
 */
@Teaches(meaning = "mean of parts, as many as asked for", formula = "mean(parts(x))", rows = "F5")
public record AdaptiveAveragePool(List<Long> sizes) implements Layer {

    /** A copy of the sizes. */
    public AdaptiveAveragePool {
        sizes = List.copyOf(sizes);
    }

    /** As many parts along each axis. */
    public AdaptiveAveragePool(long... sizes) {
        this(Geometry.list(sizes));
    }

    @Override
    public Node apply(Scope scope, Node x) {
        Geometry.requireAxes(scope, x, sizes.size());
        Geometry.requireWhole(scope, "a pooling");
        for (long size : sizes) {
            if (size < 1) {
                throw scope.error(
                        "there must be 1 or more parts", "but found " + size, "Use 1 for a mean.");
            }
        }
        Node first = Geometry.channelsFirst(x);
        for (int i = 0; i < sizes.size(); i++) {
            Dim axis = first.shape().dim(2 + i);
            if (axis.isOpen()) {
                throw scope.error(
                        "what is cut in parts must have a fixed size",
                        "but " + axis + " is open",
                        "Use globalAveragePool, or flatten sequences of a bounded context.");
            }
        }
        Node y = new org.chainrule.dsl.ops.AdaptiveAveragePool(sizes).apply(first);
        return x.shape().rank() == 3 ? y.transpose(1, 2) : y;
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new AdaptiveAveragePool(2, 3), Example.reals(2, 1, 5, 4)),
                LayerExample.of(new AdaptiveAveragePool(4), Example.reals(1, 3, 2)));
    }
}
