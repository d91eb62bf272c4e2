package org.chainrule.dsl.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One number of a tensor, with its gradients.
 *
 * @param index its place along each axis
 * @param manual the gradient by hand
 * @param autograd autograd's
 * @param numerical the central difference; not a number where it was not taken
 */
public record Entry(List<Integer> index, double manual, double autograd, double numerical) {

    /** The place along each axis of a number that is counted with the last axis fastest. */
    public static List<Integer> index(int place, long... sizes) {
        List<Integer> index = new ArrayList<>();
        int rest = place;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            index.add((int) (rest % sizes[axis]));
            rest /= (int) sizes[axis];
        }
        Collections.reverse(index);
        return List.copyOf(index);
    }

    @Override
    public String toString() {
        String numbers = "manual " + manual + ", autograd " + autograd;
        return "at "
                + index
                + ": "
                + numbers
                + (Double.isNaN(numerical) ? "" : ", numerical " + numerical);
    }
}
