package org.chainrule.dsl.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.dsl.algebra.Tables.assertClose;
import static org.chainrule.dsl.algebra.Tables.identity;
import static org.chainrule.dsl.algebra.Tables.matrix;
import static org.chainrule.dsl.algebra.Tables.product;
import static org.chainrule.dsl.algebra.Tables.transposed;
import static org.chainrule.dsl.algebra.Tables.vector;

import org.assertj.core.data.Offset;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class EigendecompositionTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void symmetricMatrixHasOrthogonalVectors() {
        NumericArray half = Tables.random(5, 5);
        NumericArray a = product(transposed(half), half);
        Eigendecomposition found = Eigendecomposition.of(a);
        NumericArray q = found.vectors().orElseThrow();
        assertThat(found.isSymmetric()).isTrue();
        assertThat(found.values().values()).isSorted();
        assertClose(product(transposed(q), q), identity(5), ROUNDING);
        assertClose(found.product(), a, ROUNDING);
    }

    @Test
    void eigenvaluesOfTheSecondDifference() { // 2 − 2·cos(kπ/(n + 1))
        NumericArray a = matrix(4, 4, 2, -1, 0, 0, -1, 2, -1, 0, 0, -1, 2, -1, 0, 0, -1, 2);
        double[] expected = new double[4];
        for (int k = 1; k <= 4; k++) {
            expected[k - 1] = 2 - 2 * Math.cos(k * Math.PI / 5);
        }
        assertClose(Eigendecomposition.of(a).values(), vector(expected), ROUNDING);
    }

    @Test
    void otherMatrixWithRealEigenvaluesIsTakenApart() { // Strang, section 6.1: 1 and 1/2
        NumericArray a = matrix(2, 2, 0.8, 0.3, 0.2, 0.7);
        Eigendecomposition found = Eigendecomposition.of(a);
        assertClose(found.values(), vector(0.5, 1), ROUNDING);
        assertClose(found.product(), a, ROUNDING);
        double length = Math.sqrt(0.6 * 0.6 + 0.4 * 0.4);
        assertThat(found.vectors().orElseThrow().at(0, 1))
                .isCloseTo(0.6 / length, Offset.offset(ROUNDING));
    }

    @Test
    void rotationHasComplexEigenvaluesAndNoVectors() {
        Eigendecomposition found = Eigendecomposition.of(matrix(2, 2, 0, -1, 1, 0));
        assertClose(found.values(), vector(0, 0), ROUNDING);
        assertClose(found.imaginary(), vector(-1, 1), ROUNDING);
        assertThat(found.vectors()).isEmpty();
        assertThatThrownBy(found::product)
                .hasMessage(
                        "Eigendecomposition: a matrix must have n independent real eigenvectors, but"
                                + " this one has complex eigenvalues. Use SingularValues, which every"
                                + " matrix has.");
        assertThat(found).hasToString("det(λ·I − A): c = 1  0  1\nλ = 0 − 1i, 0 + 1i\n");
    }

    @Test
    void defectiveMatrixHasTooFewVectors() {
        Eigendecomposition found = Eigendecomposition.of(matrix(2, 2, 1, 1, 0, 1));
        assertThat(found.vectors()).isEmpty();
        assertThatThrownBy(found::formula).hasMessageContaining("but this one is defective");
    }

    @Test
    void equalEigenvaluesHaveABasis() {
        Eigendecomposition found = Eigendecomposition.of(identity(3));
        assertClose(found.values(), vector(1, 1, 1), 0);
        assertClose(found.product(), identity(3), ROUNDING);
    }

    @Test
    void characteristicPolynomialVanishesAtTheEigenvalues() { // λ³ − 6λ² + 11λ − 6
        NumericArray a = matrix(3, 3, 1, 5, 7, 0, 2, 9, 0, 0, 3);
        Eigendecomposition found = Eigendecomposition.of(a);
        assertThat(found.characteristicPolynomial()).containsExactly(1, -6, 11, -6);
        assertClose(found.values(), vector(1, 2, 3), ROUNDING);
    }

    @Test
    void showsVectorsAndFormula() {
        Eigendecomposition found = Eigendecomposition.of(matrix(2, 2, 2, 1, 1, 2));
        assertThat(found)
                .hasToString(
                        """
                        det(λ·I − A): c = 1  −4  3
                        λ = 1, 3
                        Q =  0.7071  0.7071
                            −0.7071  0.7071
                        """);
        assertThat(found.formula().latex()).contains("0.7071").contains("^{\\top}");
    }

    @Test
    void rejectsMatrixThatIsNotSquare() {
        assertThatThrownBy(() -> Eigendecomposition.of(Tables.random(2, 3)))
                .hasMessage(
                        "Eigendecomposition: a matrix must have as many rows as columns, but found the"
                                + " shape (2, 3). For others there are SingularValues and"
                                + " LeastSquares.");
    }
}
