package org.chainrule.dsl.algebra;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * What a square matrix is, each with the number that was measured and the greatest or least that
 * would do: symmetric, orthogonal, positive definite, positive semidefinite, regular.
 *
 * <p>Tests of numbers need a tolerance, here a part of the greatest element, eigenvalue or singular
 * value; without one, a matrix that is symmetric but for rounding would fail.
 *
 * <pre>{@code
 * import org.chainrule.dsl.algebra.MatrixTests;
 * import org.chainrule.dsl.eval.NumericArray;
 *
 * System.out.print(MatrixTests.of(NumericArray.of(new double[] {2, 1, 1, 2}, 2, 2)));
 * }</pre>
 *
 * @param findings what was measured, test by test
 * @param rank how many columns do not depend on others
 */
@Teaches(
        meaning = "tests of a matrix: symmetric, orthogonal, positive definite, regular, rank",
        formula = "A = Aᵀ, AᵀA = I, λ > 0, σ > 0",
        rows = "I6")
public record MatrixTests(List<Finding> findings, int rank) {
    /** The part of the greatest number that counts as rounding. */
    public static final double TOLERANCE = 1e-10;

    private static final Given GIVEN = new Given("MatrixTests");

    /** What a matrix may be. */
    public enum Property {
        /** A = Aᵀ. */
        SYMMETRIC("max |A − Aᵀ|", false),
        /** AᵀA = I. */
        ORTHOGONAL("max |AᵀA − I|", false),
        /** xᵀA·x &gt; 0 for each x but 0: symmetric, and each eigenvalue is positive. */
        POSITIVE_DEFINITE("least λ", true),
        /** xᵀA·x ≥ 0 for each x: symmetric, and no eigenvalue is negative. */
        POSITIVE_SEMIDEFINITE("least λ", true),
        /** It has an inverse: no singular value is 0. */
        REGULAR("least σ", true);

        private final String measure;
        private final boolean isAbove;

        Property(String measure, boolean isAbove) {
            this.measure = measure;
            this.isAbove = isAbove;
        }

        private String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * A test.
     *
     * @param property what was tested
     * @param measured the number that decides; not a number where a matrix that is not symmetric
     *     has none
     * @param limit what it must not exceed, or for values what it must exceed
     * @param holds whether the matrix has the property
     */
    public record Finding(Property property, double measured, double limit, boolean holds) {}

    /** A copy. */
    public MatrixTests {
        findings = List.copyOf(findings);
    }

    /** Tests a matrix with {@link #TOLERANCE}. */
    public static MatrixTests of(NumericArray a) {
        return of(a, TOLERANCE);
    }

    /**
     * Tests a matrix.
     *
     * @param a a square matrix (n, n)
     * @param tolerance the part of the greatest number that counts as rounding, from 0 to below 1
     * @throws ChainruleException if the tolerance is another number, or the matrix is not square or
     *     holds what is not finite
     */
    public static MatrixTests of(NumericArray a, double tolerance) {
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new ChainruleException(
                    "MatrixTests",
                    "a tolerance must be 0 or more and below 1",
                    "but found " + tolerance,
                    "Take " + TOLERANCE + ", or leave it out.");
        }
        RealMatrix matrix = GIVEN.square(a);
        SingularValues svd = SingularValues.of(a);
        double greatest = svd.values().at(0);
        int n = matrix.getRowDimension();
        RealMatrix identity = MatrixUtils.createRealIdentityMatrix(n);
        RealMatrix product = matrix.transposeMultiply(matrix);
        boolean isSymmetric = Given.isSymmetric(matrix, tolerance);
        double least =
                isSymmetric ? Eigendecomposition.of(symmetric(matrix)).values().at(0) : Double.NaN;
        List<Finding> findings = new ArrayList<>();
        findings.add(
                finding(
                        Property.SYMMETRIC,
                        Given.asymmetry(matrix),
                        tolerance * Given.greatest(matrix)));
        findings.add(
                finding(
                        Property.ORTHOGONAL,
                        Given.greatest(product.subtract(identity)),
                        tolerance));
        findings.add(finding(Property.POSITIVE_DEFINITE, least, tolerance * greatest));
        findings.add(finding(Property.POSITIVE_SEMIDEFINITE, least, -tolerance * greatest));
        findings.add(finding(Property.REGULAR, svd.values().at(n - 1), tolerance * greatest));
        return new MatrixTests(findings, svd.rank(tolerance * greatest));
    }

    private static NumericArray symmetric(RealMatrix matrix) {
        return Given.array(matrix.add(matrix.transpose()).scalarMultiply(0.5));
    }

    private static Finding finding(Property property, double measured, double limit) {
        boolean isSemi = property == Property.POSITIVE_SEMIDEFINITE;
        boolean holds =
                property.isAbove
                        ? measured > limit || (isSemi && measured == limit)
                        : measured <= limit;
        return new Finding(property, measured, limit, holds);
    }

    /** Whether the matrix has a property. */
    public boolean has(Property property) {
        return findings.stream().anyMatch(f -> f.property() == property && f.holds());
    }

    /** A line for each test, then the rank. */
    @Override
    public String toString() {
        List<List<String>> rows = new ArrayList<>();
        for (Finding finding : findings) {
            Property property = finding.property();
            String sign = !property.isAbove ? "≤" : property.name().contains("SEMI") ? "≥" : ">";
            boolean isMeasured = !Double.isNaN(finding.measured());
            rows.add(
                    List.of(
                            property.label(),
                            finding.holds() ? "yes" : "no",
                            property.measure,
                            isMeasured ? Grid.number(finding.measured()) : "none",
                            sign + " " + Grid.number(finding.limit())));
        }
        return Grid.table(List.of("test", "holds", "measure", "found", "must be"), rows)
                + "rank "
                + rank
                + "\n";
    }
}
