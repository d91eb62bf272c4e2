package org.chainrule.dsl.initializers;

import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Shape;

/**
 * How many numbers each output of a layer is made of, and how many each input goes into. A weight
 * has the shape (outputs, inputs), or (outputs, inputs, kernel…) in a convolution, whose kernel
 * counts for both.
 *
 * @param in the inputs of an output
 * @param out the outputs of an input
 */
record Fans(long in, long out) {

    /** The fans of a weight. */
    static Fans of(String where, Shape weight) {
        if (weight.rank() < 2) {
            throw new ChainruleException(
                    where,
                    "a weight must have inputs and outputs",
                    "but found the shape " + weight,
                    "Begin a vector with zeros, ones or normal numbers.");
        }
        long kernel = 1;
        for (int axis = 2; axis < weight.rank(); axis++) {
            kernel *= weight.dim(axis).size();
        }
        return new Fans(weight.dim(1).size() * kernel, weight.dim(0).size() * kernel);
    }
}
