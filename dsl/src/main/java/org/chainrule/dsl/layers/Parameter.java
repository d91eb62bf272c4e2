package org.chainrule.dsl.layers;

import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.initializers.Initializer;

/**
 * A weight that is learned.
 *
 * @param variable its path and its shape
 * @param node its place in the graph
 * @param initializer how it begins
 */
public record Parameter(Variable variable, Node node, Initializer initializer) {
    /** Its path, such as {@code block[0].dense.weight}. */
    public String path() {
        return variable.name();
    }

    /** Its shape; all sizes are fixed. */
    public Shape shape() {
        return variable.type().shape();
    }
}
