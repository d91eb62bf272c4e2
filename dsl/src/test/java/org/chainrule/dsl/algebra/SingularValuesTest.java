package org.chainrule.dsl.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.algebra.Tables.assertClose;
import static org.chainrule.dsl.algebra.Tables.identity;
import static org.chainrule.dsl.algebra.Tables.matrix;
import static org.chainrule.dsl.algebra.Tables.product;
import static org.chainrule.dsl.algebra.Tables.transposed;
import static org.chainrule.dsl.algebra.Tables.vector;

import java.util.SplittableRandom;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SingularValuesTest {
    private static final double ROUNDING = 1e-13;

    @Test
    void textbookMatrix() { // Strang, section 7.2: √45 and √5
        SingularValues found = SingularValues.of(matrix(2, 2, 3, 0, 4, 5));
        assertClose(found.values(), vector(Math.sqrt(45), Math.sqrt(5)), ROUNDING);
        assertThat(found.condition()).isCloseTo(3, within(ROUNDING));
    }

    @ParameterizedTest
    @CsvSource({"5, 3", "3, 5", "4, 4", "1, 1", "1, 6", "6, 1"})
    void productIsTheMatrixAndVectorsAreOrthonormal(int rows, int columns) {
        NumericArray a = Tables.random(rows, columns);
        SingularValues found = SingularValues.of(a);
        int k = Math.min(rows, columns);
        NumericArray scaled = product(found.u(), Grid.diagonal(found.values()));
        assertClose(product(scaled, transposed(found.v())), a, ROUNDING);
        assertClose(product(transposed(found.u()), found.u()), identity(k), ROUNDING);
        assertClose(product(transposed(found.v()), found.v()), identity(k), ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void errorOfTheBestApproximationIsWhatEckartAndYoungPromise(int rank) {
        SingularValues.Approximation found =
                SingularValues.of(Tables.random(6, 4)).approximation(rank);
        assertThat(found.error()).isCloseTo(found.promised(), within(ROUNDING));
        assertThat(SingularValues.of(found.matrix()).rank(ROUNDING)).isEqualTo(rank);
    }

    @Test
    void noOtherMatrixOfTheRankIsNearer() {
        NumericArray a = Tables.random(6, 4);
        double best = SingularValues.of(a).approximation(2).error();
        SplittableRandom random = new SplittableRandom(Tables.SEED);
        for (int i = 0; i < 200; i++) { // others of the rank, around the best
            NumericArray near =
                    SingularValues.of(a)
                            .approximation(2)
                            .matrix()
                            .map(x -> x + 0.3 * (random.nextDouble() - 0.5));
            NumericArray other = SingularValues.of(near).approximation(2).matrix();
            double[] apart = a.values();
            for (int j = 0; j < apart.length; j++) {
                apart[j] -= other.values()[j];
            }
            assertThat(Norms.p(vector(apart), 2)).isGreaterThan(best);
        }
    }

    @Test
    void nullSpaceIsWhatTheMatrixMapsToZero() {
        NumericArray a = matrix(2, 4, 1, 2, 3, 4, 2, 4, 6, 8);
        SingularValues found = SingularValues.of(a);
        assertThat(found.rank()).isEqualTo(1);
        assertThat(found.condition()).isInfinite();
        NumericArray kernel = found.nullSpace();
        assertThat(kernel.sizes()).containsExactly(4, 3);
        assertClose(product(a, kernel), NumericArray.filled(0, 2, 3), 1e-14);
        assertClose(product(transposed(kernel), kernel), identity(3), ROUNDING);
        assertThat(SingularValues.of(identity(3)).nullSpace().sizes()).containsExactly(3, 0);
    }

    @Test
    void conditionOfTheHilbertMatrix() { // 524.0567775860644, NumPy's linalg.cond(hilbert(3))
        assertThat(SingularValues.of(Tables.hilbert(3)).condition())
                .isCloseTo(524.0567775860644, within(1e-9));
    }

    @Test
    void showsWhatEachRankLeavesOver() {
        assertThat(SingularValues.of(matrix(2, 2, 3, 0, 0, -2)))
                .hasToString(
                        """
                        U = 1   0
                            0  −1
                        σ = 3  2
                        V = 1  0
                            0  1
                        rank 0: ‖A − Aₖ‖ = 3.6056, √Σ σᵢ² of the others = 3.6056
                        rank 1: ‖A − Aₖ‖ = 2, √Σ σᵢ² of the others = 2
                        rank 2: ‖A − Aₖ‖ = 0, √Σ σᵢ² of the others = 0
                        rank 2, condition 1.5000
                        """);
    }

    @Test
    void rejectsRankThatThereIsNot() {
        assertThatThrownBy(() -> SingularValues.of(identity(2)).approximation(3))
                .hasMessage(
                        "SingularValues: a rank must lie between 0 and 2, but found 3. Choose"
                                + " another.");
    }

    @Test
    void rejectsWhatIsNotFinite() {
        assertThatThrownBy(() -> SingularValues.of(matrix(1, 1, Double.POSITIVE_INFINITY)))
                .hasMessage(
                        "SingularValues: all numbers must be finite, but found Infinity. Leave out or"
                                + " fill in what is missing.");
    }
}
