package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.graph.Node;

/** What the gates of recurrent cells have in common. */
final class Gates {
    private Gates() {}

    /** z + h·Wᵀ + b, with W and perhaps b in a list. */
    static Node sum(Node h, Node z, List<Node> weights) {
        return z.plus(product(h, weights));
    }

    /** h·Wᵀ + b. */
    static Node product(Node h, List<Node> weights) {
        return weights.size() == 1
                ? new Linear().apply(h, weights.get(0))
                : new Linear().apply(h, weights.get(0), weights.get(1));
    }

    /** The gradients of W, and of b if it is there: daᵀ·h and Σ da. */
    static List<Node> ofWeights(Node da, Node h, int count) {
        Node dw = da.transpose().matmul(h);
        return count == 1 ? List.of(dw) : List.of(dw, da.sum(0));
    }

    /** The gradient of a gate before its sigmoid. */
    static Node beforeSigmoid(Node dgate, Node gate) {
        return new Sigmoid.Gradient().apply(dgate, gate);
    }

    /** The gradient of a value before its tanh. */
    static Node beforeTanh(Node dy, Node y) {
        return new Tanh.Gradient().apply(dy, y);
    }

    /** A gradient, or zeros like a value where there is none. */
    static Node orZeros(Node dx, Node like) {
        return dx.isZero() ? Node.constant(0).expandLike(like) : dx;
    }
}
