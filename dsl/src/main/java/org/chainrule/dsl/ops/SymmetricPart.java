package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The symmetric part of a square matrix, Y = (A + Aᵀ)/2: A itself where that is symmetric.
 *
 * <p>dA = (dY + dYᵀ)/2. Shapes: A and Y (…, n, n).
 */
@Teaches(meaning = "symmetric part of a square matrix", formula = "(A + Aᵀ)/2")
public record SymmetricPart() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node a = Squares.require("symmetricPart", in.get(0));
        return List.of(a.plus(a.transpose()).times(0.5));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy.plus(dy.transpose()).times(0.5));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("Y");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new SymmetricPart(), Example.reals(3, 3)),
                Example.of(new SymmetricPart(), Example.reals(2, 1, 1)));
    }
}
