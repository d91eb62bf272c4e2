package org.chainrule.dsl.layers;

import org.chainrule.dsl.graph.Node;

/**
 * What a network that decodes keeps from call to call: a cache, which grows, or a hidden state,
 * which is replaced.
 *
 * @param before its value when a call begins
 * @param after its value when the call ends
 */
public record State(Node before, Node after) {}
