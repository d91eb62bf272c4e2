package org.chainrule.dsl.ops;

import java.util.Arrays;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;

/** Whole numbers that name the right classes: how kernels that want one axis of them are given. */
final class Labels {
    private Labels() {}

    /** Along one axis. */
    static Node flat(Node labels) {
        return labels.shape().rank() == 1 ? labels : labels.merge(0, -1);
    }

    /** A kernel's losses in the shape of the labels, where they are not reduced. */
    static Kernel shaped(Kernel kernel, Node labels, Reduction reduction) {
        return reduction == Reduction.NONE && labels.shape().rank() > 1
                ? Kernel.of("reshape", kernel, Kernel.of("size", labels))
                : kernel;
    }

    /** The labels that fit scores of these sizes, which end with the number of classes. */
    static Example.Domain example(long... scores) {
        int last = scores.length - 1;
        return Example.below(scores[last], Arrays.copyOf(scores, last));
    }
}
