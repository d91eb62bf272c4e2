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
 * The matrix with a vector on its diagonal and zeros beside it, Y = diag(x).
 *
 * <p>dxᵢ = dYᵢᵢ. Shapes: x (…, n), Y (…, n, n).
 */
@Teaches(meaning = "matrix with a vector on its diagonal", formula = "diag(x)")
public record DiagonalMatrix() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(SquareMatrix.diagonal(in.get(0)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(new Diagonal().apply(dy));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("diag_embed", call.input(0)));
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("Y");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new DiagonalMatrix(), Example.reals(3)),
                Example.of(new DiagonalMatrix(), Example.reals(2, 1)),
                Example.of(new DiagonalMatrix(), Example.reals(2, 3)));
    }
}
