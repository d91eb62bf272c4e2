package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The outer product of two vectors, Y = x₁·x₂ᵀ.
 *
 * <p>dx₁ = dY·x₂, dx₂ = dYᵀ·x₁. Shapes: x₁ (…, n), x₂ (…, m), Y (…, n, m).
 */
@Teaches(meaning = "outer product of two vectors", formula = "x₁·x₂ᵀ")
public record Outer() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(in.get(0).unsqueeze(-1).times(in.get(1).unsqueeze(-2)));
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("Y");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Outer(), Example.reals(3), Example.reals(5)),
                Example.of(new Outer(), Example.reals(2, 1), Example.reals(2, 3)));
    }
}
