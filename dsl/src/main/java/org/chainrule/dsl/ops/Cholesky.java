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
 * The Cholesky factor of a symmetric positive definite matrix: the lower triangle L with a positive
 * diagonal for which A = L·Lᵀ.
 *
 * <p>dA is the symmetric part of L⁻ᵀ·Φ·L⁻¹, with Φ the lower triangle of Lᵀ·dL, its diagonal
 * halved. Of a matrix that is not symmetric the symmetric part is taken, so that the gradient is
 * symmetric, as PyTorch's is. Shapes: A and L (…, n, n). Source: Murray, "Differentiation of the
 * Cholesky Decomposition", 2016.
 */
@Teaches(meaning = "Cholesky factor of a positive definite matrix", formula = "A = L·Lᵀ")
public record Cholesky() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(Factorization.CHOLESKY.apply(new SymmetricPart().apply(in.get(0))));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(FactorizationGradient.cholesky(call.output(0), dy));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("L");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Squares.regular(new Cholesky(), 3, 3),
                Squares.regular(new Cholesky(), 2, 1, 1),
                Squares.regular(new Cholesky(), 2, 4, 4));
    }
}
