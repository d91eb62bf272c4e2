package org.chainrule.dsl.losses;

import java.util.Optional;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;

/** A loss without a target, which compares parts of the output with each other. */
public interface SelfSupervised extends Loss {
    /** The loss of an output. */
    Node apply(Node output);

    @Override
    default Optional<Target> target(Shape output) {
        return Optional.empty();
    }

    @Override
    default Node apply(Node output, Node target) {
        return apply(output);
    }
}
