package org.chainrule.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScaleTest {
    private static final double ROUNDING = 1e-9; // sums of 20 numbers up to 1e6, over deviations

    /** The example of a standard deviation that textbooks give: mean 5, deviation 2. */
    @Test
    void standardHasThePublishedMeanAndDeviation() {
        assertThat(Scale.standard(2, 4, 4, 4, 5, 5, 7, 9)).isEqualTo(new Scale(5, 2));
    }

    @Property(tries = 200)
    void standardizedNumbersHaveMeanZeroAndDeviationOne(
            @ForAll @Size(min = 2, max = 20)
                    List<@DoubleRange(min = -1e6, max = 1e6) Double> drawn) {
        double[] values = drawn.stream().mapToDouble(Double::doubleValue).toArray();
        Scale scale = Scale.standard(values);
        double sum = 0;
        double squares = 0;
        for (double x : values) {
            sum += scale.apply(x);
            squares += scale.apply(x) * scale.apply(x);
            assertThat(scale.undo(scale.apply(x))).isCloseTo(x, within(1e-6));
        }
        boolean isConstant = squares == 0;
        assertThat(sum / values.length).isCloseTo(0, within(1e-6));
        assertThat(squares / values.length).isCloseTo(isConstant ? 0 : 1, within(ROUNDING));
    }

    @Test
    void minMaxGoesFromZeroToOne() {
        Scale scale = Scale.minMax(3, -1, 7);
        assertThat(scale.apply(-1)).isZero();
        assertThat(scale.apply(3)).isEqualTo(0.5);
        assertThat(scale.apply(7)).isEqualTo(1);
    }

    /** The mean of several 0.1 may differ from 0.1 in its last bit. */
    @Test
    void equalNumbersBecomeZero() {
        assertThat(Scale.standard(0.1, 0.1, 0.1).apply(0.1)).isZero();
        assertThat(Scale.minMax(0.1, 0.1, 0.1).apply(0.1)).isZero();
        assertThat(Scale.standard(5).apply(7)).isEqualTo(2);
    }

    @Test
    void medianIsInTheMiddle() {
        assertThat(Scale.median(9, 1, 5)).isEqualTo(5);
        assertThat(Scale.median(4, 1, 2, 9)).isEqualTo(3);
        assertThat(Scale.median(Double.MAX_VALUE, Double.MAX_VALUE)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertThatThrownBy(() -> Scale.minMax(-Double.MAX_VALUE, Double.MAX_VALUE))
                .hasMessage(
                        "Scale: shift and divisor must be finite numbers, and the divisor not 0,"
                                + " but they are -1.7976931348623157E308 and Infinity. Scale"
                                + " numbers that are very large or very small before.");
        assertThatThrownBy(() -> new Scale(0, 0)).hasMessageContaining("but they are 0.0 and 0.0");
    }
}
