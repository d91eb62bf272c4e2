package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The continuously differentiable exponential linear unit, y = x where x &gt; 0, else α·(e^(x/α) −
 * 1), element by element.
 *
 * <p>dx = dy where x &gt; 0, else dy·e^(x/α): at 0 both are dy, whatever α is. Any shape. Source:
 * Barron, "Continuously Differentiable Exponential Linear Units", 2017.
 *
 * @param alpha α, how far below 0 it goes; 1 by default
 */
@Teaches(
        meaning = "continuously differentiable exponential linear unit",
        formula = "x if x > 0, else α·(e^(x/α) − 1)")
public record Celu(double alpha) implements Op {

    /** α = 1. */
    public Celu() {
        this(1);
    }

    /**
     * An α.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if it is not above 0 and finite
     */
    public Celu {
        Option.require(
                alpha > 0 && Double.isFinite(alpha),
                "celu",
                "alpha must be above 0 and finite",
                alpha,
                "1 is common.");
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node curve = Elu.negative(x).over(alpha).expm1().times(alpha);
        return List.of(Relu.positive(x).choose(x, curve));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node slope = Elu.negative(x).over(alpha).exp();
        return List.of(Relu.positive(x).choose(dy, dy.times(slope)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("celu", call.input(0), alpha));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Celu(), Example.reals(3, 5)),
                Example.of(new Celu(2.5), Example.between(-1e4, 1e4, 7)));
    }
}
