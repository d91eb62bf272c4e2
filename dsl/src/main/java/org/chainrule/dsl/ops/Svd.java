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
 * The singular values σ of any matrix, from greatest to least; by-products: the matrices U and V
 * with orthonormal columns for which A = U·diag(σ)·Vᵀ (the reduced form).
 *
 * <p>dA by σ alone is U·diag(dσ)·Vᵀ; the whole of it is in Townsend, "Differentiating the Singular
 * Value Decomposition", 2016. The vectors of a singular value are known but for one sign: of the
 * elements of a column of V that are greatest in magnitude, within one percent, the first is
 * positive here. Where singular values are equal, U and V have no gradient, and what is given is
 * not finite; near there, and near a value of 0, it grows as one over the distance. Shapes: A (…,
 * m, n), of fixed sizes, σ (…, k), U (…, m, k), V (…, n, k), with k the lesser of m and n.
 */
@Teaches(meaning = "singular value decomposition, reduced", formula = "A = U·diag(σ)·Vᵀ")
public record Svd() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return Call.of(Factorization.SVD, in).outputs();
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        List<Node> dys = List.of(dy, Node.zero(), Node.zero());
        return List.of(FactorizationGradient.svd(call.outputs(), dys));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("σ", "U", "V");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Squares.apart(new Svd(), 3, 3),
                Squares.apart(new Svd(), 5, 3),
                Squares.apart(new Svd(), 2, 2, 4),
                Squares.apart(new Svd(), 2, 1, 1));
    }
}
