package org.chainrule.dsl.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.algebra.Tables.vector;

import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormsTest {
    @Test
    void threeAndFourMakeFive() {
        assertThat(Norms.of(vector(3, -4))).isEqualTo(new Norms(7, 5, 4));
        assertThat(Norms.of(vector(3, -4))).hasToString("‖x‖₁ = 7, ‖x‖₂ = 5, ‖x‖∞ = 4");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-160, 1, 1e4, 1e200, 1e300})
    void scaleNeitherOverflowsNorVanishes(double scale) {
        assertThat(Norms.of(vector(3 * scale, 4 * scale)).two() / scale)
                .isCloseTo(5, within(1e-14));
    }

    @Test
    void normOfNothingButZeroIsZero() {
        assertThat(Norms.of(vector(0, 0))).isEqualTo(new Norms(0, 0, 0));
    }

    @Test
    void pLiesBetweenTwoAndInfinity() {
        assertThat(Norms.p(vector(3, -4), 3)).isCloseTo(Math.cbrt(91), within(1e-14));
        assertThat(Norms.p(vector(3, -4), Double.POSITIVE_INFINITY)).isEqualTo(4);
    }

    @Test
    void rejectsPBelowOne() {
        assertThatThrownBy(() -> Norms.p(vector(1, 2), 0.5))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "Norms: p must be 1 or more, but found 0.5. Below 1 the triangle inequality"
                                + " does not hold.");
    }

    @Test
    void rejectsWhatIsNotANumber() {
        assertThatThrownBy(() -> Norms.of(vector(1, Double.NaN)))
                .hasMessage(
                        "Norms: all numbers must be finite, but found NaN. Leave out or fill in what"
                                + " is missing.");
    }

    @Test
    void rejectsMatrix() {
        assertThatThrownBy(() -> Norms.of(Tables.identity(2)))
                .hasMessage(
                        "Norms: a vector must have one axis and numbers, but found the shape (2, 2)."
                                + " Reshape it to one axis.");
    }
}
