package org.chainrule.dsl.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TangentTest {
    private static Tangent tangent(String f, String at) {
        return Tangent.of(Expression.parse(f), "x", Expression.parse(at));
    }

    @ParameterizedTest
    @CsvSource({
        "x^3 - x, 1, y = 2x − 2",
        "1/x, 1/2, y = −4x + 4",
        "x^2, 1/3, y = 2x/3 − 1/9",
        "x^2, 0, y = 0",
        "7, 2, y = 7",
        "e^x, 1, y = e·x",
        "sin x, 0, y = x",
        "pi x^2, 1, y = 2π·x − π"
    })
    void lineOfAnExactPointIsExact(String f, String at, String expected) {
        assertThat(tangent(f, at).text()).isEqualTo(expected);
        assertThat(tangent(f, at).isExact()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "sin x, 1, y ≈ 0.540302x + 0.301169", // cos 1, sin 1 − cos 1
        "sqrt(4 - x^2), 1, y ≈ −0.57735x + 2.3094", // −1/√3, 4/√3
        "sin x, pi, y ≈ −x + 3.14159"
    })
    void otherLinesAreRounded(String f, String at, String expected) {
        assertThat(tangent(f, at).text()).isEqualTo(expected);
        assertThat(tangent(f, at).isExact()).isFalse();
    }

    @Test
    void slopeAndValueAreNotRounded() {
        Tangent tangent = tangent("sin x", "1");
        assertThat(tangent.slope()).isCloseTo(Math.cos(1), within(1e-15));
        assertThat(tangent.value()).isCloseTo(Math.sin(1), within(1e-15));
    }

    @Test
    void pointMustLieInBothDomains() {
        assertThatThrownBy(() -> tangent("sqrt x", "0"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "x = 0: a point must lie in the domain, but there x > 0 does not hold."
                                + " Choose another point.");
    }

    @Test
    void valueMustBeFinite() {
        assertThatThrownBy(() -> tangent("x^2", "10^300"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "f: must be finite at the point, but found Infinity. Choose a point where"
                                + " it is less steep.");
    }
}
