package org.chainrule.dsl.ops;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Window;

/**
 * What pooling ops share: windows along the last axes of (N, C, n…).
 *
 * @param given how they lie along each axis
 * @param isCovering whether they may reach beyond the padding, so that every element lies in one
 */
record Pooling(List<Window> given, boolean isCovering) {
    private static final int NATIVE_AXES = 2; // as many as the ops pool along at most

    /** Requires axes for the windows behind those of batch and channels. */
    void requireFit(Node x) {
        if (given.isEmpty() || given.size() > NATIVE_AXES || x.shape().rank() != rank()) {
            throw new IllegalArgumentException(
                    "pooling needs a batch, channels and 1 or 2 axes that windows slide along, but"
                            + " found "
                            + x.shape()
                            + " for "
                            + given.size());
        }
    }

    private int rank() {
        return given.size() + 2;
    }

    /** The windows with as much padding as they take. */
    List<Window> windows(Node x) {
        return isCovering
                ? IntStream.range(0, given.size())
                        .mapToObj(i -> given.get(i).covering(x.shape().dim(2 + i)))
                        .toList()
                : given;
    }

    /** The axes of windows (N, C, k…, m…) along which the elements of one lie. */
    int[] within(Node x) {
        return IntStream.range(2, x.shape().rank()).toArray();
    }

    /** A number for each window, so that it broadcasts to the window's elements. */
    Node spread(Node y, int[] within) {
        Node spread = y;
        for (int axis : within) {
            spread = spread.unsqueeze(axis);
        }
        return spread;
    }

    /** Whether libtorch can do it. */
    boolean isNative() {
        return given.stream().allMatch(Window::isEven);
    }

    /** The same along two axes, of which the first does nothing where there is one. */
    Pooling planar() {
        return given.size() == 1
                ? new Pooling(List.of(new Window(1), given.get(0)), isCovering)
                : this;
    }

    /** A value along two axes. */
    Node planar(Node x) {
        return given.size() == 1 ? x.unsqueeze(-2) : x;
    }

    /** What a kernel along two axes gives, along the axes that there are. */
    Kernel ofPlane(Kernel kernel) {
        return given.size() == 1 ? Kernel.of("squeeze", kernel, -2) : kernel;
    }

    List<Long> sizes() {
        return each(Window::size);
    }

    List<Long> strides() {
        return each(Window::stride);
    }

    List<Long> paddings() {
        return each(Window::before);
    }

    List<Long> dilations() {
        return each(Window::dilation);
    }

    private List<Long> each(ToLongFunction<Window> number) {
        return given.stream().mapToLong(number).boxed().toList();
    }
}
