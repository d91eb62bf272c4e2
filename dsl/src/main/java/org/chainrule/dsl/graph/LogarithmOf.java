package org.chainrule.dsl.graph;

/**
 * An op whose values are the logarithms of another function's. Formulas name that function where it
 * is what is meant: e^logSoftmax(x) is softmax(x).
 */
public interface LogarithmOf extends Op {

    /** The name of the function whose logarithm this is. */
    String function();
}
