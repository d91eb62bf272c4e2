package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Overlap;
import org.chainrule.dsl.graph.Window;

/**
 * The mean of each window along the last one or two axes; what lies in the padding is 0.
 *
 * <p>y = Σ windows(x)/n and dx = overlap(dy/n), where n counts the elements of a window: those in
 * the padding too, unless told otherwise, and never those beyond it. Shapes: x (N, C, n…), y (N, C,
 * m…). Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016.
 *
 * @param windows how windows lie along each of the last axes
 * @param isCovering whether windows may reach beyond the padding, so that every element lies in
 *     one: PyTorch's {@code ceil_mode}
 * @param countsPadding whether n counts the padding: PyTorch's {@code count_include_pad}
 * @param divisor n, where it is not counted: PyTorch's {@code divisor_override}
 */
@Teaches(meaning = "mean of each window", formula = "mean(windows(x))", rows = "F5")
public record AveragePool(
        List<Window> windows, boolean isCovering, boolean countsPadding, OptionalLong divisor)
        implements Op {

    /** A copy of the windows. */
    public AveragePool {
        windows = List.copyOf(windows);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Pooling pooling = new Pooling(windows, isCovering);
        pooling.requireFit(x);
        Node taken = x.windows(pooling.windows(x), 0);
        int[] within = pooling.within(x);
        return List.of(taken.sum(within).over(count(x, taken)));
    }

    /** n, a number or one for each window. */
    private Node count(Node x, Node taken) {
        Pooling pooling = new Pooling(windows, isCovering);
        int[] within = pooling.within(x);
        if (divisor.isPresent()) {
            return Node.integer(divisor.getAsLong());
        }
        boolean isWhole =
                countsPadding || windows.stream().allMatch(w -> w.before() + w.after() == 0);
        if (isWhole && !isCovering) {
            return taken.count(within);
        }
        Node ones = Node.constant(1).expandLike(x);
        if (!countsPadding) {
            return ones.windows(pooling.windows(x), 0).sum(within).as("n");
        }
        List<Window> padding = new ArrayList<>();
        List<Window> beyond = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            Window covering = pooling.windows(x).get(i);
            padding.add(new Window(1).withPadding(window.before(), window.after()));
            beyond.add(covering.withPadding(0, covering.after() - window.after()));
        }
        Node padded = ones.windows(padding, 1).sum(within);
        return padded.windows(beyond, 0).sum(within).as("n");
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(
                new Gradient(windows, isCovering, countsPadding, divisor).apply(dy, call.input(0)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Pooling pooling = new Pooling(windows, isCovering);
        if (!isNative()) {
            return List.of();
        }
        List<Object> arguments =
                new ArrayList<>(
                        List.of(
                                call.input(0),
                                pooling.sizes(),
                                pooling.strides(),
                                pooling.paddings(),
                                isCovering,
                                countsPadding));
        boolean isPlanar = windows.size() == 2;
        if (isPlanar) {
            arguments.add(override());
        }
        return isPlanar || divisor.isEmpty()
                ? List.of(Kernel.of("avg_pool" + windows.size() + "d", arguments.toArray()))
                : List.of();
    }

    private boolean isNative() {
        return windows.stream().allMatch(window -> window.isEven() && window.dilation() == 1);
    }

    private Object override() {
        return divisor.isPresent() ? divisor.getAsLong() : Kernel.NONE;
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        Window two = new Window(2).withStride(2);
        Window three = new Window(3).withStride(2).withPadding(1);
        OptionalLong none = OptionalLong.empty();
        return List.of(
                Example.of(
                        new AveragePool(List.of(two, three), false, true, none),
                        Example.reals(2, 3, 5, 4)),
                Example.of(
                        new AveragePool(List.of(two, three), true, true, none),
                        Example.reals(1, 2, 5, 4)),
                Example.of(
                        new AveragePool(List.of(three, three), true, false, none),
                        Example.reals(1, 1, 4, 6)),
                Example.of(
                        new AveragePool(List.of(two, two), false, true, OptionalLong.of(3)),
                        Example.reals(1, 1, 4, 2)),
                Example.of(
                        new AveragePool(List.of(three), false, false, none),
                        Example.reals(2, 2, 7)),
                Example.of(
                        new AveragePool(List.of(three), true, true, none), Example.reals(1, 2, 6)));
    }

    /** The gradient of x, from dy and x, of which only the shape counts: overlap(dy/n). */
    public record Gradient(
            List<Window> windows, boolean isCovering, boolean countsPadding, OptionalLong divisor)
            implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node x = in.get(1);
            Pooling pooling = new Pooling(windows, isCovering);
            List<Window> padded = pooling.windows(x);
            Node taken = x.windows(padded, 0);
            Node share = in.get(0).over(whole().count(x, taken));
            Node each = pooling.spread(share, pooling.within(x)).expandLike(taken);
            return List.of(Overlap.like(x, padded, each));
        }

        private AveragePool whole() {
            return new AveragePool(windows, isCovering, countsPadding, divisor);
        }

        @Override
        public List<Kernel> kernels(Call call) {
            Pooling pooling = new Pooling(windows, isCovering);
            if (!whole().isNative()) {
                return List.of();
            }
            Pooling planar = pooling.planar();
            return List.of(
                    pooling.ofPlane(
                            Kernel.of(
                                    "avg_pool2d_backward",
                                    pooling.planar(call.input(0)),
                                    pooling.planar(call.input(1)),
                                    planar.sizes(),
                                    planar.strides(),
                                    planar.paddings(),
                                    isCovering,
                                    countsPadding,
                                    whole().override())));
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            Window two = new Window(2).withStride(2);
            Window three = new Window(3).withStride(2).withPadding(1);
            OptionalLong none = OptionalLong.empty();
            return List.of(
                    Example.of(
                            new Gradient(List.of(two, three), true, true, none),
                            Example.reals(1, 2, 3, 3),
                            Example.reals(1, 2, 5, 4)),
                    Example.of(
                            new Gradient(List.of(three), false, false, none),
                            Example.reals(2, 1, 4),
                            Example.reals(2, 1, 7)));
        }
    }
}
