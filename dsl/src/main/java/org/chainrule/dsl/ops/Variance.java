package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The variance along axes, y = Σ (x − μ)²/(n − c), with the mean μ of the n numbers.
 *
 * <p>dx = dy·2(x − μ)/(n − c). The correction c is 1 in PyTorch, which estimates the variance of
 * what a sample was drawn from, and 0 in most textbooks on networks, which have the variance of the
 * n numbers themselves: {@link #ofSample} and {@link #ofPopulation}. Shapes: x any, y without the
 * axes, or with a size of 1 in their place. Where n is c, y is not a number, as in PyTorch.
 *
 * @param axes along which; all by default
 * @param correction c, 0 or more; 1 by default
 */
@Teaches(
        meaning = "variance along axes; c is 1 for a sample and 0 for a population",
        formula = "Σ (x − μ)²/(n − c)",
        rows = "D3")
public record Variance(Axes axes, double correction) implements Op {

    /** Of all numbers as a sample, divided by n − 1. */
    public Variance() {
        this(Axes.all(), 1);
    }

    /**
     * A variance.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if the correction is below 0
     */
    public Variance {
        Option.require(
                correction >= 0 && Double.isFinite(correction),
                "variance",
                "the correction must be 0 or more",
                correction,
                "Use 1 for a sample and 0 for a population.");
    }

    /** That of what a sample was drawn from, divided by n − 1: PyTorch's. */
    public static Variance ofSample(Axes axes) {
        return new Variance(axes, 1);
    }

    /** That of the numbers themselves, divided by n. */
    public static Variance ofPopulation(Axes axes) {
        return new Variance(axes, 0);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        return List.of(axes.sum(centred(x).square()).over(divisor(x)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        return List.of(centred(x).times(axes.restored(dy.times(2).over(divisor(x)), x)));
    }

    /** x − μ. */
    private Node centred(Node x) {
        return x.minus(axes.kept().mean(x).as("μ"));
    }

    private Node divisor(Node x) {
        Node n = axes.count(x).as("n");
        return correction == 0 ? n : n.plus(-correction);
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return kernels("var", call.input(0), axes, correction);
    }

    static List<Kernel> kernels(String operator, Node x, Axes axes, double correction) {
        return x.shape().rank() == 0
                ? List.of()
                : List.of(
                        Kernel.of(
                                operator,
                                x,
                                axes.in(x),
                                new Kernel.Keyword("correction", correction),
                                new Kernel.Keyword("keepdim", axes.isKept())));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Variance(), Example.reals(3, 5)),
                Example.of(ofPopulation(Axes.all()), Example.reals(7)),
                Example.of(ofPopulation(Axes.of(0).kept()), Example.reals(1, 3)),
                Example.of(ofSample(Axes.of(0, -1)), Example.reals(2, 3, 4)),
                Example.of(new Variance(Axes.of(1), 1.5), Example.between(90, 110, 2, 3)));
    }
}
