/**
 * The graph that everything is derived from: nodes, their shapes, the primitives, and the reverse
 * walk.
 *
 * <p>A {@link org.chainrule.dsl.graph.Node} is one value of a computation. It knows its {@link
 * org.chainrule.dsl.graph.Shape} from the moment it is made, so a graph that does not fit cannot be
 * built. Every node is an output of a {@link org.chainrule.dsl.graph.Call}: an {@link
 * org.chainrule.dsl.graph.Op} applied to other nodes. An op is either a {@link
 * org.chainrule.dsl.graph.Primitive}, which each {@link org.chainrule.dsl.graph.Interpreter} must
 * know, or is written in terms of other ops, and then no interpreter needs to know it.
 *
 * <p>Nothing here knows of tensors on a device or of the engine that runs a graph.
 */
package org.chainrule.dsl.graph;
