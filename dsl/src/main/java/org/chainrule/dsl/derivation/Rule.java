package org.chainrule.dsl.derivation;

import org.chainrule.dsl.graph.Binary;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Constant;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.SizeOf;

/** The rule of differentiation that a call is an example of, in words. */
final class Rule {
    private Rule() {}

    static String of(Call call) {
        return isMultiple(call) ? "constant multiple rule" : call.op().rule();
    }

    private static boolean isMultiple(Call call) {
        return call.op() == Binary.MULTIPLY
                ? call.inputs().stream().anyMatch(Rule::isNumber)
                : call.op() == Binary.DIVIDE && isNumber(call.input(1));
    }

    /** Whether a node depends on no value of the network: a constant, a size, or made of them. */
    static boolean isNumber(Node node) {
        Call call = node.call();
        return call.op() instanceof Binary
                ? call.inputs().stream().allMatch(Rule::isNumber)
                : call.op() instanceof Constant || call.op() instanceof SizeOf;
    }
}
