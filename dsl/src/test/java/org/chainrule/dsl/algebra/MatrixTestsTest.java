package org.chainrule.dsl.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.dsl.algebra.MatrixTests.Property.ORTHOGONAL;
import static org.chainrule.dsl.algebra.MatrixTests.Property.POSITIVE_DEFINITE;
import static org.chainrule.dsl.algebra.MatrixTests.Property.POSITIVE_SEMIDEFINITE;
import static org.chainrule.dsl.algebra.MatrixTests.Property.REGULAR;
import static org.chainrule.dsl.algebra.MatrixTests.Property.SYMMETRIC;
import static org.chainrule.dsl.algebra.Tables.identity;
import static org.chainrule.dsl.algebra.Tables.matrix;

import java.util.Arrays;
import java.util.List;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class MatrixTestsTest {
    private static List<MatrixTests.Property> of(NumericArray a) {
        MatrixTests found = MatrixTests.of(a);
        return Arrays.stream(MatrixTests.Property.values()).filter(found::has).toList();
    }

    @Test
    void identityIsEverything() {
        assertThat(of(identity(3))).containsExactly(MatrixTests.Property.values());
    }

    @Test
    void rotationIsOrthogonalButNotSymmetric() {
        assertThat(of(matrix(2, 2, 0.6, -0.8, 0.8, 0.6))).containsExactly(ORTHOGONAL, REGULAR);
    }

    @Test
    void singularMatrixIsAtMostSemidefinite() {
        NumericArray a = matrix(2, 2, 1, 2, 2, 4);
        assertThat(of(a)).containsExactly(SYMMETRIC, POSITIVE_SEMIDEFINITE);
        assertThat(MatrixTests.of(a).rank()).isEqualTo(1);
    }

    @Test
    void symmetricMatrixWithNegativeEigenvalueIsIndefinite() {
        assertThat(of(matrix(2, 2, 1, 2, 2, 1))).containsExactly(SYMMETRIC, REGULAR);
    }

    @Test
    void positiveDiagonalAloneDoesNotMakeDefinite() {
        assertThat(MatrixTests.of(matrix(2, 2, 1, -3, 5, 1)).has(POSITIVE_DEFINITE)).isFalse();
    }

    @Test
    void nothingButZeroIsSymmetricAndSemidefinite() {
        assertThat(of(NumericArray.filled(0, 2, 2)))
                .containsExactly(SYMMETRIC, POSITIVE_SEMIDEFINITE);
    }

    @Test
    void toleranceDecides() {
        NumericArray nearly = matrix(2, 2, 1, 0.5, 0.5 + 1e-6, 1);
        assertThat(MatrixTests.of(nearly).has(SYMMETRIC)).isFalse();
        assertThat(MatrixTests.of(nearly, 1e-5).has(SYMMETRIC)).isTrue();
    }

    @Test
    void scaleDoesNotDecide() {
        NumericArray a = matrix(2, 2, 2, 1, 1, 2);
        for (double scale : new double[] {1e-100, 1e-4, 1e4, 1e100}) {
            assertThat(of(a.map(x -> x * scale))).isEqualTo(of(a));
        }
    }

    @Test
    void showsWhatWasMeasured() {
        assertThat(MatrixTests.of(matrix(2, 2, 0, 2, -1, 0)).toString().lines())
                .containsExactly(
                        "                 test  holds        measure  found       must be",
                        "            symmetric     no   max |A − Aᵀ|      3   ≤ 2.000e−10",
                        "           orthogonal     no  max |AᵀA − I|      3   ≤ 1.000e−10",
                        "    positive definite     no        least λ   none   > 2.000e−10",
                        "positive semidefinite     no        least λ   none  ≥ −2.000e−10",
                        "              regular    yes        least σ      1   > 2.000e−10",
                        "rank 2");
    }

    @Test
    void rejectsToleranceOfOne() {
        assertThatThrownBy(() -> MatrixTests.of(identity(2), 1))
                .hasMessage(
                        "MatrixTests: a tolerance must be 0 or more and below 1, but found 1.0. Take"
                                + " 1.0E-10, or leave it out.");
    }

    @Test
    void rejectsMatrixThatIsNotSquare() {
        assertThatThrownBy(() -> MatrixTests.of(Tables.random(2, 3)))
                .hasMessageStartingWith(
                        "MatrixTests: a matrix must have as many rows as columns, but found the shape"
                                + " (2, 3).");
    }
}
