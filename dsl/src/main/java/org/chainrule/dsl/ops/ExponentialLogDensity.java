package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The log density of the exponential distribution, ℓ = ln λ − λx for x ≥ 0, and −∞ for x &lt; 0.
 *
 * <p>dx = −λ·dℓ, dλ = (1/λ − x)·dℓ, and 0 where x &lt; 0. Shapes: x and λ broadcast; λ is positive.
 */
@Teaches(meaning = "log density of the exponential distribution", formula = "ln λ − λx for x ≥ 0")
public record ExponentialLogDensity() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node rate = in.get(1);
        Node inside = rate.log().minus(rate.times(in.get(0)));
        return List.of(isInside(in.get(0)).choose(inside, impossible()));
    }

    private static Node isInside(Node x) {
        return Node.constant(0).atMost(x);
    }

    /** The log density of what cannot be. */
    static Node impossible() {
        return Node.constant(Double.NEGATIVE_INFINITY);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node rate = call.input(1);
        Node inside = isInside(call.input(0)).choose(dy, Node.constant(0));
        return List.of(
                inside.times(rate).negate(), inside.times(rate.reciprocal().minus(call.input(0))));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "λ");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("ℓ");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new ExponentialLogDensity(),
                        Example.between(0.01, 9, 3, 5),
                        Example.between(0.5, 2, 5)),
                Example.of(
                        new ExponentialLogDensity(), Example.reals(7), Example.between(0.5, 2, 1)));
    }
}
