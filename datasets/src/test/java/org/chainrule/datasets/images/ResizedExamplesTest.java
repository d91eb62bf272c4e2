package org.chainrule.datasets.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.datasets.ArrayExamples;
import org.chainrule.datasets.Examples;
import org.junit.jupiter.api.Test;

class ResizedExamplesTest {
    private static final float ROUNDING = 1e-5f;

    static Examples one(int channels, int height, int width, float... pixels) {
        long[] shape = {channels, height, width};
        return new ArrayExamples("one", shape, pixels, new double[1], List.of("a"));
    }

    static float[] first(Examples examples) {
        float[] one = new float[examples.size()];
        examples.copy(0, new SplittableRandom(1), one, 0);
        return one;
    }

    private static float[] row(int to, float... pixels) {
        return first(new ResizedExamples(one(1, 1, pixels.length, pixels), 1, to));
    }

    @Test
    void pixelIsTheMeanOfWhatItCovers() {
        assertThat(row(2, 1, 3, 10, 20)).containsExactly(2, 15);
        assertThat(row(1, 1, 3, 10, 20)).containsExactly(8.5f);
        assertThat(row(2, 3, 6, 9)).containsExactly(new float[] {4, 8}, within(ROUNDING));
        assertThat(row(2, 0, 0, 1, 0, 0))
                .containsExactly(new float[] {0.2f, 0.2f}, within(ROUNDING));
    }

    @Test
    void pixelLiesOnTheLineBetweenItsNeighbours() {
        assertThat(row(4, 0, 8)).containsExactly(0, 2, 6, 8);
        assertThat(row(3, 0, 8)).containsExactly(new float[] {0, 4, 8}, within(ROUNDING));
        assertThat(row(3, 5)).containsExactly(5, 5, 5);
        assertThat(row(3, 1, 2, 4)).containsExactly(1, 2, 4);
    }

    /** Both axes, each in its own way, and each channel by itself. */
    @Test
    void rowsAndColumnsOfEachChannel() {
        Examples two = one(2, 2, 1, 0, 4, 10, 30);
        Examples resized = new ResizedExamples(two, 1, 2);
        assertThat(resized.shape()).containsExactly(2, 1, 2);
        assertThat(first(resized)).containsExactly(2, 2, 20, 20);
        assertThat(resized.name()).isEqualTo("one");
        assertThat(resized.classes()).containsExactly("a");
        assertThat(resized.count()).isEqualTo(1);
    }

    /** Weights sum to 1, so a mean stays what it was where sizes divide, and a level everywhere. */
    @Test
    void levelStaysInAllSizes() {
        for (int from = 1; from <= 12; from++) {
            for (int to = 1; to <= 12; to++) {
                float[] level = new float[from];
                Arrays.fill(level, 0.7f);
                for (float pixel : row(to, level)) {
                    assertThat(pixel).as("%d to %d", from, to).isCloseTo(0.7f, within(ROUNDING));
                }
            }
        }
    }

    @Test
    void sizesAndShapesMustFit() {
        assertThatThrownBy(() -> new ResizedExamples(one(1, 1, 1, 0), 0, 4))
                .hasMessage(
                        "ResizedExamples: height and width must be 1 or more, but they are 0 and 4."
                                + " Try 32 and 32.");
        var flat =
                new ArrayExamples("flat", new long[] {2}, new float[2], new double[1], List.of());
        assertThatThrownBy(() -> new ResizedExamples(flat, 1, 1))
                .hasMessage(
                        "flat: images must have channels, rows and columns, but their shape is [2]."
                                + " Give images.");
    }
}
