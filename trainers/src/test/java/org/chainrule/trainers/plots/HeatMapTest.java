package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.chainrule.dsl.djl.AttentionMap;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class HeatMapTest {
    private static final List<String> A = List.of("a");

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
        assertThat(chart.getXAxisTitle()).isEqualTo("white 0, blue 0.988");
        var below = NumericArray.of(new double[] {-2, 1, 0, 0}, 2, 2);
        chart = new HeatMap("map", below, labels, labels).picture().chart().get();
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

    /** The margins, left and right, stay white. */
    @Test
    void longTitleFitsIntoANarrowPicture() {
        var one = NumericArray.of(new double[] {1}, 1, 1);
        var map = new HeatMap("a title of many words in a narrow picture", one, A, A);
        BufferedImage image = Picture.image(map.picture().chart().get());
        for (int y = 10; y < 60; y++) { // where the title stands
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
