package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The scaled exponential linear unit, y = λ·x where x &gt; 0, else λα·(eˣ − 1), element by element,
 * with the λ and α for which a normal input of mean 0 and variance 1 gives an output of mean 0 and
 * variance 1.
 *
 * <p>dx = dy·λ where x &gt; 0, else dy·λα·eˣ; at 0 the derivative is taken as λα, as PyTorch does.
 * Any shape. Source: Klambauer et al., "Self-Normalizing Neural Networks", 2017.
 */
@Teaches(
        meaning = "scaled exponential linear unit, λ ≈ 1.0507, α ≈ 1.6733",
        formula = "λ·x if x > 0, else λα·(eˣ − 1)",
        rows = "B10")
public record Selu() implements Op {
    /** α. */
    public static final double ALPHA = 1.6732632423543772;

    /** λ. */
    public static final double SCALE = 1.0507009873554805;

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node curve = Elu.negative(x).expm1().times(ALPHA * SCALE);
        return List.of(Relu.positive(x).choose(x.times(SCALE), curve));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node slope = Elu.negative(x).exp().times(ALPHA * SCALE);
        return List.of(Relu.positive(x).choose(dy.times(SCALE), dy.times(slope)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("selu", call.input(0)));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Selu(), Example.reals(3, 5)),
                Example.of(new Selu(), Example.between(-1e4, 1e4, 1, 7)));
    }
}
