package org.chainrule.datasets.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.datasets.ArrayExamples;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class StandardizationTest {
    private static final double ROUNDING = 1e-6;

    /** Two images of two channels of two pixels; the second channel is the same everywhere. */
    private static Examples images() {
        float[] pixels = {1, 3, 7, 7, 5, 7, 7, 7};
        return new ArrayExamples(
                "two", new long[] {2, 1, 2}, pixels, new double[] {0, 1}, List.of("a", "b"));
    }

    @Test
    void channelsGetMeanZeroAndDeviationOne() {
        Standardization scale = Standardization.of(images());
        assertThat(scale.means()).containsExactly(4.0, 7.0);
        assertThat(scale.deviations().get(0)).isCloseTo(Math.sqrt(5), within(ROUNDING)); // 9 1 1 9
        assertThat(scale.deviations().get(1)).isEqualTo(1);
        float[] scaled = new float[4];
        scale.over(images()).copy(1, new SplittableRandom(1), scaled, 0);
        double root = Math.sqrt(5);
        float[] expected = {(float) (1 / root), (float) (3 / root), 0, 0};
        assertThat(scaled).containsExactly(expected, within((float) ROUNDING));
        var values = scale.over(NumericArray.of(new double[] {1, 3, 7, 8}, 1, 2, 1, 2));
        assertThat(values.at(0, 0, 0, 0)).isCloseTo(-3 / Math.sqrt(5), within(ROUNDING));
        assertThat(values.at(0, 1, 0, 1)).isEqualTo(1);
    }

    /** Levels near 1000 that differ by hundredths: squares alone would lose them in 32 bits. */
    @Test
    void deviationOfGreatNumbersIsExact() {
        float[] pixels = {1000, 1000.5f, 1000, 1000.5f};
        Examples bright =
                new ArrayExamples(
                        "bright", new long[] {1, 2, 2}, pixels, new double[1], List.of("a"));
        assertThat(Standardization.of(bright).deviations().get(0))
                .isCloseTo(0.25, within(ROUNDING));
    }

    /** The first image alone is the training part: what the second holds changes nothing. */
    @Test
    void nothingIsFittedOnTheTest() {
        Standardization scale = Standardization.of(images().select(0));
        assertThat(scale.means()).containsExactly(2.0, 7.0);
        assertThat(scale.deviations()).containsExactly(1.0, 1.0);
        float[] scaled = new float[4];
        scale.over(images().select(1)).copy(0, new SplittableRandom(1), scaled, 0);
        assertThat(scaled).containsExactly(3, 5, 0, 0);
    }

    @Test
    void channelsMustBeThoseOfTheFit() {
        Standardization scale = new Standardization(List.of(0.5), List.of(0.1));
        assertThatThrownBy(() -> scale.over(images()))
                .hasMessage(
                        "Standardization: images must have 1 channels, as those that it was fitted"
                                + " on, but they have 2. Read both in one format.");
        assertThatThrownBy(() -> new Standardization(List.of(0.5), List.of(0.0)))
                .hasMessage(
                        "Standardization: each channel must have a mean and a deviation above 0,"
                                + " but found [0.5] and [0.0]. Fit it on images:"
                                + " Standardization.of(training).");
    }
}
