package org.chainrule.dsl.algebra;

import java.util.stream.IntStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * The x for which ‖A·x − b‖₂ is least: the solution of the normal equations AᵀA·x = Aᵀb, and where
 * there are several, the shortest.
 *
 * <p>It is computed as x = A⁺·b from the singular values, which does not square the condition of A
 * as the normal equations do. Source: Golub and Van Loan, "Matrix Computations", chapter 5.
 *
 * @param coefficients x
 * @param fitted A·x
 * @param residual b − A·x, at a right angle to the columns of A
 * @param rank how many columns of A do not depend on others
 */
@Teaches(meaning = "least squares by the pseudo-inverse", formula = "AᵀA·x = Aᵀb, x = A⁺·b")
public record LeastSquares(
        NumericArray coefficients, NumericArray fitted, NumericArray residual, int rank) {
    private static final Given GIVEN = new Given("LeastSquares");

    /**
     * Solves the least squares problem.
     *
     * @param a a matrix (m, n)
     * @param b a vector (m)
     * @throws ChainruleException if b has not as many elements as A rows, or something is not
     *     finite
     */
    public static LeastSquares of(NumericArray a, NumericArray b) {
        RealMatrix matrix = GIVEN.matrix(a);
        RealVector wanted = GIVEN.vector(b);
        GIVEN.requireEqual(
                "the length of b, like the rows of A,",
                wanted.getDimension(),
                matrix.getRowDimension());
        SingularValues svd = SingularValues.of(a);
        int rank = svd.rank();
        double[] shares = GIVEN.matrix(svd.u()).preMultiply(wanted).toArray(); // Uᵀ·b
        double[] inverse =
                IntStream.range(0, shares.length)
                        .mapToDouble(i -> i < rank ? shares[i] / svd.values().at(i) : 0)
                        .toArray();
        RealVector x = GIVEN.matrix(svd.v()).operate(MatrixUtils.createRealVector(inverse));
        RealVector fitted = matrix.operate(x);
        return new LeastSquares(
                Given.array(x), Given.array(fitted), Given.array(wanted.subtract(fitted)), rank);
    }

    /** ‖b − A·x‖₂. */
    public double error() {
        return Norms.p(residual, 2);
    }

    @Override
    public String toString() {
        return Grid.named("x", coefficients)
                + Grid.named("A·x", fitted)
                + Grid.named("b − A·x", residual)
                + "‖b − A·x‖ = "
                + Grid.number(error())
                + ", rank "
                + rank
                + "\n";
    }
}
