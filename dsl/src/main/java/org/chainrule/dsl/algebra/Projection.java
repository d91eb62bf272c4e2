package org.chainrule.dsl.algebra;

import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * The part of a vector b that lies in the span of others, p = A·x with x = (AᵀA)⁻¹·Aᵀ·b, and the
 * rest r = b − p, which is at a right angle to them: Aᵀ·r = 0. For a single vector a it is p =
 * (a·b/a·a)·a.
 *
 * <p>It is computed from the QR decomposition of A, which does not square its condition as AᵀA
 * does. Source: Strang, "Introduction to Linear Algebra", section 4.2.
 *
 * @param coefficients x: how much of each column of A
 * @param projected p
 * @param residual r
 */
@Teaches(
        meaning = "projection of a vector on the span of others",
        formula = "A·(AᵀA)⁻¹·Aᵀ·b",
        rows = "I1")
public record Projection(NumericArray coefficients, NumericArray projected, NumericArray residual) {
    private static final Given GIVEN = new Given("Projection");

    /**
     * The projection of b on a vector, or on the span of a matrix's columns.
     *
     * @param b a vector (m)
     * @param onto a vector (m), or a matrix (m, n)
     * @throws ChainruleException if the lengths differ, the columns depend on each other or are 0,
     *     or something is not finite
     */
    public static Projection of(NumericArray b, NumericArray onto) {
        RealVector vector = GIVEN.vector(b);
        NumericArray columns = onto.rank() == 1 ? onto.reshaped(onto.count(), 1) : onto;
        RealMatrix a = GIVEN.matrix(columns);
        GIVEN.requireEqual(
                "the length of b, like that of the columns,",
                vector.getDimension(),
                a.getRowDimension());
        GramSchmidt basis = GramSchmidt.of("Projection", columns, GramSchmidt.Method.MODIFIED);
        LeastSquares fit = LeastSquares.of(columns, b);
        RealMatrix q = GIVEN.matrix(basis.q());
        RealVector projected = q.operate(q.preMultiply(vector));
        return new Projection(
                fit.coefficients(),
                Given.array(projected),
                Given.array(vector.subtract(projected)));
    }

    /**
     * The matrix P = A·(AᵀA)⁻¹·Aᵀ that projects on the span of a matrix's columns: P² = P, Pᵀ = P.
     *
     * @throws ChainruleException as {@link #of}
     */
    public static NumericArray matrix(NumericArray onto) {
        GramSchmidt basis = GramSchmidt.of("Projection", onto, GramSchmidt.Method.MODIFIED);
        RealMatrix q = GIVEN.matrix(basis.q());
        return Given.array(q.multiplyTransposed(q));
    }

    @Override
    public String toString() {
        return Grid.named("x", coefficients)
                + Grid.named("p", projected)
                + Grid.named("r", residual);
    }
}
