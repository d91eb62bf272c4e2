package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The exponential linear unit, y = x where x &gt; 0, else α·(eˣ − 1), element by element.
 *
 * <p>dx = dy where x &gt; 0, else dy·α·eˣ; at 0 the derivative is taken as α, as PyTorch does. Any
 * shape. Source: Clevert, Unterthiner and Hochreiter, "Fast and Accurate Deep Network Learning by
 * Exponential Linear Units", 2015.
 *
 * @param alpha α, how far below 0 it goes; 1 by default
 */
@Teaches(meaning = "exponential linear unit", formula = "x if x > 0, else α·(eˣ − 1)", rows = "B10")
public record Elu(double alpha) implements Op {

    /** α = 1. */
    public Elu() {
        this(1);
    }

    /**
     * An α.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if it is not finite
     */
    public Elu {
        Option.requireFinite(alpha, "elu", "alpha", "1 is common.");
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        return List.of(Relu.positive(x).choose(x, negative(x).expm1().times(alpha)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node slope = negative(x).exp().times(alpha);
        return List.of(Relu.positive(x).choose(dy, dy.times(slope)));
    }

    /** x where it is not positive, else 0: an e^x that is infinite would be multiplied by 0. */
    static Node negative(Node x) {
        return Relu.positive(x).choose(Node.constant(0), x).as("n");
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("elu", call.input(0), alpha));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Elu(), Example.reals(3, 5)),
                Example.of(new Elu(), Example.between(-1e4, 1e4, 7)),
                Example.of(new Elu(0.3), Example.reals(1, 4)));
    }
}
