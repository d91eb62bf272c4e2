package org.chainrule.dsl.ops;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Overlap;
import org.chainrule.dsl.graph.Reduction;
import org.chainrule.dsl.graph.Window;

/**
 * The greatest number of each window along the last one or two axes; what lies in the padding
 * counts as −∞.
 *
 * <p>With j the place of the greatest, the first where several are: y = x[j], and dx[j] = dy, added
 * up where windows overlap. Shapes: x (N, C, n…), y and by-product j (N, C, m…), whole numbers that
 * count the elements of a channel, row by row. Source: Dumoulin and Visin, "A guide to convolution
 * arithmetic for deep learning", 2016.
 *
 * @param windows how windows lie along each of the last axes
 * @param isCovering whether windows may reach beyond the padding, so that every element lies in
 *     one: PyTorch's {@code ceil_mode}
 */
@Teaches(meaning = "greatest number of each window", formula = "max(windows(x))", rows = "F5")
public record MaxPool(List<Window> windows, boolean isCovering) implements Op {
    private static final double LEAST = Double.NEGATIVE_INFINITY;
    private static final long NOWHERE = 1L << 53; // greater than any place, and exact in 64 bits

    /** A copy of the windows. */
    public MaxPool {
        windows = List.copyOf(windows);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Pooling pooling = new Pooling(windows, isCovering);
        pooling.requireFit(x);
        List<Window> taken = pooling.windows(x);
        Node values = x.windows(taken, LEAST).as("X");
        int[] within = pooling.within(x);
        Node isGreatest = values.equalTo(values.maxKept(within));
        Node places = places(x, taken);
        Node nowhere = Node.integer(NOWHERE).as("none");
        Node first = greatest(isGreatest.choose(places, nowhere).negate(), within).negate();
        Node chosen = places.equalTo(pooling.spread(first, within));
        Node y = chosen.choose(values, Node.constant(0)).sum(within);
        return List.of(y, first);
    }

    private static Node greatest(Node x, int[] axes) {
        List<Integer> places = IntStream.of(axes).boxed().toList();
        return new Reduction(Reduction.Kind.MAX, places, false).apply(x);
    }

    /** The place of each element of a window in its channel, (k…, m…). */
    private static Node places(Node x, List<Window> taken) {
        Node along = x.indices(-1);
        Node places =
                taken.size() == 1
                        ? along
                        : x.indices(-2).unsqueeze(-1).times(x.size(-1)).plus(along);
        return places.windows(taken, NOWHERE).as("p");
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Gradient gradient = new Gradient(windows, isCovering);
        return List.of(gradient.apply(dy, call.input(0), call.output(1)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Pooling pooling = new Pooling(windows, isCovering);
        if (!pooling.isNative()) {
            return List.of();
        }
        String operator = "max_pool" + windows.size() + "d_with_indices";
        return List.of(
                Kernel.of(
                                operator,
                                call.input(0),
                                pooling.sizes(),
                                pooling.strides(),
                                pooling.paddings(),
                                pooling.dilations(),
                                isCovering)
                        .yielding(2));
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("y", "j");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        Window two = new Window(2).withStride(2);
        Window three = new Window(3).withPadding(1);
        return List.of(
                Example.of(new MaxPool(List.of(two, two), false), Example.reals(2, 3, 5, 4)),
                Example.of(new MaxPool(List.of(three, two), true), Example.reals(1, 1, 4, 5)),
                Example.of(
                        new MaxPool(List.of(three.withStride(2).withDilation(2)), false),
                        Example.reals(2, 2, 8)),
                Example.calling(
                        in -> Call.of(new MaxPool(List.of(three), true), List.of(ties(in.get(0)))),
                        Example.between(0.6, 1.4, 2, 1, 7)));
    }

    /** Numbers of which every second is 1, and the others so too but for a small part. */
    private static Node ties(Node x) {
        return x.max(Node.constant(1));
    }

    /** The gradient of x, from dy, x, of which only the shape counts, and j. */
    public record Gradient(List<Window> windows, boolean isCovering) implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node x = in.get(1);
            Pooling pooling = new Pooling(windows, isCovering);
            List<Window> taken = pooling.windows(x);
            int[] within = pooling.within(x);
            Node chosen = places(x, taken).equalTo(pooling.spread(in.get(2), within));
            Node given = chosen.choose(pooling.spread(in.get(0), within), Node.constant(0));
            return List.of(Overlap.like(x, taken, given));
        }

        @Override
        public List<Kernel> kernels(Call call) {
            Pooling pooling = new Pooling(windows, isCovering);
            if (!pooling.isNative()) {
                return List.of();
            }
            Pooling planar = pooling.planar();
            return List.of(
                    pooling.ofPlane(
                            Kernel.of(
                                    "max_pool2d_with_indices_backward",
                                    pooling.planar(call.input(0)),
                                    pooling.planar(call.input(1)),
                                    planar.sizes(),
                                    planar.strides(),
                                    planar.paddings(),
                                    planar.dilations(),
                                    isCovering,
                                    pooling.planar(call.input(2)))));
        }

        /** The examples of the op contract: places as a pooling gives them. */
        public static List<Example> examples() {
            Window two = new Window(2).withStride(2);
            Window three = new Window(3).withPadding(1);
            return List.of(
                    example(new MaxPool(List.of(two, three), false), 2, 1, 5, 4),
                    example(new MaxPool(List.of(three.withStride(2)), true), 1, 2, 6));
        }

        private static Example example(MaxPool op, long... sizes) {
            return Example.calling(
                    in -> {
                        Call pool = Call.of(op, List.of(in.get(0)));
                        Gradient gradient = new Gradient(op.windows(), op.isCovering());
                        Node dy = pool.output(0).square(); // any numbers of its shape
                        return Call.of(gradient, List.of(dy, in.get(0), pool.output(1)));
                    },
                    Example.reals(sizes));
        }
    }
}
