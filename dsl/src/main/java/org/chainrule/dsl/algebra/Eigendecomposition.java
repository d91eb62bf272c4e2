package org.chainrule.dsl.algebra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Factors;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Factorization;
import org.chainrule.dsl.notation.Formula;
import org.hipparchus.complex.Complex;
import org.hipparchus.linear.EigenDecompositionNonSymmetric;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * The eigenvalues of a square matrix, A·v = λ·v, and its eigenvectors as the columns of P, A =
 * P·diag(λ)·P⁻¹. A symmetric matrix has real eigenvalues and an orthogonal P = Q.
 *
 * <p>Eigenvalues stand from least to greatest by real part, then by imaginary part; vectors have
 * length 1, and of their elements that are greatest in magnitude, within one percent, the first is
 * positive. There are no vectors where an eigenvalue is complex, or where too few vectors exist (a
 * defective matrix).
 *
 * <pre>{@code
 * import org.chainrule.dsl.algebra.Eigendecomposition;
 * import org.chainrule.dsl.eval.NumericArray;
 *
 * System.out.print(Eigendecomposition.of(NumericArray.of(new double[] {2, 1, 1, 2}, 2, 2)));
 * }</pre>
 *
 * @param matrix A, (n, n)
 * @param values the real parts of λ, (n)
 * @param imaginary the imaginary parts of λ, (n); all 0 where A is symmetric
 * @param vectors P, (n, n), if it is real and has an inverse
 * @param isSymmetric whether A is symmetric, and so P orthogonal
 */
@Teaches(
        meaning = "eigenvalues and eigenvectors, with the characteristic polynomial",
        formula = "A = P·diag(λ)·P⁻¹",
        rows = "I3")
public record Eigendecomposition(
        NumericArray matrix,
        NumericArray values,
        NumericArray imaginary,
        Optional<NumericArray> vectors,
        boolean isSymmetric) {
    private static final Given GIVEN = new Given("Eigendecomposition");
    private static final double SINGULAR = 1e-10; // of P, whose columns have length 1
    private static final double REAL = 1e-12; // of the greatest element of A

    /**
     * Takes a matrix apart.
     *
     * @param a a square matrix (n, n)
     * @throws ChainruleException if it is not square, or holds what is not finite
     */
    public static Eigendecomposition of(NumericArray a) {
        RealMatrix matrix = GIVEN.square(a);
        return Given.isSymmetric(matrix, Given.SYMMETRY)
                ? symmetric(a, matrix)
                : general(a, matrix);
    }

    private static Eigendecomposition symmetric(NumericArray a, RealMatrix matrix) {
        RealMatrix part = matrix.add(matrix.transpose()).scalarMultiply(0.5);
        List<NumericArray> factors = Factors.of(Factorization.EIGEN, Given.array(part));
        NumericArray values = factors.get(0);
        NumericArray none = NumericArray.filled(0, values.sizes());
        return new Eigendecomposition(a, values, none, Optional.of(factors.get(1)), true);
    }

    private static Eigendecomposition general(NumericArray a, RealMatrix matrix) {
        var found = new EigenDecompositionNonSymmetric(matrix);
        Complex[] values = found.getEigenvalues();
        double zero = REAL * Given.greatest(matrix);
        boolean isReal = Arrays.stream(values).allMatch(x -> Math.abs(x.getImaginary()) <= zero);
        List<Integer> order =
                IntStream.range(0, values.length)
                        .boxed()
                        .sorted(
                                Comparator.<Integer>comparingDouble(i -> values[i].getReal())
                                        .thenComparingDouble(i -> values[i].getImaginary()))
                        .toList();
        Optional<NumericArray> vectors =
                isReal ? independent(found.getV(), order) : Optional.empty();
        return new Eigendecomposition(
                a,
                Given.array(order.stream().mapToDouble(i -> values[i].getReal()).toArray()),
                Given.array(
                        order.stream()
                                .mapToDouble(i -> isReal ? 0 : values[i].getImaginary())
                                .toArray()),
                vectors,
                false);
    }

    /** Columns in this order, of length 1 and with settled signs, if they are independent. */
    private static Optional<NumericArray> independent(RealMatrix v, List<Integer> order) {
        RealMatrix p = v.copy();
        for (int i = 0; i < order.size(); i++) {
            RealVector column = v.getColumnVector(order.get(i));
            double length = column.getNorm();
            double first =
                    Arrays.stream(column.toArray())
                            .filter(x -> Math.abs(x) >= 0.99 * column.getLInfNorm())
                            .findFirst()
                            .orElse(1);
            p.setColumnVector(i, column.mapDivide(first < 0 ? -length : length));
        }
        NumericArray array = Given.array(p);
        NumericArray sigma = SingularValues.of(array).values();
        boolean isSingular = sigma.at(sigma.count() - 1) <= SINGULAR * sigma.at(0);
        return isSingular ? Optional.empty() : Optional.of(array);
    }

    /** Whether every eigenvalue is real. */
    public boolean isReal() {
        return Arrays.stream(imaginary.values()).allMatch(x -> x == 0);
    }

    /**
     * P·diag(λ)·P⁻¹, which is A but for rounding.
     *
     * @throws ChainruleException if there are no vectors
     */
    public NumericArray product() {
        RealMatrix p = GIVEN.matrix(requireVectors());
        RealMatrix diagonal = GIVEN.matrix(Grid.diagonal(values));
        RealMatrix inverse =
                isSymmetric ? p.transpose() : new LUDecomposition(p).getSolver().getInverse();
        return Given.array(p.multiply(diagonal).multiply(inverse));
    }

    private NumericArray requireVectors() {
        return vectors.orElseThrow(
                () ->
                        new ChainruleException(
                                "Eigendecomposition",
                                "a matrix must have n independent real eigenvectors",
                                isReal()
                                        ? "but this one is defective"
                                        : "but this one has complex eigenvalues",
                                "Use SingularValues, which every matrix has."));
    }

    /**
     * The coefficients of the characteristic polynomial det(λ·I − A) = λⁿ + c₁·λⁿ⁻¹ + … + cₙ, from
     * 1 on, by Faddeev and LeVerrier's method: M₀ = 0, Mₖ = A·Mₖ₋₁ + cₖ₋₁·I, cₖ = −tr(A·Mₖ)/k.
     */
    public double[] characteristicPolynomial() {
        RealMatrix a = GIVEN.matrix(matrix);
        int n = a.getRowDimension();
        RealMatrix identity = MatrixUtils.createRealIdentityMatrix(n);
        RealMatrix m = identity.scalarMultiply(0);
        double[] c = new double[n + 1];
        c[0] = 1;
        for (int k = 1; k <= n; k++) {
            m = a.multiply(m).add(identity.scalarMultiply(c[k - 1]));
            c[k] = -a.multiply(m).getTrace() / k;
        }
        return c;
    }

    /** A = P·diag(λ)·P⁻¹ in numbers, with Qᵀ for a symmetric matrix. */
    public Formula formula() {
        Formula p = Grid.formula(requireVectors());
        Formula inverse =
                isSymmetric
                        ? Formula.marked(p, "T")
                        : Formula.power(p, Formula.negative(Formula.number("1")));
        Formula diagonal = Grid.formula(Grid.diagonal(values));
        return Formula.relation(
                Formula.symbol("A"), "=", Formula.product("·", p, diagonal, inverse));
    }

    /** The characteristic polynomial's coefficients, the eigenvalues, and P. */
    @Override
    public String toString() {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < values.count(); i++) {
            double part = imaginary.at(i);
            String rest =
                    part == 0 ? "" : (part < 0 ? " − " : " + ") + Grid.number(Math.abs(part)) + "i";
            shown.add(Grid.number(values.at(i)) + rest);
        }
        return "det(λ·I − A): "
                + Grid.named("c", Given.array(characteristicPolynomial()))
                + "λ = "
                + String.join(", ", shown)
                + "\n"
                + vectors.map(p -> Grid.named(isSymmetric ? "Q" : "P", p)).orElse("");
    }
}
