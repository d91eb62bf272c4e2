package org.chainrule.dsl.layers;

import org.chainrule.dsl.graph.Node;

/**
 * What a network that decodes keeps from call to call.
 *
 * @param before its value when a call begins
 * @param after its value when the call ends
 * @param axis the axis that grows with time
 */
public record State(Node before, Node after, int axis) {}
