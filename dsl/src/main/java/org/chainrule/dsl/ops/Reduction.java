package org.chainrule.dsl.ops;

import java.util.List;
import java.util.function.IntFunction;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;

/** What becomes of the losses of single elements or examples. */
public enum Reduction {
    /** Each stays: PyTorch's {@code none}. */
    NONE(0),
    /** Their mean. */
    MEAN(1),
    /** Their sum. */
    SUM(2),
    /** Their sum, divided by the size of the first axis: PyTorch's {@code batchmean}. */
    BATCH_MEAN(-1);

    private final int code; // ATen's number for it; none is negative

    Reduction(int code) {
        this.code = code;
    }

    /** The loss from the losses of all elements. */
    public Node of(Node elements) {
        return switch (this) {
            case NONE -> elements;
            case MEAN -> elements.mean();
            case SUM -> elements.sum();
            case BATCH_MEAN -> elements.sum().over(elements.size(0));
        };
    }

    /** The gradient of the loss of each element, from that of the loss. */
    Node spread(Node dy, Node elements) {
        return switch (this) {
            case NONE, SUM -> dy;
            case MEAN -> dy.over(elements.count());
            case BATCH_MEAN -> dy.over(elements.size(0));
        };
    }

    /** A kernel that is told the reduction by ATen's number for it, where there is one. */
    List<Kernel> kernels(IntFunction<Kernel> kernel) {
        return code < 0 ? List.of() : List.of(kernel.apply(code));
    }
}
