package org.chainrule.dsl.layers;

import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.initializers.Initializer;

/**
 * A weight that is learned.
 *
 * @param variable its path and its shape
 * @param node its place in the graph
 * @param initializer how it begins
 */
public record Parameter(Variable variable, Node node, Initializer initializer) implements Stored {}
