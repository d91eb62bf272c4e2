package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.djl.AttentionMap;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class HeatMapTest {
    private static final List<String> A = List.of("a");
    private static final double PIXEL = 0.5; // points: charts have whole ones

    /** The colour in the middle of a square. */
    private static Color at(XYChart chart, BufferedImage image, int column, int row) {
        int scale = image.getWidth() / chart.getWidth();
        int x = (int) (scale * chart.getScreenXFromChart(column));
        int y = (int) (scale * chart.getScreenYFromChart(row));
        return new Color(image.getRGB(x, y));
    }

    @Test
    void theGreatestIsBlueAndZeroIsWhite() {
        var p = NumericArray.of(new double[] {1, 0, 0.5, 0.25, 0.75, 0}, 2, 3);
        XYChart chart =
                new HeatMap("map", p, List.of("a", "b"), List.of("x", "y", "z"))
                        .picture()
                        .chart()
                        .get();
        BufferedImage image = Picture.image(chart);
        assertThat(at(chart, image, 0, 1)).isEqualTo(Picture.BLUE); // the first row is at the top
        assertThat(at(chart, image, 1, 1)).isEqualTo(Color.WHITE);
        assertThat(at(chart, image, 2, 0)).isEqualTo(Color.WHITE);
        assertThat(at(chart, image, 2, 1).getRed())
                .isBetween(Picture.BLUE.getRed() + 100, Color.WHITE.getRed() - 100);
        assertThat(at(chart, image, 1, 0).getRed()).isLessThan(at(chart, image, 0, 0).getRed());
    }

    @Test
    void aLineBelowSaysWhatWhiteAndBlueAre() {
        var p = NumericArray.of(new double[] {0.2, 0.98765, 0.5, 0.25}, 2, 2);
        List<String> labels = List.of("a", "b");
        XYChart chart = new HeatMap("map", p, labels, labels).picture().chart().get();
        assertThat(chart.getXAxisTitle()).isEqualTo("column; white 0, blue 0.988");
        var below = NumericArray.of(new double[] {-2, 1, 0, 0}, 2, 2);
        chart = new HeatMap("map", below, labels, labels, "", "").picture().chart().get();
        assertThat(chart.getXAxisTitle()).isEqualTo("white −2, blue 1");
    }

    @Test
    void axesOfAttentionAreNamed() {
        var p = NumericArray.of(new double[] {1, 0, 0.5, 0.5}, 2, 2);
        var map = new AttentionMap("block[0].causalAttention", 1, p);
        XYChart chart = HeatMap.of(map, List.of("a", "b")).picture().chart().get();
        assertThat(chart.getTitle()).isEqualTo("block[0].causalAttention, head 1");
        assertThat(chart.getYAxisTitle()).isEqualTo("query");
        assertThat(chart.getXAxisTitle()).isEqualTo("key; white 0, blue 1");
    }

    @Test
    void axesOfAMatrixAreItsRowsAndColumns() {
        var one = NumericArray.of(new double[] {1}, 1, 1);
        XYChart chart = new HeatMap("map", one, A, A).picture().chart().get();
        assertThat(chart.getYAxisTitle()).isEqualTo("row");
        assertThat(chart.getXAxisTitle()).startsWith("column");
    }

    /** Squares of 72 points at most, or of 440 in all, and a point between. */
    @Test
    void squaresTouchInPicturesOfAnyShape() {
        for (int[] size : List.of(new int[] {2, 3}, new int[] {1, 20}, new int[] {64, 5})) {
            var zeros = NumericArray.of(new double[size[0] * size[1]], size[0], size[1]);
            var rows = Collections.nCopies(size[0], "a long name");
            var columns = Collections.nCopies(size[1], "b");
            XYChart chart = new HeatMap("map", zeros, rows, columns).picture().chart().get();
            Picture.image(chart);
            double pitch = Math.min(72, 440 / Math.max(size[0], size[1])) + 1;
            assertThat(chart.getScreenXFromChart(1) - chart.getScreenXFromChart(0))
                    .isCloseTo(pitch, within(PIXEL));
            assertThat(chart.getScreenYFromChart(0) - chart.getScreenYFromChart(1))
                    .isCloseTo(pitch, within(PIXEL));
        }
    }

    @Test
    void labelsStandLeftAndBelowAndCoverNoSquare() {
        var ones = NumericArray.of(new double[] {1, 1, 1, 1}, 2, 2);
        var rows = List.of("interpretation", "explanation");
        XYChart chart = new HeatMap("map", ones, rows, List.of("x", "y")).picture().chart().get();
        BufferedImage image = Picture.image(chart);
        int scale = image.getWidth() / chart.getWidth();
        for (int row = 0; row < 2; row++) {
            int y = (int) (scale * chart.getScreenYFromChart(row));
            int left = (int) (scale * chart.getScreenXFromChart(-0.45));
            int right = (int) (scale * chart.getScreenXFromChart(0.45));
            for (int x = left; x < right; x++) {
                assertThat(new Color(image.getRGB(x, y))).isEqualTo(Picture.BLUE);
            }
            assertThat(isWritten(image, 100, left - 10, y - 10, y + 10)).isTrue();
            int x = (int) (scale * chart.getScreenXFromChart(row));
            int bottom = (int) (scale * chart.getScreenYFromChart(-0.55));
            assertThat(isWritten(image, x - 10, x + 10, bottom, bottom + 50)).isTrue();
        }
    }

    private static boolean isWritten(
            BufferedImage image, int left, int right, int top, int bottom) {
        return IntStream.range(left, right)
                .anyMatch(
                        x ->
                                IntStream.range(top, bottom)
                                        .anyMatch(y -> (image.getRGB(x, y) & 0xFF) < 0x80));
    }

    /** The margins, left and right, stay white. */
    @Test
    void longTitleFitsIntoANarrowPicture() {
        var one = NumericArray.of(new double[] {1}, 1, 1);
        var map = new HeatMap("a title of many words in a narrow picture", one, A, A);
        BufferedImage image = Picture.image(map.picture().chart().get());
        for (int y = 10; y < image.getHeight(); y++) { // the title above, and that of the axis
            assertThat(new Color(image.getRGB(10, y))).isEqualTo(Color.WHITE);
            assertThat(new Color(image.getRGB(image.getWidth() - 10, y))).isEqualTo(Color.WHITE);
        }
    }

    @Test
    void sizesMustFit() {
        var p = NumericArray.of(new double[] {1, 0}, 1, 2);
        assertThatThrownBy(() -> new HeatMap("map", p, List.of("a", "b"), List.of("x")))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "heat map: there must be a matrix of up to 64 rows and columns, with a label"
                                + " for each, but found 2 numbers, 2 labels of rows and 1 of"
                                + " columns. Give a part of it.");
    }
}
