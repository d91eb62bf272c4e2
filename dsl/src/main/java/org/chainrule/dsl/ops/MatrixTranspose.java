package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The transpose, Y = Aᵀ: rows become columns.
 *
 * <p>dA = dYᵀ. Shapes: A (…, n, m), Y (…, m, n).
 */
@Teaches(
        meaning = "transpose of a matrix; dA = dYᵀ",
        formula = "Aᵀ",
        rows = {"D11", "I2"})
public record MatrixTranspose() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(in.get(0).transpose());
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy.transpose());
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
                Example.of(new MatrixTranspose(), Example.reals(3, 5)),
                Example.of(new MatrixTranspose(), Example.reals(2, 1, 4)));
    }
}
