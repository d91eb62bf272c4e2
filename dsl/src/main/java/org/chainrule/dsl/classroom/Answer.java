package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * A backward pass that a student wrote: for each input of the call its gradient, in the language of
 * {@link Node}. It has the form of {@link Op#vjp}, so that {@code new MyOp()::vjp} is an answer,
 * too.
 *
 * <pre>{@code
 * import org.chainrule.dsl.classroom.Answer;
 *
 * Answer tanh = (call, dy) -> List.of(dy.times(call.output(0).square().subtractedFrom(1)));
 * }</pre>
 */
@FunctionalInterface
public interface Answer {
    /**
     * The gradients.
     *
     * @param call the op as it was applied: its inputs and its outputs
     * @param dy the gradient of the result
     * @return a gradient for each input, of the input's shape; inputs of whole numbers have none,
     *     and may be left out or be {@link Node#zero()}
     */
    List<Node> gradients(Call call, Node dy);

    /** A backward pass for one input alone. */
    @FunctionalInterface
    interface One {
        /**
         * A gradient that is given by a formula: an op of the inputs, the result y and dy, in this
         * order. It may be a line of text; letters side by side are factors there, so dy needs a
         * letter: {@code Answer.One.of(Symbolic.of("g*(1 - y^2)", "x", "y", "g"))}.
         */
        static One of(Op formula) {
            return (call, dy) -> {
                List<Node> in = new ArrayList<>(call.inputs());
                in.add(call.output(0));
                in.add(dy);
                return formula.apply(in.toArray(Node[]::new));
            };
        }

        /** The gradient of the input; see {@link Answer#gradients}. */
        Node gradient(Call call, Node dy);
    }
}
