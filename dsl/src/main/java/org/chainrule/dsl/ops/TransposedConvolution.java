package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Overlap;
import org.chainrule.dsl.graph.Window;

/**
 * Transposed convolution, the gradient of a convolution as a step of its own: y = overlap(Wᵀ·x) +
 * b. Each element of x lays a kernel, times itself, into y.
 *
 * <p>dx = W·windows(dy), a convolution; dW = Σ x·windows(dy)ᵀ; db = Σ dy. Shapes: x (N, C, m…), W
 * (C, O/groups, k…), b (O) or absent, y (N, O, n…), with n = (m − 1)s − 2p + d(k − 1) + r + 1 along
 * each axis, where r is the rest: PyTorch's output padding. Source: Dumoulin and Visin, "A guide to
 * convolution arithmetic for deep learning", 2016.
 *
 * @param windows how the kernel lies in y along each of the last axes
 * @param rests r, how many elements of y lie behind the last window
 * @param groups how many parts the channels are cut in; must divide C and O
 */
@Teaches(
        meaning = "transposed convolution, with output padding",
        formula = "overlap(Wᵀ·x) + b",
        rows = "F4")
public record TransposedConvolution(List<Window> windows, List<Long> rests, long groups)
        implements Op {

    /** A copy of the lists. */
    public TransposedConvolution {
        windows = List.copyOf(windows);
        rests = List.copyOf(rests);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node w = in.get(1);
        long outputs = w.shape().dim(1).fixed() * groups;
        Dim channels = Dim.of(x.shape().dim(1).name(), outputs);
        Correlation correlation = new Correlation(windows, groups);
        Node spread = correlation.spread(x, w, channels);
        Node y = new Overlap(windows, rests).apply(spread);
        correlation.requireFit(y, w, x);
        return List.of(in.size() == 3 ? y.plus(BatchNorm.along(in.get(2), y)) : y);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node w = call.input(1);
        List<Node> gradients = new ArrayList<>();
        gradients.add(new Convolution(windows, groups).apply(dy, w));
        gradients.add(new Convolution.KernelGradient(windows, groups, false).apply(x, dy, w));
        if (call.inputs().size() == 3) {
            gradients.add(dy.sum(BatchNorm.others(dy)));
        }
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
                        "conv_transpose" + windows.size() + "d",
                        call.input(0),
                        call.input(1),
                        call.inputs().size() == 3 ? call.input(2) : Kernel.NONE,
                        correlation.strides(),
                        correlation.paddings(),
                        rests,
                        groups,
                        correlation.dilations()));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "W", "b");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        Window window = new Window(3).withStride(2).withPadding(1);
        Window wide = new Window(2).withDilation(3);
        return List.of(
                Example.of(
                        new TransposedConvolution(List.of(window), List.of(1L), 1),
                        Example.reals(2, 3, 4),
                        Example.reals(3, 2, 3),
                        Example.reals(2)),
                Example.of(
                        new TransposedConvolution(List.of(window, wide), List.of(0L, 0L), 2),
                        Example.reals(1, 4, 2, 3),
                        Example.reals(4, 1, 3, 2)),
                Example.of(
                        new TransposedConvolution(List.of(wide, window), List.of(0L, 1L), 1),
                        Example.reals(2, 1, 1, 3),
                        Example.reals(1, 2, 2, 3),
                        Example.reals(2)));
    }
}
