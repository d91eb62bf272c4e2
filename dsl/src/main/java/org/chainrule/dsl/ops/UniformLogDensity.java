package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The log density of the uniform distribution, ℓ = −ln(b − a) for a ≤ x &lt; b, and −∞ elsewhere.
 *
 * <p>da = dℓ/(b − a), db = −dℓ/(b − a), and 0 where x lies outside; dx = 0: as a prior it does not
 * pull. Shapes: x, a and b broadcast; a is less than b.
 */
@Teaches(meaning = "log density of the uniform distribution", formula = "−ln(b − a) for a ≤ x < b")
public record UniformLogDensity() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node length = in.get(2).minus(in.get(1));
        Node inside = in.get(1).atMost(in.get(0)).times(in.get(0).lessThan(in.get(2)));
        Node isInside = inside.differsFrom(Node.integer(0));
        return List.of(isInside.choose(length.log().negate(), ExponentialLogDensity.impossible()));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "a", "b");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("ℓ");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new UniformLogDensity(),
                        Example.between(0, 1, 3, 5),
                        Example.between(-2, -1, 5),
                        Example.between(2, 3, 3, 1)),
                Example.of(
                        new UniformLogDensity(),
                        Example.reals(7),
                        Example.between(-1.5, -1, 1),
                        Example.between(1, 1.5, 1)));
    }
}
