package org.chainrule.dsl.metrics;

import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Node;

/**
 * One number that tells how good a network's outputs are, and that is not made small by gradients:
 * it may jump where a loss is smooth.
 *
 * <p>Over several batches it is averaged as the loss is, each batch weighted by its targets.
 */
public interface Metric {
    /** What it is called, in small letters: the name of a column of numbers. */
    String name();

    /**
     * The metric on a batch: a single number.
     *
     * @param output what the network computes
     * @param target what the loss compares it with; {@link Node#zero()} where there is none
     * @throws ChainruleException if it does not fit them
     */
    Node apply(Node output, Node target);
}
