package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The p-norm along axes, y = (Σ |x|ᵖ)^(1/p): the sum of magnitudes for p = 1, the Euclidean length
 * for p = 2, the greatest magnitude for p = ∞.
 *
 * <p>dx = dy·sign(x) for p = 1, dy·x/y for p = 2, dy·sign(x)·(|x|/y)ᵖ⁻¹ for other p, and for p = ∞
 * dy·sign(x) where |x| is the greatest, shared evenly where several are; 0 where y is 0, as in
 * PyTorch. Shapes: x any, y without the axes, or with a size of 1 in their place.
 *
 * @param p 1 or more, ∞ included; 2 by default
 * @param axes along which; all by default
 */
@Teaches(
        meaning = "p-norm along axes: L1, L2, greatest magnitude",
        formula = "(Σ |x|ᵖ)^(1/p)",
        rows = "D5")
public record Norm(double p, Axes axes) implements Op {

    /** The Euclidean length of all numbers. */
    public Norm() {
        this(2, Axes.all());
    }

    /**
     * A norm.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if p is below 1
     */
    public Norm {
        Option.require(p >= 1, "norm", "p must be 1 or more", p, "Use 1, 2 or infinity.");
    }

    /** The sum of magnitudes, along these axes. */
    public static Norm l1(Axes axes) {
        return new Norm(1, axes);
    }

    /** The Euclidean length, along these axes. */
    public static Norm l2(Axes axes) {
        return new Norm(2, axes);
    }

    /** The greatest magnitude, along these axes. */
    public static Norm greatest(Axes axes) {
        return new Norm(Double.POSITIVE_INFINITY, axes);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        return List.of(
                p == 1
                        ? axes.sum(x.abs())
                        : p == 2
                                ? new Root().apply(axes.sum(x.square()))
                                : p == Double.POSITIVE_INFINITY
                                        ? axes.max(x.abs())
                                        : axes.sum(x.abs().pow(p)).pow(1 / p));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node y = axes.restored(call.output(0), x);
        Node g = axes.restored(dy, x);
        if (p == 1) {
            return List.of(g.times(x.sign()));
        }
        if (p == 2) {
            return List.of(x.times(Root.over(g, y)));
        }
        Node signed = g.times(x.sign());
        if (p == Double.POSITIVE_INFINITY) {
            Node greatest = x.abs().equalTo(y);
            return List.of(signed.times(greatest).over(axes.kept().sum(greatest)));
        }
        return List.of(signed.times(Root.over(x.abs(), y).pow(p - 1)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Node x = call.input(0);
        return x.shape().rank() == 0
                ? List.of()
                : List.of(Kernel.of("linalg_vector_norm", x, p, axes.in(x), axes.isKept()));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Norm(), Example.reals(3, 5)),
                Example.of(l2(Axes.of(0).kept()), Example.reals(1, 3)),
                Example.of(l1(Axes.of(-1)), Example.reals(2, 3, 4)),
                Example.of(greatest(Axes.of(0)), Example.reals(4, 3)),
                Example.of(new Norm(3, Axes.of(1).kept()), Example.reals(3, 4)),
                Example.of(new Norm(1.5, Axes.all()), Example.between(0.1, 2, 5)));
    }
}
