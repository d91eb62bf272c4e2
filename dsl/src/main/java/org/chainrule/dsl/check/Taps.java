package org.chainrule.dsl.check;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Constant;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/**
 * A copy of a graph in which variables are added to values between, all of them zero: the gradient
 * by such a variable is that of the value, and to move the one is to move the other.
 */
final class Taps {
    private final Predicate<Node> taken;
    private final boolean eachUse;
    private final Map<Node, Node> copies = new IdentityHashMap<>();
    private final Map<Call, Call> calls = new IdentityHashMap<>();
    private final List<Tap> taps = new ArrayList<>();

    /**
     * A variable that is added.
     *
     * @param variable the variable
     * @param to the node of the original graph to which it is added
     * @param use the call of the original graph whose input it changes; null for all
     * @param input which input of that call
     */
    record Tap(Node variable, Node to, Call use, int input) {}

    /**
     * Taps at nodes.
     *
     * @param taken at which nodes of the original graph
     * @param eachUse whether each use of a node has a variable of its own, rather than the node
     */
    Taps(Predicate<Node> taken, boolean eachUse) {
        this.taken = taken;
        this.eachUse = eachUse;
    }

    /** The variables added so far. */
    List<Tap> all() {
        return taps;
    }

    /** The copy of a call that {@link #copy} made. */
    Call copy(Call call) {
        return calls.get(call);
    }

    /** The copy of a node, after those that it needs. */
    Node copy(Node node) {
        Call call = node.call();
        if (call.op() instanceof Variable || call.op() instanceof Constant) {
            return node;
        }
        if (!copies.containsKey(node)) {
            List<Node> inputs = new ArrayList<>();
            for (int i = 0; i < call.inputs().size(); i++) {
                Node input = call.input(i);
                Node copy = copy(input);
                inputs.add(eachUse && taken.test(input) ? tap(copy, input, call, i) : copy);
            }
            Call copied = Call.of(call.op(), inputs);
            calls.put(call, copied);
            for (Node output : call.outputs()) {
                Node copy = copied.output(output.index());
                copies.put(
                        output, !eachUse && taken.test(output) ? tap(copy, output, null, 0) : copy);
            }
        }
        return copies.get(node);
    }

    private Node tap(Node copy, Node to, Call use, int input) {
        Node variable = new Variable("tap" + taps.size(), to.type(), Variable.Role.INPUT).apply();
        taps.add(new Tap(variable, to, use, input));
        return copy.plus(variable);
    }
}
