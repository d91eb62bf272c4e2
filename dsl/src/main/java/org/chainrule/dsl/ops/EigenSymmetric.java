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
 * The eigenvalues λ of a symmetric matrix, from least to greatest; by-product: the orthogonal
 * matrix Q whose columns are their eigenvectors, A = Q·diag(λ)·Qᵀ.
 *
 * <p>dA = Q·(diag(dλ) + F ⊙ (Qᵀ·dQ))·Qᵀ, with Fᵢⱼ = 1/(λⱼ − λᵢ), and its symmetric part of that: of
 * a matrix that is not symmetric the symmetric part is taken. An eigenvector is known but for its
 * sign: of its elements that are greatest in magnitude, within one percent, the first is positive
 * here. Where eigenvalues are equal, any basis of their space would do: Q has no gradient there,
 * and what is given is not finite; λ has one for functions in which equal values count alike.
 * Shapes: A and Q (…, n, n), λ (…, n). Source: Giles, "Collected Matrix Derivative Results for
 * Forward and Reverse Mode Algorithmic Differentiation", 2008.
 */
@Teaches(
        meaning = "eigenvalues and eigenvectors of a symmetric matrix",
        formula = "A = Q·diag(λ)·Qᵀ",
        rows = "I3")
public record EigenSymmetric() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node a = new SymmetricPart().apply(in.get(0));
        return Call.of(Factorization.EIGEN, List.of(a)).outputs();
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(FactorizationGradient.eigen(call.outputs(), List.of(dy, Node.zero())));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("λ", "Q");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Squares.apart(new EigenSymmetric(), 3, 3),
                Squares.apart(new EigenSymmetric(), 2, 1, 1),
                Squares.apart(new EigenSymmetric(), 2, 4, 4));
    }
}
