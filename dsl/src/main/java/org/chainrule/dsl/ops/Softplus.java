package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Softplus, a smooth rectifier, y = ln(1 + e^(βx))/β, element by element, and y = x where βx is
 * above a threshold, so that nothing overflows.
 *
 * <p>dx = dy·σ(βx), and dy above the threshold. Any shape. With PyTorch's threshold of 20, y jumps
 * there by 2·10⁻⁹; with {@link #exact} it is the formula itself to the last bit of 64. Source:
 * Dugas et al., "Incorporating Second-Order Functional Knowledge for Better Option Pricing", 2000.
 *
 * @param beta β, how sharp the bend at 0 is; 1 by default
 * @param threshold where the line begins, in (0, 80]; 20 by default
 */
@Teaches(meaning = "smooth rectified linear unit", formula = "ln(1 + e^(βx))/β", rows = "B5")
public record Softplus(double beta, double threshold) implements Op {
    private static final double EXACT = 40; // e⁻⁴⁰ is less than half of the last bit of 40
    private static final double GREATEST = 80; // e⁸⁰ is finite in 32 bits

    /** PyTorch's: β = 1 and a threshold of 20. */
    public Softplus() {
        this(1, 20);
    }

    /**
     * A softplus.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if β is not above 0, or the threshold not
     *     in (0, 80]
     */
    public Softplus {
        Option.require(
                beta > 0 && Double.isFinite(beta),
                "softplus",
                "beta must be above 0 and finite",
                beta,
                "1 is common.");
        Option.require(
                threshold > 0 && threshold <= GREATEST,
                "softplus",
                "the threshold must be above 0 and at most 80",
                threshold,
                "20 is common; from 40 on the formula is exact.");
    }

    /** The formula without a visible threshold: β = 1, and the line only where nothing differs. */
    public static Softplus exact() {
        return new Softplus(1, EXACT);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node z = scaled(x);
        Node line = isLine(z);
        Node low = line.choose(Node.constant(0), z).as("z"); // else autograd multiplies 0 by ∞
        Node y = low.exp().log1p();
        return List.of(line.choose(x, beta == 1 ? y : y.over(beta)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node z = scaled(call.input(0));
        return List.of(isLine(z).choose(dy, dy.times(new Sigmoid().apply(z))));
    }

    private Node scaled(Node x) {
        return beta == 1 ? x : x.times(beta);
    }

    private Node isLine(Node z) {
        return z.greaterThan(Node.constant(threshold));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("softplus", call.input(0), beta, threshold));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Softplus(), Example.reals(3, 5)),
                Example.of(new Softplus(), Example.between(-1e4, 1e4, 7)),
                Example.of(new Softplus(3, 10), Example.between(-5, 5, 1, 9)),
                Example.of(exact(), Example.between(-100, 100, 9)));
    }
}
