package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The log density of the Laplace distribution, ℓ = −|x − μ|/b − ln 2b.
 *
 * <p>dx = −dℓ·sign(x − μ)/b, dμ = −dx, db = dℓ·(|x − μ|/b − 1)/b; at x = μ, where there is a kink,
 * dx = 0. Shapes: x, μ and b broadcast; b is positive. As a prior of weights it is the L1 penalty.
 */
@Teaches(meaning = "log density of the Laplace distribution", formula = "−|x − μ|/b − ln 2b")
public record LaplaceLogDensity() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node b = in.get(2);
        Node distance = in.get(0).minus(in.get(1)).abs();
        return List.of(distance.over(b).negate().minus(b.times(2).log()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node difference = call.input(0).minus(call.input(1)).as("r");
        Node b = call.input(2);
        Node scaled = dy.over(b);
        Node mean = scaled.times(difference.sign());
        Node scale = scaled.times(difference.abs().over(b).minus(Node.constant(1)));
        return List.of(mean.negate(), mean, scale);
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "μ", "b");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("ℓ");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new LaplaceLogDensity(),
                        Example.reals(3, 5),
                        Example.reals(5),
                        Example.between(0.5, 2, 1)),
                Example.of(
                        new LaplaceLogDensity(),
                        Example.between(-100, 100, 1),
                        Example.reals(1),
                        Example.between(5, 9, 1)));
    }
}
