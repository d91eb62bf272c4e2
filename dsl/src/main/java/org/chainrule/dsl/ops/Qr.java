package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Factorization;
import org.chainrule.dsl.graph.FactorizationGradient;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The reduced QR factors of a matrix: A = Q·R, where Q has orthonormal columns and R is an upper
 * triangle whose diagonal is not negative; the result is Q, the by-product R.
 *
 * <p>dA = (dQ + Q·M)·R⁻ᵀ, with M the symmetric matrix that has the lower triangle of R·dRᵀ − dQᵀ·Q.
 * PyTorch leaves the signs of R's diagonal to LAPACK; here they are settled, which makes the
 * factors the only ones, those of Gram and Schmidt. A matrix with more columns than rows is taken
 * apart by its first square. The columns of that part must be independent for a gradient. Shapes: A
 * (…, m, n), of fixed sizes, Q (…, m, k), R (…, k, n), with k the lesser of m and n. Source: Walter
 * and Lehmann, "Algorithmic Differentiation of Linear Algebra Functions", 2010.
 */
@Teaches(meaning = "QR decomposition, reduced", formula = "A = Q·R")
public record Qr() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node a = in.get(0);
        long rows = a.shape().dim(-2).fixed();
        long columns = a.shape().dim(-1).fixed();
        if (rows >= columns) {
            return Call.of(Factorization.QR, in).outputs();
        }
        Node left = part(a, 0, rows).as("A₁");
        Node right = part(a, rows, columns - rows).as("A₂");
        List<Node> factors = Call.of(Factorization.QR, List.of(left)).outputs();
        Node q = factors.get(0);
        Node beside = q.transpose().matmul(right);
        return List.of(q, Node.concat(-1, List.of(factors.get(1), beside)));
    }

    private static Node part(Node a, long first, long length) {
        return a.slice(-1, Node.integer(first), Node.integer(length), Dim.of("", length));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        boolean isWhole = call.body().get(0).call().inputs().equals(call.inputs());
        return isWhole
                ? List.of(FactorizationGradient.qr(call.outputs(), List.of(dy, Node.zero())))
                : Op.super.vjp(call, dy);
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("Q", "R");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Squares.apart(new Qr(), 3, 3),
                Squares.apart(new Qr(), 5, 3),
                Squares.apart(new Qr(), 2, 2, 4),
                Squares.apart(new Qr(), 2, 1, 1));
    }
}
