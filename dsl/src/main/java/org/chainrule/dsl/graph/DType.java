package org.chainrule.dsl.graph;

/**
 * The kind of number a node holds. How many bits a {@link #FLOAT} has is chosen when the graph is
 * run, so that the same graph trains in 32 bits and is checked in 64.
 */
public enum DType {
    /** A real number; the only kind that has a gradient. */
    FLOAT,
    /** A whole number: an index, a label, a size. */
    INT,
    /** True or false; counts as 1 or 0 in arithmetic. */
    BOOL;

    /** The type of arithmetic on two values. */
    DType with(DType other) {
        return this == FLOAT || other == FLOAT ? FLOAT : INT;
    }
}
