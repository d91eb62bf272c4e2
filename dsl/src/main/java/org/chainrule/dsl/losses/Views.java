package org.chainrule.dsl.losses;

import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.ops.UnitVectors;

/** Several embeddings of each example in one output, one view after the other. */
final class Views {
    private static final double LEAST_LENGTH = 1e-12; // as in PyTorch's normalize

    private Views() {}

    /** The shape of one of them. */
    static Shape one(Shape output, int count) {
        Dim rows = output.dim(0);
        return output.with(
                0,
                rows.isOpen()
                        ? Dim.open(rows.name() + "/" + count)
                        : Dim.of(rows.name(), rows.size() / count));
    }

    /** The vectors scaled to length 1. */
    static Node units(Node vectors) {
        return new UnitVectors(LEAST_LENGTH).apply(vectors);
    }

    /** The cosines of the angles between all of a and all of b, divided by a temperature. */
    static Node similarities(Node a, Node b, double temperature) {
        return a.matmul(b.transpose()).over(temperature);
    }
}
