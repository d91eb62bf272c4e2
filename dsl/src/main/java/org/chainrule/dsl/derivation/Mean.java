package org.chainrule.dsl.derivation;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.graph.Binary;
import org.chainrule.dsl.graph.Constant;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reduction;
import org.chainrule.dsl.graph.SizeOf;

/** Quotients that are means: a sum over axes, divided by the product of their sizes. */
final class Mean {
    private Mean() {}

    /** Whether a sum is divided by the number of its terms. */
    static boolean is(Node sum, Node divisor) {
        return sum.label().isEmpty()
                && sum.call().op() instanceof Reduction reduction
                && reduction.kind() == Reduction.Kind.SUM
                && counts(divisor, sum.call().input(0), new ArrayList<>(reduction.axes()));
    }

    private static boolean counts(Node count, Node x, List<Integer> axes) {
        List<Node> factors = new ArrayList<>();
        collect(count, factors);
        if (factors.size() != axes.size()) {
            return false;
        }
        for (int i = 0; i < factors.size(); i++) {
            if (!isSize(factors.get(i), x, axes.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSize(Node factor, Node x, int axis) {
        Dim dim = x.shape().dim(axis);
        return factor.call().op() instanceof SizeOf size
                ? size.axis() == axis && factor.call().input(0) == x
                : factor.call().op() instanceof Constant constant && constant.value() == dim.size();
    }

    private static void collect(Node count, List<Node> factors) {
        if (count.call().op() == Binary.MULTIPLY) {
            count.call().inputs().forEach(factor -> collect(factor, factors));
        } else {
            factors.add(count);
        }
    }
}
