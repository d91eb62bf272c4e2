package org.chainrule.dsl.derivation;

import java.util.List;
import org.chainrule.dsl.graph.Binary;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Choose;
import org.chainrule.dsl.graph.Comparison;
import org.chainrule.dsl.graph.Constant;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Primitive;
import org.chainrule.dsl.graph.Unary;

/** Calls of which each element of the result depends on one element of each input alone. */
final class Elementwise {
    private Elementwise() {}

    static boolean is(Call call) {
        return call.op() instanceof Primitive
                ? is(call.op())
                : depends(call.body().get(0), call.inputs());
    }

    private static boolean depends(Node node, List<Node> inputs) {
        Call call = node.call();
        if (inputs.contains(node) || call.op() instanceof Constant) {
            return true;
        }
        boolean isOfElements =
                call.op() instanceof Primitive
                        ? is(call.op())
                        : depends(call.body().get(node.index()), call.inputs());
        return isOfElements && call.inputs().stream().allMatch(x -> depends(x, inputs));
    }

    private static boolean is(Op op) {
        return op instanceof Unary
                || op instanceof Binary
                || op instanceof Choose
                || op instanceof Comparison;
    }
}
