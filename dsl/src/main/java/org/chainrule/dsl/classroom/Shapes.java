package org.chainrule.dsl.classroom;

import java.util.Arrays;
import org.chainrule.dsl.graph.Shape;

/** What is wrong with the shape of a gradient, in words. */
final class Shapes {
    private Shapes() {}

    static String mismatch(String gradient, Shape wanted, Shape found) {
        return gradient
                + " must have the shape "
                + wanted
                + ", but yours has "
                + found
                + mend(wanted, found);
    }

    private static String mend(Shape wanted, Shape found) {
        int extra = found.rank() - wanted.rank();
        if (extra > 0 && found.rank() > 0) {
            Shape last = new Shape(found.dims().subList(extra, found.rank()));
            Shape first = new Shape(found.dims().subList(0, extra));
            if (last.agrees(wanted)) {
                return first.elements() == 1
                        ? ": drop the axes of size 1"
                        : ": sum over " + Axes.leading(found, wanted.rank());
            }
        }
        if (extra == 0 && found.rank() > 1 && found.swap(-2, -1).agrees(wanted)) {
            return ": transpose it";
        }
        if (extra == 0 && isRepeated(wanted, found)) {
            return ": sum over the axes that are repeated in the forward pass";
        }
        return "";
    }

    /** Whether the shapes differ only where the wanted one has a size of 1. */
    private static boolean isRepeated(Shape wanted, Shape found) {
        long[] one = wanted.sizes();
        long[] other = found.sizes();
        for (int i = 0; i < one.length; i++) {
            if (one[i] == 1) {
                other[i] = 1;
            }
        }
        return Arrays.equals(one, other);
    }
}
