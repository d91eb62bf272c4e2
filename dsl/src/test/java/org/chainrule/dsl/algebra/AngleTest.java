package org.chainrule.dsl.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.algebra.Tables.vector;

import org.junit.jupiter.api.Test;

class AngleTest {
    @Test
    void diagonalOfASquareLiesAtFortyFiveDegrees() {
        Angle angle = Angle.between(vector(2, 0), vector(3, 3));
        assertThat(angle.degrees()).isCloseTo(45, within(1e-13));
        assertThat(angle)
                .hasToString("cos θ = a·b/(‖a‖·‖b‖) = 6/(2·4.2426) = 0.7071, θ = 0.7854 = 45°");
    }

    @Test
    void rightAndOppositeAngles() {
        assertThat(Angle.between(vector(1, 2), vector(-2, 1)).radians())
                .isCloseTo(Math.PI / 2, within(1e-15));
        assertThat(Angle.between(vector(1, 2), vector(-3, -6)).radians())
                .isCloseTo(Math.PI, within(1e-15));
    }

    @Test
    void tinyAngleIsExactWhereItsCosineIsOne() {
        Angle angle = Angle.between(vector(1, 0), vector(1, 1e-9));
        assertThat(angle.cosine()).isEqualTo(1);
        assertThat(angle.radians()).isCloseTo(1e-9, within(1e-24));
    }

    @Test
    void rejectsVectorWithoutDirection() {
        assertThatThrownBy(() -> Angle.between(vector(1, 2), vector(0, 0)))
                .hasMessage(
                        "Angle: both vectors must have a direction, but b is 0. Leave such vectors"
                                + " out.");
    }

    @Test
    void rejectsOtherLength() {
        assertThatThrownBy(() -> Angle.between(vector(1, 2), vector(1)))
                .hasMessage(
                        "Angle: the length of b, like that of a, must be 2, but found 1. Give arrays"
                                + " that belong together.");
    }
}
