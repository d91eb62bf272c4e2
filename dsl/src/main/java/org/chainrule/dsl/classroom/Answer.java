package org.chainrule.dsl.classroom;

import java.util.List;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;

/**
 * A backward pass that a student wrote: for each input of the call its gradient, in the language of
 * {@link Node}. It has the form of {@link org.chainrule.dsl.graph.Op#vjp}, so that {@code new
 * MyOp()::vjp} is an answer, too.
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
        /** The gradient of the input; see {@link Answer#gradients}. */
        Node gradient(Call call, Node dy);
    }
}
