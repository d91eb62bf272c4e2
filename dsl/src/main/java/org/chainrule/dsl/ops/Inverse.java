package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Factorization;
import org.chainrule.dsl.graph.FactorizationGradient;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The inverse of a regular square matrix, Y = A⁻¹.
 *
 * <p>dA = −Yᵀ·dY·Yᵀ. Shapes: A and Y (…, n, n). A singular matrix has no inverse: libtorch says so
 * when it is computed. To solve A·x = b, use {@link Solve}, whose errors are smaller. Source:
 * Petersen and Pedersen, "The Matrix Cookbook", 2012, equation 60.
 */
@Teaches(
        meaning = "inverse of a square matrix; dA = −A⁻ᵀ·dY·A⁻ᵀ",
        formula = "A⁻¹",
        rows = {"D11", "I2"})
public record Inverse() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(Factorization.INVERSE.apply(in.get(0)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(FactorizationGradient.inverse(call.output(0), dy));
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
                Squares.regular(new Inverse(), 3, 3),
                Squares.regular(new Inverse(), 2, 1, 1),
                Squares.regular(new Inverse(), 2, 4, 4));
    }
}
