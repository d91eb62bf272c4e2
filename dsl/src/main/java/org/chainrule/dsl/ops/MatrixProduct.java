package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The matrix product, Y = A·B.
 *
 * <p>dA = dY·Bᵀ, dB = Aᵀ·dY, each summed over the leading axes along which it was repeated. Shapes:
 * A (…, n, k), B (…, k, m), Y (…, n, m), with broadcast leading axes. Source: Petersen and
 * Pedersen, "The Matrix Cookbook", 2012.
 */
@Teaches(
        meaning = "matrix product; dA = dY·Bᵀ, dB = Aᵀ·dY",
        formula = "A·B",
        rows = {"D11", "I2"})
public record MatrixProduct() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(in.get(0).matmul(in.get(1)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node a = call.input(0);
        Node b = call.input(1);
        return List.of(dy.matmul(b.transpose()), a.transpose().matmul(dy));
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
                Example.of(new MatrixProduct(), Example.reals(3, 5), Example.reals(5, 2)),
                Example.of(new MatrixProduct(), Example.reals(1, 1), Example.reals(1, 1)),
                Example.of(new MatrixProduct(), Example.reals(2, 1, 2, 3), Example.reals(3, 3, 4)));
    }
}
