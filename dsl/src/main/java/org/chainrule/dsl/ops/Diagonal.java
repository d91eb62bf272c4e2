package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.SquareMatrix;

/**
 * The diagonal of a matrix, yᵢ = Aᵢᵢ.
 *
 * <p>dA = diag(dy): zeros beside the diagonal. Shapes: A (…, n, n), y (…, n).
 */
@Teaches(meaning = "diagonal of a square matrix", formula = "Aᵢᵢ")
public record Diagonal() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node a = Squares.require("diagonal", in.get(0));
        return List.of(a.times(SquareMatrix.identity(a)).sum(-1));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(SquareMatrix.diagonal(dy));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("diagonal", call.input(0), 0, -2, -1));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Diagonal(), Example.reals(3, 3)),
                Example.of(new Diagonal(), Example.reals(2, 1, 1)),
                Example.of(new Diagonal(), Example.reals(2, 4, 4)));
    }
}
