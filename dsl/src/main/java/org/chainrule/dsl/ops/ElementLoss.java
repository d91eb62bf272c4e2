package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * A loss of each element of an output x and a target t of one shape, e(x, t), and what becomes of
 * the n of them: L = 1/n·Σ e, dx = ∂e/∂x·dL/n for the mean, and likewise for other reductions.
 */
interface ElementLoss extends Op {
    /** What becomes of the losses of all elements. */
    Reduction reduction();

    /** e(x, t). */
    Node element(Node x, Node t);

    /** ∂e/∂x. */
    Node slope(Node x, Node t);

    /** ∂e/∂t; zero where targets are whole numbers. */
    Node targetSlope(Node x, Node t);

    @Override
    default List<Node> forward(List<Node> in) {
        return List.of(reduction().of(element(in.get(0), in.get(1))));
    }

    @Override
    default List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node t = call.input(1);
        Node each = reduction().spread(dy, x);
        Node dt = targetSlope(x, t);
        return List.of(slope(x, t).times(each), dt.isZero() ? dt : dt.times(each));
    }

    @Override
    default List<String> inputSymbols() {
        return List.of("x", "t");
    }

    @Override
    default List<String> outputSymbols() {
        return List.of("L");
    }
}
