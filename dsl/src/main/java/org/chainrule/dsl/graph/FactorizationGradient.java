package org.chainrule.dsl.graph;

import java.util.List;

/**
 * The gradient of a matrix from those of its factors, in the order of their outputs; {@link
 * Node#zero()} for a factor that is not used.
 *
 * <p>Values that are equal do not tell their vectors apart: there gradients of the vectors are not
 * finite, as PyTorch's are not, and near there they are as great as one over the difference.
 * Gradients of the values alone are finite, and right for functions in which equal values count
 * alike, such as norms.
 */
public final class FactorizationGradient {
    private FactorizationGradient() {}

    /** Y = A⁻¹: dA = −Yᵀ·dY·Yᵀ. */
    public static Node inverse(Node y, Node dy) {
        Node t = y.transpose();
        return t.matmul(dy).matmul(t).negate();
    }

    /** y = ln |det A|: dA = dy·A⁻ᵀ (Jacobi's formula); the sign has no gradient. */
    public static Node logDeterminant(Node a, Node dy) {
        if (dy.isZero()) {
            return Node.zero();
        }
        Node inverse = Factorization.INVERSE.apply(a);
        return dy.unsqueeze(-1).unsqueeze(-1).times(inverse.transpose());
    }

    /**
     * A = L·Lᵀ: dA is the symmetric part of L⁻ᵀ·Φ·L⁻¹, with Φ the lower triangle of Lᵀ·dL, its
     * diagonal halved. Source: Murray, "Differentiation of the Cholesky Decomposition", 2016.
     */
    public static Node cholesky(Node l, Node dl) {
        Node halved = SquareMatrix.below(l).plus(SquareMatrix.identity(l).times(0.5));
        Node phi = l.transpose().matmul(dl).times(halved).as("Φ");
        Node inverse = Factorization.INVERSE.apply(l);
        Node s = inverse.transpose().matmul(phi).matmul(inverse).as("S");
        return s.plus(s.transpose()).times(0.5);
    }

    /**
     * A = Q·diag(λ)·Qᵀ: dA = Q·(diag(dλ) + F ⊙ (Qᵀ·dQ))·Qᵀ, with Fᵢⱼ = 1/(λⱼ − λᵢ), and 0 on the
     * diagonal. Source: Giles, "Collected Matrix Derivative Results for Forward and Reverse Mode
     * Algorithmic Differentiation", 2008.
     */
    public static Node eigen(List<Node> factors, List<Node> dys) {
        Node values = factors.get(0);
        Node q = factors.get(1);
        Node inner = Node.zero();
        if (!dys.get(0).isZero()) {
            inner = SquareMatrix.diagonal(dys.get(0));
        }
        if (!dys.get(1).isZero()) {
            Node f = gaps(values).as("F");
            inner = sum(inner, f.times(q.transpose().matmul(dys.get(1))));
        }
        return q.matmul(inner).matmul(q.transpose());
    }

    /**
     * A = U·diag(σ)·Vᵀ: dA = U·(diag(dσ) + (F ⊙ (X − Xᵀ))·diag(σ) + diag(σ)·(F ⊙ (Y − Yᵀ)))·Vᵀ +
     * (dU − U·X)·diag(1/σ)·Vᵀ + U·diag(1/σ)·(dV − V·Y)ᵀ, with X = Uᵀ·dU, Y = Vᵀ·dV, and Fᵢⱼ =
     * 1/(σⱼ² − σᵢ²), 0 where these are equal. The last but one term vanishes where A has no more
     * rows than columns, the last where no fewer. Source: Townsend, "Differentiating the Singular
     * Value Decomposition", 2016.
     */
    public static Node svd(List<Node> factors, List<Node> dys) {
        Node s = factors.get(0);
        Node u = factors.get(1);
        Node v = factors.get(2);
        Node inner = Node.zero();
        Node outer = Node.zero();
        if (!dys.get(0).isZero()) {
            inner = SquareMatrix.diagonal(dys.get(0));
        }
        Node f = gaps(s.square()).as("F");
        if (!dys.get(1).isZero()) {
            Node x = u.transpose().matmul(dys.get(1)).as("X");
            inner = sum(inner, f.times(x.minus(x.transpose())).times(s.unsqueeze(-2)));
            if (isTall(u)) {
                Node beside = dys.get(1).minus(u.matmul(x)).over(s.unsqueeze(-2));
                outer = beside.matmul(v.transpose());
            }
        }
        if (!dys.get(2).isZero()) {
            Node y = v.transpose().matmul(dys.get(2)).as("Y");
            inner = sum(inner, f.times(y.minus(y.transpose())).times(s.unsqueeze(-2).transpose()));
            if (isTall(v)) {
                Node beside = dys.get(2).minus(v.matmul(y)).over(s.unsqueeze(-2));
                outer = sum(outer, u.matmul(beside.transpose()));
            }
        }
        return sum(u.matmul(inner).matmul(v.transpose()), outer);
    }

    /**
     * A = Q·R: dA = (dQ + Q·M)·R⁻ᵀ, with M the symmetric matrix that has the lower triangle of
     * R·dRᵀ − dQᵀ·Q. Source: Walter and Lehmann, "Algorithmic Differentiation of Linear Algebra
     * Functions", 2010.
     */
    public static Node qr(List<Node> factors, List<Node> dys) {
        Node q = factors.get(0);
        Node r = factors.get(1);
        Node dq = dys.get(0);
        Node dr = dys.get(1);
        Node whole = dr.isZero() ? Node.zero() : r.matmul(dr.transpose());
        if (!dq.isZero()) {
            whole = sum(whole, dq.transpose().matmul(q).negate());
        }
        Node below = whole.times(SquareMatrix.below(r)).as("T");
        Node m = below.plus(below.transpose()).plus(whole.times(SquareMatrix.identity(r))).as("M");
        Node inverse = Factorization.INVERSE.apply(r);
        return sum(q.matmul(m), dq).matmul(inverse.transpose());
    }

    /** 1/(xⱼ − xᵢ) in row i and column j, 0 on the diagonal. */
    private static Node gaps(Node x) {
        Node row = x.unsqueeze(-2);
        Node gap = row.minus(row.transpose());
        Node identity = SquareMatrix.identity(gap);
        Node safe = identity.choose(Node.constant(1), gap);
        return identity.choose(Node.constant(0), safe.reciprocal());
    }

    private static boolean isTall(Node vectors) {
        return vectors.shape().dim(-2).fixed() > vectors.shape().dim(-1).fixed();
    }

    private static Node sum(Node a, Node b) {
        return a.isZero() ? b : b.isZero() ? a : a.plus(b);
    }
}
