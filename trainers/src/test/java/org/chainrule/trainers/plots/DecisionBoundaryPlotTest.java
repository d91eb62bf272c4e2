package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.chainrule.datasets.ArrayExamples;
import org.chainrule.datasets.Examples;
import org.chainrule.datasets.generators.LinearRegression;
import org.chainrule.datasets.generators.SineWaves;
import org.chainrule.datasets.generators.Xor;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class DecisionBoundaryPlotTest {
    private static final Color WHITE = Color.WHITE;

    @TempDir private Path folder;

    private static DecisionBoundaryPlot plot(Examples points) {
        return new DecisionBoundaryPlot("truth", points, DecisionBoundaryPlotTest::byAbscissa);
    }

    /** Certain on the left and on the right of ½; undecided between 0.4 and 0.6. */
    private static NumericArray byAbscissa(NumericArray points) {
        int n = points.size(0);
        double[] p = new double[2 * n];
        for (int i = 0; i < n; i++) {
            double x = points.at(i, 0);
            p[2 * i] = Math.abs(x - 0.5) < 0.1 ? 0.5 : x < 0.5 ? 1 : 0;
            p[2 * i + 1] = 1 - p[2 * i];
        }
        return NumericArray.of(p, n, 2);
    }

    /** The colour at a place of the plane; two pixels a point. */
    private static Color at(XYChart chart, BufferedImage image, double x, double y) {
        int column = (int) Math.round(2 * chart.getScreenXFromChart(x));
        int row = (int) Math.round(2 * chart.getScreenYFromChart(y));
        return new Color(image.getRGB(column, row));
    }

    private static Color half(Color color) {
        return new Color(Plane.mixed(color, 0.5));
    }

    @Test
    void planeHasTheColourOfTheClassAndIsWhiteWhereNothingIsKnown() {
        XYChart chart = plot(new Xor(4).examples(1)).chart();
        BufferedImage image = Picture.image(chart);
        for (double y : new double[] {-0.05, 0.3, 0.5, 1.05}) {
            assertThat(at(chart, image, 0.25, y)).isEqualTo(half(Picture.BLUE));
            assertThat(at(chart, image, 0.75, y)).isEqualTo(half(Picture.VERMILION));
            assertThat(at(chart, image, 0.5, y)).isEqualTo(WHITE);
        }
    }

    @Test
    void pointsLieOnTopInTheColourOfTheirOwnClass() {
        XYChart chart = plot(new Xor(4).examples(1)).chart();
        BufferedImage image = Picture.image(chart);
        assertThat(at(chart, image, 0, 0)).isEqualTo(Picture.BLUE);
        assertThat(at(chart, image, 0, 1)).isEqualTo(Picture.VERMILION); // a mistake is seen
        assertThat(at(chart, image, 1, 0)).isEqualTo(Picture.VERMILION);
        assertThat(at(chart, image, 1, 1)).isEqualTo(Picture.BLUE);
    }

    /** Above is where the second coordinate is great. */
    @Test
    void planeIsTheRightWayUp() {
        var plot =
                new DecisionBoundaryPlot(
                        "rows",
                        new Xor(4).examples(1),
                        points -> {
                            int n = points.size(0);
                            double[] p = new double[2 * n];
                            for (int i = 0; i < n; i++) {
                                p[2 * i + (points.at(i, 1) > 0.5 ? 1 : 0)] = 1;
                            }
                            return NumericArray.of(p, n, 2);
                        });
        XYChart chart = plot.chart();
        BufferedImage image = Picture.image(chart);
        assertThat(at(chart, image, 0.3, 0.8)).isEqualTo(half(Picture.VERMILION));
        assertThat(at(chart, image, 0.7, 0.2)).isEqualTo(half(Picture.BLUE));
    }

    @Test
    void legendNamesTheClasses() {
        XYChart chart = plot(new Xor(8).withNoise(0.1).examples(1)).chart();
        assertThat(chart.getSeriesMap().values().stream().filter(XYSeries::isShowInLegend))
                .extracting(XYSeries::getName)
                .containsExactly("equal", "different");
        assertThat(chart.getTitle()).isEqualTo("truth");
    }

    @Test
    void classWithoutPointsAndPointsOnALineAreDrawn() {
        var line =
                new ArrayExamples(
                        "line",
                        new long[] {2},
                        new float[] {1, 0, 1, 3},
                        new double[] {1, 1},
                        List.of("a", "b"));
        XYChart chart = plot(line).chart();
        BufferedImage image = Picture.image(chart);
        assertThat(at(chart, image, 0.1, 1)).isEqualTo(half(Picture.BLUE));
        assertThat(at(chart, image, 1, 3)).isEqualTo(Picture.VERMILION);
        assertThat(chart.getSeriesMap()).doesNotContainKey("a");
    }

    @Test
    void svgHoldsThePlaneAsAnImage() throws IOException {
        Path file = folder.resolve("xor.svg");
        plot(new Xor(4).examples(1)).write(file);
        assertThat(Files.readString(file)).contains("<svg", "<image", "data:image/png;base64,");
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        assertThatThrownBy(() -> plot(new SineWaves(4, 5).examples(1)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "plot: a plane needs examples of two numbers, but those of waves have the"
                                + " shape [5, 1]. Choose two features.");
        assertThatThrownBy(() -> plot(new LinearRegression(4).examples(1)))
                .hasMessage(
                        "plot: there must be 2 to 7 classes to colour, but linear has none. Choose"
                                + " data with classes, or join some.");
        var many =
                new ArrayExamples(
                        "many",
                        new long[] {2},
                        new float[2],
                        new double[1],
                        Collections.nCopies(8, "class"));
        assertThatThrownBy(() -> plot(many))
                .hasMessage(
                        "plot: there must be 2 to 7 classes to colour, but many has 8. Choose data"
                                + " with classes, or join some.");
    }
}
