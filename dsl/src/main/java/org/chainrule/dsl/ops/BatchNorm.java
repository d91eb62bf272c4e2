package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Batch normalization of each channel, with the statistics of the batch itself: x̂ = (x − μ)·r, y =
 * γ ⊙ x̂ + β, with the mean μ, the variance σ² (divided by n) and r = 1/√(σ² + ε) of each channel.
 *
 * <p>With g = γ ⊙ dy and means over all axes but that of the channels: dx = r·(g − mean(g) −
 * x̂·mean(g ⊙ x̂)), dγ = Σ dy ⊙ x̂, dβ = Σ dy. Shapes: x and y (N, C) or (N, C, …), γ and β (C) or
 * both absent; by-products μ and r (C). The statistics are of n numbers each, N times the sizes
 * behind C; where n is 1, x̂ is 0 and so is dx. Source: Ioffe and Szegedy, "Batch Normalization",
 * 2015.
 *
 * @param epsilon ε, which keeps the root from 0
 */
@Teaches(
        meaning = "batch normalization of each channel",
        formula = "γ ⊙ (x − μ)/√(σ² + ε) + β",
        rows = "E1")
public record BatchNorm(double epsilon) implements Op {
    private static final double UNUSED = 0; // the momentum of running statistics

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        int[] others = others(x);
        Node mean = x.mean(others);
        Node centred = x.minus(along(mean, x));
        Node variance = centred.square().mean(others).as("σ²");
        Node r = variance.plus(epsilon).sqrt().reciprocal();
        Node normal = centred.times(along(r, x));
        return List.of(scaled(normal, in.subList(1, in.size())), mean, r);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        List<Node> inputs = new ArrayList<>(List.of(dy));
        inputs.addAll(List.of(call.input(0), call.output(1), call.output(2)));
        if (call.inputs().size() == 3) {
            inputs.add(call.input(1));
        }
        return Call.of(new Gradient(), inputs).outputs().subList(0, call.inputs().size());
    }

    @Override
    public List<Kernel> kernels(Call call) {
        boolean isAffine = call.inputs().size() == 3;
        return List.of(
                Kernel.of(
                                "native_batch_norm",
                                call.input(0),
                                isAffine ? call.input(1) : Kernel.NONE,
                                isAffine ? call.input(2) : Kernel.NONE,
                                Kernel.NONE, // the running mean
                                Kernel.NONE, // the running variance
                                true, // with the statistics of the batch
                                UNUSED,
                                epsilon)
                        .yielding(3));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "γ", "β");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("y", "μ", "r");
    }

    /** All axes but that of the channels. */
    static int[] others(Node x) {
        return IntStream.range(0, x.shape().rank()).filter(axis -> axis != 1).toArray();
    }

    /** A number for each channel, so that it broadcasts to x. */
    static Node along(Node channels, Node x) {
        Node placed = channels;
        for (int axis = 2; axis < x.shape().rank(); axis++) {
            placed = placed.unsqueeze(-1);
        }
        return placed;
    }

    /** γ ⊙ x̂ + β, or x̂ where they are absent. */
    static Node scaled(Node normal, List<Node> affine) {
        return affine.isEmpty()
                ? normal
                : normal.times(along(affine.get(0), normal)).plus(along(affine.get(1), normal));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        Example.Domain three = Example.reals(3);
        Example.Domain one = Example.reals(1);
        return List.of(
                Example.of(new BatchNorm(1e-5), Example.reals(5, 3), three, three),
                Example.of(new BatchNorm(1e-5), Example.reals(7, 2)),
                Example.of(new BatchNorm(1e-3), Example.reals(2, 3, 4, 5), three, three),
                Example.of(new BatchNorm(1e-5), Example.reals(4, 2, 3)),
                Example.of(new BatchNorm(1e-5), Example.reals(9, 1), one, one),
                Example.of(new BatchNorm(0.1), Example.reals(1, 3), three, three));
    }

    /** The gradients of x, γ and β, from dy, x, μ, r and γ, which may be absent. */
    public record Gradient() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node dy = in.get(0);
            Node x = in.get(1);
            int[] others = others(x);
            Node r = along(in.get(3), x);
            Node normal = x.minus(along(in.get(2), x)).times(r).as("x̂");
            Node g = in.size() == 5 ? dy.times(along(in.get(4), x)).as("g") : dy;
            Node mean = along(g.mean(others), x);
            Node slope = along(g.times(normal).mean(others), x);
            Node dx = g.minus(mean).minus(normal.times(slope)).times(r);
            return List.of(dx, dy.times(normal).sum(others), dy.sum(others));
        }

        @Override
        public List<Kernel> kernels(Call call) {
            List<Node> in = call.inputs();
            return List.of(
                    Kernel.of(
                                    "native_batch_norm_backward",
                                    in.get(0),
                                    in.get(1),
                                    in.size() == 5 ? in.get(4) : Kernel.NONE,
                                    Kernel.NONE, // the running mean
                                    Kernel.NONE, // the running variance
                                    in.get(2),
                                    in.get(3),
                                    true, // with the statistics of the batch
                                    UNUSED, // ε, which r holds
                                    List.of(true, true, true))
                            .yielding(3));
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            Example.Domain x = Example.reals(5, 3);
            Example.Domain image = Example.reals(2, 3, 2, 4);
            Example.Domain mean = Example.reals(3);
            Example.Domain r = Example.between(0.5, 2, 3);
            return List.of(
                    Example.of(new Gradient(), x, x, mean, r, Example.reals(3)),
                    Example.of(new Gradient(), x, x, mean, r),
                    Example.of(new Gradient(), image, image, mean, r, Example.reals(3)));
        }
    }
}
