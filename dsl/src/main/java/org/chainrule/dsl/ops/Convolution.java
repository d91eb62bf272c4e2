package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Overlap;
import org.chainrule.dsl.graph.Window;

/**
 * Convolution along any number of axes, as deep learning has it (a correlation: the kernel is not
 * turned): y = W·windows(x) + b, a product of the kernels with each window of x.
 *
 * <p>dx = overlap(Wᵀ·dy), a transposed convolution; dW = Σ dy·windows(x)ᵀ, a correlation of x with
 * dy; db = Σ dy. Shapes: x (N, C, n…), W (O, C/groups, k…), b (O) or absent, y (N, O, m…), with m =
 * ⌊(n + 2p − d(k − 1) − 1)/s⌋ + 1 along each axis; see {@link Window}. With groups, the channels
 * are cut in as many parts, and each part of the outputs sees one of them. Source: Dumoulin and
 * Visin, "A guide to convolution arithmetic for deep learning", 2016.
 *
 * @param windows how the kernel lies along each of the last axes
 * @param groups how many parts the channels are cut in; must divide C and O
 */
@Teaches(
        meaning = "convolution, with stride, padding, dilation and groups",
        formula = "W·windows(x) + b",
        rows = "F4")
public record Convolution(List<Window> windows, long groups) implements Op {

    /** A copy of the windows. */
    public Convolution {
        windows = List.copyOf(windows);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node w = in.get(1);
        Correlation correlation = new Correlation(windows, groups);
        correlation.requireFit(x, w);
        Node product = correlation.kernels(w).matmul(correlation.columns(x)); // (N, O, M)
        Node y = correlation.joined(product, correlation.counts(x));
        return List.of(in.size() == 3 ? y.plus(BatchNorm.along(in.get(2), y)) : y);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node w = call.input(1);
        boolean hasBias = call.inputs().size() == 3;
        List<Node> gradients = new ArrayList<>();
        gradients.add(new InputGradient(windows, groups).apply(dy, w, x));
        gradients.addAll(
                Call.of(new KernelGradient(windows, groups, hasBias), List.of(dy, x, w)).outputs());
        return gradients;
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Correlation correlation = new Correlation(windows, groups);
        if (!correlation.isNative()) {
            return List.of();
        }
        return List.of(
                Kernel.of(
                        "conv" + windows.size() + "d",
                        call.input(0),
                        call.input(1),
                        call.inputs().size() == 3 ? call.input(2) : Kernel.NONE,
                        correlation.strides(),
                        correlation.paddings(),
                        correlation.dilations(),
                        groups));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "W", "b");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        Window three = new Window(3);
        Window wide = new Window(2).withStride(2).withPadding(1).withDilation(2);
        return List.of(
                Example.of(
                        new Convolution(List.of(three), 1),
                        Example.reals(2, 3, 7),
                        Example.reals(4, 3, 3),
                        Example.reals(4)),
                Example.of(
                        new Convolution(List.of(three.withPadding(2, 0)), 1),
                        Example.reals(1, 2, 5),
                        Example.reals(3, 2, 3)),
                Example.of(
                        new Convolution(List.of(wide), 2),
                        Example.reals(1, 4, 8),
                        Example.reals(2, 2, 2)),
                Example.of(
                        new Convolution(List.of(three.withPadding(1), wide), 1),
                        Example.reals(2, 1, 4, 6),
                        Example.reals(3, 1, 3, 2),
                        Example.reals(3)),
                Example.of(
                        new Convolution(List.of(three.withStride(2), three.withStride(2)), 3),
                        Example.reals(1, 3, 6, 5),
                        Example.reals(6, 1, 3, 3),
                        Example.reals(6)));
    }

    /** The gradient of x, from dy, W and x, of which only the shape counts: overlap(Wᵀ·dy). */
    public record InputGradient(List<Window> windows, long groups) implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node x = in.get(2);
            Correlation correlation = new Correlation(windows, groups);
            correlation.requireFit(x, in.get(1), in.get(0));
            Node spread = correlation.spread(in.get(0), in.get(1), x.shape().dim(1));
            return List.of(Overlap.like(x, windows, spread));
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            Node w = call.input(1);
            Node kernels = new KernelGradient(windows, groups, false).apply(call.input(0), dy, w);
            return List.of(new Convolution(windows, groups).apply(dy, w), kernels, Node.zero());
        }

        @Override
        public List<Kernel> kernels(Call call) {
            Correlation correlation = new Correlation(windows, groups);
            Node dy = call.input(0);
            return correlation.backward(dy, call.input(2), call.input(1), true, false);
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            Window window = new Window(3).withStride(2).withPadding(1);
            return List.of(
                    Example.of(
                            new InputGradient(List.of(window, window), 1),
                            Example.reals(2, 3, 3, 2),
                            Example.reals(3, 2, 3, 3),
                            Example.reals(2, 2, 6, 4)),
                    Example.of(
                            new InputGradient(List.of(new Window(2).withPadding(0, 1)), 2),
                            Example.reals(1, 2, 5),
                            Example.reals(2, 3, 2),
                            Example.reals(1, 6, 5)));
        }
    }

    /**
     * The gradients of W and of b, from dy, x, and W, of which only the shape counts: Σ
     * dy·windows(x)ᵀ and Σ dy.
     */
    public record KernelGradient(List<Window> windows, long groups, boolean hasBias) implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node dy = in.get(0);
            Correlation correlation = new Correlation(windows, groups);
            correlation.requireFit(in.get(1), in.get(2), dy);
            Node columns = correlation.columns(in.get(1));
            Node product = correlation.parts(dy).matmul(columns.transpose()).sum(0); // (O, C·k)
            Node kernels = product.reshapeLike(in.get(2));
            return hasBias ? List.of(kernels, dy.sum(BatchNorm.others(dy))) : List.of(kernels);
        }

        @Override
        public List<Node> vjp(Call call, Node dw) {
            Node dy = call.input(0);
            Node x = call.input(1);
            return List.of(
                    new Convolution(windows, groups).apply(x, dw),
                    new InputGradient(windows, groups).apply(dy, dw, x),
                    Node.zero());
        }

        @Override
        public List<Kernel> kernels(Call call) {
            List<Node> in = call.inputs();
            Correlation correlation = new Correlation(windows, groups);
            return correlation.backward(in.get(0), in.get(1), in.get(2), false, hasBias);
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            Window window = new Window(2).withStride(2).withPadding(1);
            return List.of(
                    Example.of(
                            new KernelGradient(List.of(window, window), 2, true),
                            Example.reals(2, 2, 3, 2),
                            Example.reals(2, 4, 5, 3),
                            Example.reals(2, 2, 2, 2)),
                    Example.of(
                            new KernelGradient(List.of(new Window(3)), 1, false),
                            Example.reals(1, 2, 4),
                            Example.reals(1, 1, 6),
                            Example.reals(2, 1, 3)));
        }
    }
}
