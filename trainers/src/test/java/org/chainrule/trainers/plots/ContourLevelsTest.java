package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContourLevelsTest {
    /** A function's heights, from −r to r. */
    private static double[] heights(double r, DoubleBinaryOperator f) {
        double[] steps = new Span(-r, r).steps(61);
        return Arrays.stream(steps)
                .flatMap(x -> Arrays.stream(steps).map(y -> f.applyAsDouble(x, y)))
                .toArray();
    }

    private static double valleys(double x, double y) {
        return Math.pow(x, 4) - 2 * x * x + y * y;
    }

    @Test
    void levelsAreEquallyFarApart() {
        ContourLevels levels = ContourLevels.of(heights(3, (x, y) -> x * x - y * y));
        assertThat(levels.step()).hasValue(1);
        double[] values = levels.values();
        assertThat(values).contains(0).hasSizeBetween(10, 15);
        for (int i = 1; i < values.length; i++) {
            assertThat(values[i] - values[i - 1]).isCloseTo(1, within(1e-12));
        }
    }

    /** From −3 to 3 they rise to 72, and more than a third of the plot lies below 5. */
    @Test
    void levelsAreCloserWhereMostHeightsAre() {
        ContourLevels levels = ContourLevels.of(heights(3, ContourLevelsTest::valleys));
        assertThat(levels.step()).isEmpty();
        assertThat(levels.values()).isSorted().contains(0).hasSizeBetween(9, 12);
        assertThat(Arrays.stream(levels.values()).filter(each -> each < 5).count())
                .isBetween(4L, 6L);
    }

    @Test
    void betweenLevelsLieNotTooManyHeights() {
        double[] heights = heights(3, (x, y) -> Math.exp(x + y));
        double[] levels = ContourLevels.of(heights).values();
        for (int i = 1; i < levels.length; i++) {
            Span between = new Span(levels[i - 1], levels[i]);
            assertThat(Arrays.stream(heights).filter(between::contains).count())
                    .as("between %s and %s", between.from(), between.to())
                    .isBetween(heights.length / 50L, heights.length / 5L);
        }
    }

    @Test
    void polesAndHolesChooseNoLevels() {
        double[] levels = ContourLevels.of(heights(3, (x, y) -> 1 / (x * y))).values();
        assertThat(levels).isSorted().hasSizeBetween(8, 12);
        assertThat(Arrays.stream(levels).map(Math::abs).max().orElseThrow()).isLessThan(20);
    }

    @Test
    void constantHasNone() {
        assertThat(ContourLevels.of(7, 7, 7).values()).isEmpty();
        assertThat(ContourLevels.shares(new double[] {7, 7}, 5, part -> part)).isEmpty();
        assertThat(ContourLevels.shares(new double[] {Double.NaN}, 5, part -> part)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 2, 0",
        "0.3, 0.4, 0.4",
        "41, 59, 50",
        "7, 13, 10",
        "-0.13, -0.11, -0.12",
        "151, 170, 160",
        "1e300, 1.7e308, 1e308",
        "5, 5, 5",
        "1e16, 1.0000000000000002e16, 1e16"
    })
    void roundestNumberHasTheFewestDigits(double from, double to, double roundest) {
        assertThat(new Span(from, to).roundest())
                .isCloseTo(roundest, within(1e-12 * Math.abs(roundest)));
    }
}
