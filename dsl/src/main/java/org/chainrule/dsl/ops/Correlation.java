package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Window;

/**
 * The factors of the three products that a convolution, its input's gradient and its kernels'
 * gradient are: with K numbers in a window and M windows, kernels (O, K), columns (N, K, M) and
 * outputs (N, O, M); with groups, (G, O/G, K), (N, G, K, M) and (N, G, O/G, M).
 *
 * @param windows how the kernel lies along each of the last axes
 * @param groups G, how many parts the channels are cut in
 */
record Correlation(List<Window> windows, long groups) {
    private static final int NATIVE_AXES = 3; // as many as libtorch's convolutions have at most

    /** Requires that kernels fit an input; each says what it must. */
    void requireFit(Node x, Node w) {
        int rank = windows.size() + 2;
        if (x.shape().rank() != rank || w.shape().rank() != rank) {
            throw new IllegalArgumentException(
                    "a convolution along "
                            + windows.size()
                            + " axes needs two more in input and kernel, but found "
                            + x.shape()
                            + " and "
                            + w.shape());
        }
        long channels = x.shape().dim(1).fixed();
        long outputs = w.shape().dim(0).fixed();
        if (groups < 1 || channels % groups != 0 || outputs % groups != 0) {
            throw new IllegalArgumentException(
                    "groups must divide the channels, but "
                            + groups
                            + " does not divide "
                            + channels
                            + " and "
                            + outputs);
        }
        List<Long> sizes = new ArrayList<>(List.of(outputs, channels / groups));
        windows.forEach(window -> sizes.add(window.size()));
        for (int axis = 0; axis < rank; axis++) {
            if (w.shape().dim(axis).size() != sizes.get(axis)) {
                throw new IllegalArgumentException(
                        "the kernels must have the sizes " + sizes + ", but found " + w.shape());
            }
        }
    }

    /** The same, and that an output or its gradient fits both. */
    void requireFit(Node x, Node w, Node y) {
        requireFit(x, w);
        Shape shape = new Shape(counts(x)).insert(0, w.shape().dim(0)).insert(0, x.shape().dim(0));
        if (!y.shape().agrees(shape)) {
            throw new IllegalArgumentException(
                    "what comes out must have the shape " + shape + ", but found " + y.shape());
        }
    }

    /** The axes that count the windows of an input. */
    List<Dim> counts(Node x) {
        List<Dim> counts = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            counts.add(windows.get(i).count(x.shape().dim(2 + i)));
        }
        return counts;
    }

    /** W as a matrix, for each group. */
    Node kernels(Node w) {
        Node rows = w.merge(1, -1);
        return groups == 1 ? rows : grouped(rows, 0);
    }

    /** The windows of x as the columns of a matrix, for each group. */
    Node columns(Node x) {
        Node taken = x.windows(windows, 0); // (N, C, k…, m…)
        Node columns = counted(taken);
        return groups == 1 ? columns.merge(1, -2) : grouped(columns, 1).merge(2, -2);
    }

    /** y or dy as a matrix, for each group. */
    Node parts(Node y) {
        Node parts = counted(y);
        return groups == 1 ? parts : grouped(parts, 1);
    }

    /** The axes that count the windows joined to one. */
    private Node counted(Node x) {
        return windows.size() == 1 ? x : x.merge(-windows.size(), -1);
    }

    private Node grouped(Node x, int axis) {
        Dim channels = x.shape().dim(axis);
        return x.split(
                axis, Dim.of("group", groups), Dim.of(channels.name(), channels.fixed() / groups));
    }

    /** A product (N, O, M) as (N, O, m…), the groups' side by side. */
    Node joined(Node product, List<Dim> counts) {
        Node y = groups == 1 ? product : product.merge(1, 2);
        return split(y, counts);
    }

    private static Node split(Node x, List<Dim> counts) {
        return counts.size() == 1 ? x : x.split(-1, counts.toArray(Dim[]::new));
    }

    /** Wᵀ·y, each column in the shape of a window: (N, C, k…, m…). */
    Node spread(Node y, Node w, Dim channels) {
        List<Dim> counts = y.shape().dims().subList(2, y.shape().rank());
        Node product = kernels(w).transpose().matmul(parts(y)); // (N, C·k, M)
        Node joined = groups == 1 ? product : product.merge(1, 2);
        List<Dim> window = new ArrayList<>(List.of(channels));
        windows.forEach(each -> window.add(Dim.of("window", each.size())));
        return split(joined, counts).split(1, window.toArray(Dim[]::new));
    }

    /** Whether libtorch has such a convolution. */
    boolean isNative() {
        return windows.size() <= NATIVE_AXES && windows.stream().allMatch(Window::isEven);
    }

    /** The kernel that gives either the gradient of x, or those of W and b. */
    List<Kernel> backward(Node dy, Node x, Node w, boolean ofInput, boolean hasBias) {
        if (!isNative()) {
            return List.of();
        }
        return List.of(
                Kernel.of(
                                "convolution_backward",
                                dy,
                                x,
                                w,
                                hasBias ? List.of(w.shape().dim(0).fixed()) : Kernel.NONE,
                                strides(),
                                paddings(),
                                dilations(),
                                false, // not transposed
                                Collections.nCopies(windows.size(), 0L),
                                groups,
                                List.of(ofInput, !ofInput, hasBias))
                        .yielding(3)
                        .from(ofInput ? 0 : 1));
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
        return windows.stream().mapToLong(number).boxed().toList();
    }
}
