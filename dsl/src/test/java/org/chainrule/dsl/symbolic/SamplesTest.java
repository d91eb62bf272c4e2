package org.chainrule.dsl.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final double[] X = {-2, -1, 0, 1, 2};

    private static Samples samples(String f) {
        return Samples.of(Expression.parse(f), Map.of("x", X));
    }

    private static double[] values(Samples samples) {
        double[] values = new double[samples.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples.value(i);
        }
        return values;
    }

    @Test
    void valuesAreThoseOfEachPoint() {
        assertThat(values(samples("x^2 - 1"))).containsExactly(3, 0, -1, 0, 3);
        assertThat(values(samples("7"))).containsExactly(7, 7, 7, 7, 7);
    }

    @Test
    void noNumberOutsideTheDomain() {
        double none = Double.NaN;
        assertThat(values(samples("sqrt x"))).containsExactly(none, none, 0, 1, Math.sqrt(2));
        assertThat(values(samples("1/x"))).containsExactly(-0.5, -1, none, 1, 0.5);
        assertThat(values(samples("x^2/x^2 + ln 0"))).containsOnly(none);
    }

    @Test
    void noNumberWhereItIsTooGreat() {
        assertThat(values(samples("e^(1000x)"))).containsExactly(0, 0, 1, Double.NaN, Double.NaN);
    }

    @Test
    void poleLiesBetweenPointsWhereItsSignChanges() {
        Samples samples = samples("1/(x - 1/2)");
        assertThat(samples.isPoleBetween(2, 3)).isTrue();
        assertThat(samples.isPoleBetween(1, 2)).isFalse();
        assertThat(samples("x^2").isPoleBetween(0, 4)).isFalse();
    }

    @Test
    void kinkLiesAtAPointOrBetween() {
        Samples samples = samples("|x - 1/2| + relu(x + 2)");
        assertThat(samples.isKinkBetween(2, 3)).isTrue();
        assertThat(samples.isKinkBetween(0, 1)).isTrue();
        assertThat(samples.isKinkBetween(1, 2)).isFalse();
    }

    @Test
    void severalVariables() {
        Samples samples =
                Samples.of(
                        Expression.parse("x y"), Map.of("x", X, "y", new double[] {1, 2, 3, 4, 5}));
        assertThat(values(samples)).containsExactly(-2, -2, 0, 4, 10);
    }
}
