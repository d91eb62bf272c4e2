package org.chainrule.dsl.graph;

/**
 * What is known of a value before it is computed.
 *
 * @param shape its axes
 * @param dtype the kind of its numbers
 */
public record Type(Shape shape, DType dtype) {}
