package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The sigmoid linear unit, also called swish, y = x·σ(βx), element by element.
 *
 * <p>dx = dy·(σ(βx) + βx·σ(βx)·(1 − σ(βx))). Any shape. Sources: Elfwing, Uchibe and Doya,
 * "Sigmoid-Weighted Linear Units", 2017; Ramachandran, Zoph and Le, "Searching for Activation
 * Functions", 2017, which adds β.
 *
 * @param beta β; 1 by default, and then it is PyTorch's silu
 */
@Teaches(meaning = "sigmoid linear unit, or swish", formula = "x·σ(βx)", rows = "B7")
public record Silu(double beta) implements Op {

    /** β = 1. */
    public Silu() {
        this(1);
    }

    /**
     * A β.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if it is not finite
     */
    public Silu {
        Option.requireFinite(beta, "silu", "beta", "1 is common.");
    }

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(in.get(0).times(sigmoid(in.get(0), beta)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(new Gradient(beta).apply(dy, call.input(0)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return beta == 1 ? List.of(Kernel.of("silu", call.input(0))) : List.of();
    }

    static Node sigmoid(Node x, double beta) {
        return new Sigmoid().apply(beta == 1 ? x : x.times(beta));
    }

    /** The derivative of x·σ(βx). */
    static Node slope(Node x, double beta) {
        Node s = sigmoid(x, beta).as("s");
        Node z = beta == 1 ? x : x.times(beta);
        return s.plus(z.times(s).times(s.subtractedFrom(1)));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Silu(), Example.reals(3, 5)),
                Example.of(new Silu(), Example.between(-1e4, 1e4, 7)),
                Example.of(new Silu(1.5), Example.reals(1, 4)));
    }

    /** dx = dy·(s + βx·s·(1 − s)) with s = σ(βx), from dy and x. */
    public record Gradient(double beta) implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).times(slope(in.get(1), beta)));
        }

        @Override
        public List<Kernel> kernels(Call call) {
            return beta == 1
                    ? List.of(Kernel.of("silu_backward", call.input(0), call.input(1)))
                    : List.of();
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            return List.of(
                    Example.of(new Gradient(1), Example.reals(4), Example.reals(4)),
                    Example.of(new Gradient(-2), Example.reals(4), Example.reals(4)));
        }
    }
}
