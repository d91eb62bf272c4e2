package org.chainrule.dsl.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.algebra.Tables.assertClose;
import static org.chainrule.dsl.algebra.Tables.identity;
import static org.chainrule.dsl.algebra.Tables.matrix;
import static org.chainrule.dsl.algebra.Tables.product;

import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class EliminationTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void inverseTimesMatrixIsTheIdentity() {
        NumericArray a = Tables.random(6, 6);
        NumericArray inverse = Elimination.inverse(a).solution();
        assertClose(product(a, inverse), identity(6), ROUNDING);
    }

    @Test
    void inverseOfTheHilbertMatrixIsWhole() { // a published closed form
        NumericArray expected = matrix(3, 3, 9, -36, 30, -36, 192, -180, 30, -180, 180);
        assertClose(Elimination.inverse(Tables.hilbert(3)).solution(), expected, 1e-11);
        assertThat(Elimination.of(Tables.hilbert(3)).determinant())
                .isCloseTo(1 / 2160.0, within(1e-17));
    }

    @Test
    void showsEachStep() {
        assertThat(Elimination.inverse(matrix(2, 2, 0, 2, -4, 2)))
                .hasToString(
                        """
                        R₁ ↔ R₂
                          = −4  2  0  1
                             0  2  1  0
                        R₁ ← R₁/(−4)
                          = 1  −0.5000  0  −0.2500
                            0        2  1        0
                        R₂ ← R₂/2
                          = 1  −0.5000       0  −0.2500
                            0        1  0.5000        0
                        R₁ ← R₁ + 0.5000·R₂
                          = 1  0  0.2500  −0.2500
                            0  1  0.5000        0
                        rank 2
                        """);
    }

    @Test
    void exchangeTurnsTheSignOfTheDeterminant() {
        assertThat(Elimination.of(matrix(2, 2, 0, 1, 1, 0)).determinant()).isEqualTo(-1);
        assertThat(Elimination.of(matrix(2, 2, 2, 4, 1, 2)).determinant()).isZero();
    }

    @Test
    void solvesManyRightSidesAtOnce() {
        NumericArray a = Tables.random(4, 4);
        NumericArray x = matrix(4, 2, 1, 2, 3, 4, 5, 6, 7, 8);
        assertClose(Elimination.of(a, product(a, x)).solution(), x, ROUNDING);
    }

    @Test
    void reducedFormHasPivotsAlone() {
        Elimination found = Elimination.of(matrix(2, 3, 1, 2, 3, 2, 4, 7));
        assertClose(found.reduced(), matrix(2, 3, 1, 2, 0, 0, 0, 1), ROUNDING);
        assertThat(found.pivots()).containsExactly(0, 2);
        assertThat(found.rank()).isEqualTo(2);
    }

    @Test
    void rejectsSingularMatrix() {
        Elimination found = Elimination.inverse(matrix(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThatThrownBy(found::solution)
                .hasMessage(
                        "Elimination: a matrix must be regular to be inverted, but its rank is 2 of 3."
                                + " Use LeastSquares, which gives the shortest of all best solutions.");
    }

    @Test
    void rejectsMatrixThatIsNotSquare() {
        assertThatThrownBy(() -> Elimination.inverse(Tables.random(2, 3)))
                .hasMessage(
                        "Elimination: a matrix must have as many rows as columns, but found the shape"
                                + " (2, 3). For others there are SingularValues and LeastSquares.");
        assertThatThrownBy(() -> Elimination.of(Tables.random(2, 3)).determinant())
                .hasMessageStartingWith(
                        "Elimination: a matrix must have as many rows as columns, but found 2 and 3.");
    }

    @Test
    void rejectsRightSideOfOtherLength() {
        assertThatThrownBy(() -> Elimination.of(identity(2), identity(3)))
                .hasMessage(
                        "Elimination: the rows of B, like those of A, must be 2, but found 3. Give"
                                + " arrays that belong together.");
    }
}
