package org.chainrule.dsl.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.algebra.Tables.matrix;
import static org.chainrule.dsl.algebra.Tables.product;
import static org.chainrule.dsl.algebra.Tables.transposed;

import java.util.List;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class PowerIterationTest {
    @Test
    void findsTheGreatestEigenvalueInMagnitude() {
        PowerIteration found = PowerIteration.of(matrix(2, 2, -3, 1, 1, -3), 200);
        assertThat(found.settled()).isTrue();
        assertThat(found.value()).isCloseTo(-4, within(1e-12));
        assertThat(Math.abs(found.vector().at(0))).isCloseTo(Math.sqrt(0.5), within(1e-11));
    }

    @Test
    void findsOneAfterTheOther() {
        NumericArray half = Tables.random(6, 4);
        NumericArray a = product(transposed(half), half);
        NumericArray values = Eigendecomposition.of(a).values();
        List<PowerIteration> found = PowerIteration.several(a, 4, 5_000);
        for (int i = 0; i < 4; i++) {
            assertThat(found.get(i).value()).isCloseTo(values.at(3 - i), within(1e-11));
        }
    }

    @Test
    void residualShrinksByTheRatioOfTheEigenvalues() {
        PowerIteration found = PowerIteration.of(matrix(2, 2, 4, 0, 0, 1), 200);
        double ratio = found.steps().get(6).residual() / found.steps().get(5).residual();
        assertThat(ratio).isCloseTo(0.25, within(1e-3));
    }

    @Test
    void doesNotSettleBetweenOppositeEigenvalues() {
        PowerIteration found = PowerIteration.of(matrix(2, 2, 1, 0, 0, -1), 50);
        assertThat(found.settled()).isFalse();
        assertThat(found.steps()).hasSize(50);
        assertThat(found.toString()).contains("not settled");
    }

    @Test
    void matrixOfZerosSettlesAtOnce() {
        assertThat(PowerIteration.of(NumericArray.filled(0, 2, 2), 5).value()).isZero();
    }

    @Test
    void rejectsMatrixThatIsNotSymmetric() {
        assertThatThrownBy(() -> PowerIteration.of(matrix(2, 2, 1, 2, 0, 1), 5))
                .hasMessage(
                        "PowerIteration: a matrix must be symmetric, but A and Aᵀ differ by 2. Take"
                                + " (A + Aᵀ)/2 if that is what is meant.");
    }

    @Test
    void rejectsCountAndSteps() {
        assertThatThrownBy(() -> PowerIteration.several(Tables.identity(2), 3, 5))
                .hasMessage(
                        "PowerIteration: the count of eigenvalues must lie between 1 and 2, but found"
                                + " 3. Choose another.");
        assertThatThrownBy(() -> PowerIteration.of(Tables.identity(2), 0))
                .hasMessage(
                        "PowerIteration: there must be at least one step, but found 0. Give a greater"
                                + " number.");
    }
}
