package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Primitive;

/** What stands in a graph in the place of a primitive with one output. */
@FunctionalInterface
public interface Change {
    /**
     * The output.
     *
     * @param call the primitive as it was applied
     * @param inputs its inputs, in which earlier changes were made
     */
    Node output(Call call, List<Node> inputs);

    /** A primitive whose value stays right, but whose gradients are these. */
    static Change gradient(Slip slip) {
        return (call, inputs) ->
                Call.of(new Careless((Primitive) call.op(), slip), inputs).output(0);
    }

    /** A primitive through which no gradient reaches one of its inputs. */
    static Change blocked(int input) {
        return gradient(
                (call, dy, right) -> {
                    List<Node> others = new ArrayList<>(right);
                    others.set(input, Node.zero());
                    return others;
                });
    }

    /** What someone makes of the right gradients of a primitive. */
    @FunctionalInterface
    interface Slip {
        /**
         * A gradient for each input.
         *
         * @param call the primitive as it was applied
         * @param dy the gradient of its output
         * @param right the right gradients
         */
        List<Node> gradients(Call call, Node dy, List<Node> right);
    }

    /** The right value with wrong gradients. */
    record Careless(Primitive op, Slip slip) implements Op {

        @Override
        public List<Node> forward(List<Node> inputs) {
            return Call.of(op, inputs).outputs();
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            return slip.gradients(call, dy, op.vjp(call, dy));
        }
    }
}
