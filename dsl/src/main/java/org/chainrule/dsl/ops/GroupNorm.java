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

/**
 * Group normalization: the channels of each example are cut in groups, and each group is normalized
 * by its own mean μ and variance σ² (divided by n): x̂ = (x − μ)·r, y = γ ⊙ x̂ + β, with r = 1/√(σ²
 * + ε). With as many groups as channels it is instance normalization.
 *
 * <p>With g = γ ⊙ dy and means over a group: dx = r·(g − mean(g) − x̂·mean(g ⊙ x̂)), dγ = Σ dy ⊙
 * x̂, dβ = Σ dy. Shapes: x and y (N, C) or (N, C, …), γ and β (C) or both absent; by-products μ and
 * r (N, G). Source: Wu and He, "Group Normalization", 2018; Ulyanov et al., "Instance
 * Normalization", 2016.
 *
 * @param groups G, how many groups; must divide C
 * @param epsilon ε, which keeps the root from 0
 */
@Teaches(
        meaning = "normalization of groups of channels",
        formula = "γ ⊙ (x − μ)/√(σ² + ε) + β",
        rows = "E4")
public record GroupNorm(long groups, double epsilon) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node rows = grouped(x); // (N, G, n)
        Node mean = rows.mean(-1);
        Node centred = rows.minus(mean.unsqueeze(-1));
        Node variance = centred.square().mean(-1).as("σ²");
        Node r = variance.plus(epsilon).sqrt().reciprocal();
        Node normal = centred.times(r.unsqueeze(-1)).reshapeLike(x);
        return List.of(BatchNorm.scaled(normal, in.subList(1, in.size())), mean, r);
    }

    /** The numbers of each group of each example as a row. */
    private Node grouped(Node x) {
        Dim channels = x.shape().dim(1);
        long each = channels.fixed();
        if (groups < 1 || each % groups != 0) {
            throw new IllegalArgumentException(
                    "groups must divide the channels, but " + groups + " does not divide " + each);
        }
        return x.split(1, Dim.of("group", groups), Dim.of(channels.name(), each / groups))
                .merge(2, -1);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        List<Node> inputs = new ArrayList<>(List.of(dy));
        inputs.addAll(List.of(call.input(0), call.output(1), call.output(2)));
        if (call.inputs().size() == 3) {
            inputs.add(call.input(1));
        }
        return Call.of(new Gradient(groups), inputs).outputs().subList(0, call.inputs().size());
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Node x = call.input(0);
        boolean isAffine = call.inputs().size() == 3;
        return List.of(
                Kernel.of(
                                "native_group_norm",
                                contiguous(x), // of a sequence it is not
                                isAffine ? contiguous(call.input(1)) : Kernel.NONE,
                                isAffine ? contiguous(call.input(2)) : Kernel.NONE,
                                x.size(0),
                                x.size(1),
                                pixels(x),
                                groups,
                                epsilon)
                        .yielding(3));
    }

    /** The kernels take all that they are given to be one piece of memory. */
    private static Kernel.Contiguous contiguous(Node x) {
        return new Kernel.Contiguous(x, false);
    }

    /** How many numbers a channel of an example holds. */
    private static Node pixels(Node x) {
        Node count = Node.integer(1);
        for (int axis = 2; axis < x.shape().rank(); axis++) {
            count = count.times(x.size(axis));
        }
        return count;
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "γ", "β");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("y", "μ", "r");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        Example.Domain four = Example.reals(4);
        Example.Domain three = Example.reals(3);
        Example.Domain six = Example.reals(6);
        return List.of(
                Example.of(new GroupNorm(2, 1e-5), Example.reals(2, 4, 3, 5), four, four),
                Example.of(new GroupNorm(3, 1e-5), Example.reals(2, 3, 5), three, three),
                Example.of(new GroupNorm(1, 0.1), Example.reals(1, 4, 2)),
                Example.of(new GroupNorm(2, 1e-5), Example.reals(5, 6), six, six));
    }

    /** The gradients of x, γ and β, from dy, x, μ, r and γ; of x alone where γ is absent. */
    public record Gradient(long groups) implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node dy = in.get(0);
            Node x = in.get(1);
            GroupNorm norm = new GroupNorm(groups, 0); // ε is in r
            Node r = in.get(3).unsqueeze(-1);
            Node rows = norm.grouped(x).minus(in.get(2).unsqueeze(-1)).times(r).as("x̂");
            Node scaled = in.size() == 5 ? dy.times(BatchNorm.along(in.get(4), x)).as("g") : dy;
            Node g = norm.grouped(scaled);
            Node along = rows.times(g.times(rows).meanKept(-1));
            Node dx = g.minus(g.meanKept(-1)).minus(along).times(r).reshapeLike(x);
            if (in.size() == 4) {
                return List.of(dx);
            }
            int[] others = BatchNorm.others(x);
            Node gain = dy.times(rows.reshapeLike(x)).sum(others);
            return List.of(dx, gain, dy.sum(others));
        }

        @Override
        public List<Kernel> kernels(Call call) {
            List<Node> in = call.inputs();
            Node x = in.get(1);
            boolean isAffine = in.size() == 5;
            return List.of(
                    Kernel.of(
                                    "native_group_norm_backward",
                                    contiguous(in.get(0)),
                                    contiguous(x),
                                    contiguous(in.get(2)),
                                    contiguous(in.get(3)),
                                    isAffine ? contiguous(in.get(4)) : Kernel.NONE,
                                    x.size(0),
                                    x.size(1),
                                    pixels(x),
                                    groups,
                                    List.of(true, isAffine, isAffine))
                            .yielding(3));
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            Example.Domain image = Example.reals(2, 4, 2, 3);
            Example.Domain mean = Example.reals(2, 2);
            Example.Domain r = Example.between(0.5, 2, 2, 2);
            return List.of(
                    Example.of(new Gradient(2), image, image, mean, r, Example.reals(4)),
                    Example.of(new Gradient(2), image, image, mean, r));
        }
    }
}
