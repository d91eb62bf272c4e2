package org.chainrule.dsl.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An op with several results that a textbook differentiates together: a cell of a recurrent network
 * gives a hidden state and a memory, and the gradients of both go into those of its inputs.
 */
public interface JointOp extends Op {
    /**
     * The gradients of the inputs from those of all outputs.
     *
     * @param call the op as it was applied
     * @param dys a gradient for each output; {@link Node#zero()} where there is none
     * @return as for {@link Op#vjp(Call, Node)}
     */
    List<Node> vjp(Call call, List<Node> dys);

    /** The same where only the first output has a gradient. */
    @Override
    default List<Node> vjp(Call call, Node dy) {
        int others = call.outputs().size() - 1;
        List<Node> dys = new ArrayList<>(List.of(dy));
        dys.addAll(Collections.nCopies(others, Node.zero()));
        return vjp(call, dys);
    }
}
