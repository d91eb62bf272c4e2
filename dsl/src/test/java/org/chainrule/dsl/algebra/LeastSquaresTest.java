package org.chainrule.dsl.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.algebra.Tables.assertClose;
import static org.chainrule.dsl.algebra.Tables.matrix;
import static org.chainrule.dsl.algebra.Tables.product;
import static org.chainrule.dsl.algebra.Tables.transposed;
import static org.chainrule.dsl.algebra.Tables.vector;

import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void lineThroughThreePoints() { // Strang, section 4.3: 5 − 3t
        LeastSquares found = LeastSquares.of(matrix(3, 2, 1, 0, 1, 1, 1, 2), vector(6, 0, 0));
        assertClose(found.coefficients(), vector(5, -3), ROUNDING);
        assertThat(found.error()).isCloseTo(Math.sqrt(6), within(ROUNDING));
        assertThat(found)
                .hasToString(
                        """
                        x = 5  −3
                        A·x = 5  2  −1
                        b − A·x = 1  −2  1
                        ‖b − A·x‖ = 2.4495, rank 2
                        """);
    }

    @Test
    void solvesTheNormalEquations() {
        NumericArray a = Tables.random(9, 4);
        NumericArray b = Tables.random(9, 1);
        NumericArray turned = transposed(a);
        NumericArray x =
                Elimination.of(product(turned, a), product(turned, b)).solution(); // AᵀA·x = Aᵀb
        assertClose(LeastSquares.of(a, b.reshaped(9)).coefficients(), x.reshaped(4), 1e-11);
    }

    @Test
    void ofManySolutionsItGivesTheShortest() { // x + 2y = 5
        LeastSquares found = LeastSquares.of(matrix(2, 2, 1, 2, 2, 4), vector(5, 10));
        assertClose(found.coefficients(), vector(1, 2), ROUNDING);
        assertThat(found.rank()).isEqualTo(1);
    }

    @Test
    void rejectsVectorOfOtherLength() {
        assertThatThrownBy(() -> LeastSquares.of(Tables.random(3, 2), vector(1, 2)))
                .hasMessage(
                        "LeastSquares: the length of b, like the rows of A, must be 3, but found 2."
                                + " Give arrays that belong together.");
    }
}
