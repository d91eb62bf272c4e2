package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Layer normalization over the last axis: x̂ = (x − μ)·r, y = γ ⊙ x̂ + β, with the mean μ, the
 * variance σ² (divided by n) and r = 1/√(σ² + ε) of each row.
 *
 * <p>With g = γ ⊙ dy: dx = r·(g − mean(g) − x̂·mean(g ⊙ x̂)), dγ = Σ dy ⊙ x̂, dβ = Σ dy. Shapes: x
 * and y (…, n), γ (n), β (n) or absent; by-products μ and r (…, 1). Source: Ba et al., "Layer
 * Normalization", 2016.
 *
 * @param epsilon ε, which keeps the root from 0
 */
@Teaches(
        meaning = "layer normalization over the last axis",
        formula = "γ ⊙ (x − μ)/√(σ² + ε) + β",
        rows = "E2")
public record LayerNorm(double epsilon) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node mean = x.meanKept(-1);
        Node variance = x.minus(mean).square().meanKept(-1).as("σ²");
        Node r = variance.plus(epsilon).sqrt().reciprocal();
        Node y = x.minus(mean).times(r).times(in.get(1));
        return List.of(in.size() == 3 ? y.plus(in.get(2)) : y, mean, r);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Call gradient =
                Call.of(
                        new Gradient(),
                        List.of(dy, call.input(0), call.output(1), call.output(2), call.input(1)));
        return gradient.outputs().subList(0, call.inputs().size());
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Node x = call.input(0);
        if (x.shape().dim(-1).isOpen()) {
            return List.of();
        }
        Object bias = call.inputs().size() == 3 ? call.input(2) : Kernel.NONE;
        return List.of(
                Kernel.of("native_layer_norm", x, width(x), call.input(1), bias, epsilon)
                        .yielding(3));
    }

    private static List<Long> width(Node x) {
        return List.of(x.shape().dim(-1).fixed());
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
        return List.of(
                Example.of(
                        new LayerNorm(1e-5),
                        Example.reals(2, 3, 5),
                        Example.reals(5),
                        Example.reals(5)),
                Example.of(new LayerNorm(1e-5), Example.reals(1, 4), Example.reals(4)));
    }

    /** The gradients of x, γ and β, from dy, x, μ, r and γ. */
    public record Gradient() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node dy = in.get(0);
            Node r = in.get(3);
            Node normal = in.get(1).minus(in.get(2)).times(r).as("x̂");
            Node g = dy.times(in.get(4)).as("g");
            Node along = normal.times(g.times(normal).meanKept(-1));
            Node dx = g.minus(g.meanKept(-1)).minus(along).times(r);
            return List.of(dx, dy.times(normal).rows().sum(0), dy.rows().sum(0));
        }

        @Override
        public List<Kernel> kernels(Call call) {
            Node x = call.input(1);
            if (x.shape().dim(-1).isOpen()) {
                return List.of();
            }
            return List.of(
                    Kernel.of(
                                    "native_layer_norm_backward",
                                    call.input(0),
                                    x,
                                    width(x),
                                    new Kernel.Contiguous(call.input(2), false),
                                    new Kernel.Contiguous(call.input(3), false),
                                    call.input(4),
                                    call.input(4), // for β, of which only the shape counts
                                    List.of(true, true, true))
                            .yielding(3));
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            return List.of(
                    Example.of(
                            new Gradient(),
                            Example.reals(2, 5),
                            Example.reals(2, 5),
                            Example.reals(2, 1),
                            Example.between(0.5, 2, 2, 1),
                            Example.reals(5)));
        }
    }
}
