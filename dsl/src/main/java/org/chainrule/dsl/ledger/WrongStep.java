package org.chainrule.dsl.ledger;

/**
 * A step whose own vector-Jacobian product is not autograd's, for the same gradient of its output:
 * here is the mistake, and not before or after it.
 *
 * @param path the step's path
 * @param op its op
 * @param input which of its inputs has the wrong gradient
 * @param difference how far it is from autograd's
 * @param worst where it differs most
 */
public record WrongStep(String path, String op, int input, Difference difference, Entry worst) {

    @Override
    public String toString() {
        return path
                + ": the vector-Jacobian product of "
                + op
                + " must be autograd's, but dx"
                + input
                + " differs most "
                + worst
                + ".";
    }
}
