package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The Kronecker product of two matrices, Y = A ⊗ B: each element of A times the whole of B.
 *
 * <p>Shapes: A (…, n, m), B (…, p, q), Y (…, n·p, m·q), with leading axes of the same count.
 */
@Teaches(meaning = "Kronecker product of two matrices", formula = "A ⊗ B")
public record Kronecker() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node a = in.get(0).unsqueeze(-1).unsqueeze(-3); // (…, n, 1, m, 1)
        Node b = in.get(1).unsqueeze(-2).unsqueeze(-4); // (…, 1, p, 1, q)
        return List.of(a.times(b).merge(-2, -1).merge(-3, -2));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A", "B");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("Y");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Kronecker(), Example.reals(2, 3), Example.reals(4, 5)),
                Example.of(new Kronecker(), Example.reals(2, 1, 3), Example.reals(2, 2, 1)));
    }
}
