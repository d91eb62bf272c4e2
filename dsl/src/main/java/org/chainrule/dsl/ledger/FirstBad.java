package org.chainrule.dsl.ledger;

import java.util.List;

/**
 * The first value, in the order of computation, that is not a finite number.
 *
 * @param path of an input, a parameter or a step
 * @param isGradient whether it is the gradient there, rather than the value
 * @param index its place in the tensor
 * @param value NaN or an infinity
 */
public record FirstBad(String path, boolean isGradient, List<Integer> index, double value) {

    @Override
    public String toString() {
        return path
                + ": the first "
                + (isGradient ? "gradient" : "value")
                + " that is not a finite number is "
                + value
                + " at "
                + index
                + ". No gradient after it can be checked.";
    }
}
