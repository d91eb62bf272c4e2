package org.chainrule.dsl.losses;

import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;

/** What a network is trained to make small: one number from its output and the target. */
public interface Loss {
    /** The type of the target for an output of this shape. */
    Type target(Shape output);

    /** The loss, a single number. */
    Node apply(Node output, Node target);
}
