package org.chainrule.dsl.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class PointGradientTest {
    private static final Expression F = Expression.parse("x^2 + 3x y");
    private static final Map<String, Double> AT = Map.of("x", 1.0, "y", 2.0);

    private static PointGradient along(String... vector) {
        return PointGradient.of(F, AT, List.of(vector).stream().map(Expression::parse).toList());
    }

    @Test
    void partialsAreInTheOrderOfTheVariables() {
        PointGradient gradient = along();
        assertThat(gradient.variables()).containsExactly("x", "y");
        assertThat(gradient.point()).containsExactly(1.0, 2.0);
        assertThat(gradient.value()).isEqualTo(7);
        assertThat(gradient.partials()).containsExactly(8.0, 3.0); // 2x + 3y, 3x
        assertThat(gradient.norm()).isEqualTo(Math.sqrt(73));
        assertThat(gradient.direction()).isEmpty();
    }

    @Test
    void slopeIsThatOfTheUnitVector() {
        PointGradient.Direction direction = along("3", "4").direction().orElseThrow();
        assertThat(direction.unit()).containsExactly(0.6, 0.8);
        assertThat(direction.slope()).isCloseTo((3 * 8 + 4 * 3) / 5.0, within(1e-14));
    }

    @Test
    void slopeIsGreatestAlongTheGradient() {
        assertThat(along("8", "3").direction().orElseThrow().slope())
                .isCloseTo(Math.sqrt(73), within(1e-14));
        assertThat(along("-3", "8").direction().orElseThrow().slope()).isCloseTo(0, within(1e-14));
    }

    @Test
    void refusesOtherDirections() {
        assertThatThrownBy(() -> along("1"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "direction: must hold a number for each of the variables x, y, but found 1"
                                + " for 2. Write for example 1,1.");
        assertThatThrownBy(() -> along("0", "1 - 1"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "direction: must not be the zero vector, but every number of it is 0."
                                + " Choose one that points somewhere.");
    }

    @Test
    void partialsMustBeFinite() {
        Expression steep = Expression.parse("e^(300x) + y");
        Map<String, Double> far =
                Map.of("x", 2.36, "y", 0.0); // e⁷⁰⁸ is not too great, but 300 times that is
        assertThatThrownBy(() -> PointGradient.of(steep, far, List.of()))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "gradient: must be finite at the point, but found Infinity. Choose a point"
                                + " where it is less steep.");
    }
}
