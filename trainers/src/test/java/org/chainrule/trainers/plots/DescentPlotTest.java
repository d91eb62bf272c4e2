package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.chainrule.dsl.descent.DescentPath;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.symbolic.Expression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

class DescentPlotTest {
    @TempDir private Path folder;

    private static DescentPlot plot(String text, double x, double y, int steps) {
        Expression f = Expression.parse(text);
        List<Double> start = List.of(x, y);
        return new DescentPlot(
                f,
                List.of(
                        DescentPath.of("descent", f, Optimizers.sgd(0.001), start, steps),
                        DescentPath.of(
                                "momentum", f, Optimizers.momentum(0.001, 0.9), start, steps),
                        DescentPath.of("RMSprop", f, Optimizers.rmsProp(0.02), start, steps),
                        DescentPath.of("Adam", f, Optimizers.adam(0.05), start, steps)));
    }

    private static long count(BufferedImage image, int rgb) {
        long count = 0;
        for (int y = 0; y < image.getHeight() * 3 / 4; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == rgb ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void everyPathIsDrawnOverContourLines() {
        DescentPlot plot = plot("(1 - x)^2 + 100 (y - x^2)^2", -1.5, 2, 300);
        BufferedImage image = Picture.image(plot.chart());
        assertThat(count(image, Picture.BLUE.getRGB())).isGreaterThan(100);
        assertThat(count(image, Picture.VERMILION.getRGB())).isGreaterThan(100);
        assertThat(count(image, Picture.GREEN.getRGB())).isGreaterThan(100);
        assertThat(count(image, Picture.PURPLE.getRGB())).isGreaterThan(100);
        assertThat(plot.chart().getSeriesMap()).containsKey("level 8");
    }

    /** Of x² − y² the lines of 0 cross at the saddle. */
    @Test
    void lineThroughASaddleIsDrawn() {
        var series = plot("x^2 - y^2 + y^4 / 4", 2, 0.01, 120).chart().getSeriesMap().values();
        assertThat(series)
                .filteredOn(each -> each.getName().startsWith("level"))
                .hasSizeBetween(10, 16)
                .anySatisfy(
                        line -> {
                            double[] x = line.getXData();
                            double[] y = line.getYData();
                            for (int i = 0; i < x.length; i++) {
                                double height = x[i] * x[i] - y[i] * y[i] + Math.pow(y[i], 4) / 4;
                                assertThat(Double.isNaN(height) ? 0 : height)
                                        .isCloseTo(0, within(1e-3)); // between points of the grid
                            }
                        });
    }

    @Test
    void startsAndEndsThatAreSeenAreDots() {
        DescentPlot plot = plot("(1 - x)^2 + 100 (y - x^2)^2", -1.5, 2, 300);
        var series = plot.chart().getSeriesMap();
        for (int i = 0; i < plot.paths().size(); i++) {
            assertThat(series.get("start " + i).getXData()).containsExactly(-1.5);
            assertThat(series.get("start " + i).getYData()).containsExactly(2);
            List<List<Double>> points = plot.paths().get(i).points();
            assertThat(series.get("end " + i).getXData()).containsExactly(points.get(300).get(0));
            assertThat(series.get("end " + i).getMarker()).isEqualTo(SeriesMarkers.CIRCLE);
        }
    }

    @Test
    void legendTellsWhereEachPathEnds() {
        Expression f = Expression.parse("x^2 + y^2");
        DescentPath path = DescentPath.of("descent", f, Optimizers.sgd(0.5), List.of(2.0, 1.0), 1);
        assertThat(new DescentPlot(f, List.of(path)).chart().getSeriesMap().values())
                .filteredOn(XYSeries::isShowInLegend)
                .extracting(XYSeries::getLabel)
                .containsExactly("descent, step 1: (0, 0)");
    }

    /** Each step leaves half of x and a quarter of y: 2·2⁻¹⁵ can be seen, 4⁻¹⁵ cannot. */
    @Test
    void legendCallsZeroWhatNobodyCanTellFromIt() {
        Expression f = Expression.parse("x^2 + 1.5 y^2");
        DescentPath path =
                DescentPath.of("descent", f, Optimizers.sgd(0.25), List.of(2.0, 1.0), 15);
        assertThat(new DescentPlot(f, List.of(path)).chart().getSeriesMap().values())
                .filteredOn(XYSeries::isShowInLegend)
                .extracting(XYSeries::getLabel)
                .containsExactly("descent, step 15: (6.1·10⁻⁵, 0)");
    }

    /** Adam has come to x = 0.36, and the axis goes on to behind it. */
    @Test
    void endOfALongPathIsShown() {
        Expression f = Expression.parse("(1 - x)^2 + 100 (y - x^2)^2");
        List<Double> start = List.of(-1.5, 2.0);
        DescentPath path = DescentPath.of("Adam", f, Optimizers.adam(0.05), start, 400);
        double end = path.points().get(400).get(0);
        double shown = new DescentPlot(f, List.of(path)).chart().getStyler().getXAxisMax();
        assertThat(shown).isBetween(end + 0.1, end + 0.5);
    }

    @Test
    void pathThatLeavesDoesNotWidenThePlot() {
        Expression f = Expression.parse("x^4 + y^4");
        DescentPath path = DescentPath.of("wild", f, Optimizers.sgd(9), List.of(1.0, 0.5), 99);
        double shown = new DescentPlot(f, List.of(path)).chart().getStyler().getXAxisMax();
        assertThat(shown).isLessThan(3);
    }

    @Test
    void fileIsWrittenAsItsNameEnds() throws IOException {
        DescentPlot plot = plot("x^2 - y^2 + y^4 / 4", 2, 0.01, 120);
        plot.write(folder.resolve("saddle.svg"));
        plot.write(folder.resolve("saddle.png"));
        assertThat(Files.readString(folder.resolve("saddle.svg")))
                .contains("<svg", "rgb(213,94,0)");
        assertThat(Files.size(folder.resolve("saddle.png"))).isGreaterThan(10_000);
    }

    @Test
    void functionMustHaveTwoVariables() {
        Expression f = Expression.parse("x^2");
        DescentPath path = DescentPath.of("descent", f, Optimizers.sgd(1), List.of(1.0), 1);
        assertThatThrownBy(() -> new DescentPlot(f, List.of(path)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "plot: paths are drawn on a function of two variables, but x² has 1. Put"
                                + " numbers in the place of others.");
    }

    @Test
    void pathsMustBeFewEnoughToTellApart() {
        Expression f = Expression.parse("x y");
        DescentPath path = DescentPath.of("it", f, Optimizers.sgd(1), List.of(1.0, 1.0), 1);
        assertThatThrownBy(() -> new DescentPlot(f, List.of()))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("plot: paths must be one to 8, but found 0. Draw several plots.");
        assertThatThrownBy(() -> new DescentPlot(f, Collections.nCopies(9, path)))
                .hasMessage("plot: paths must be one to 8, but found 9. Draw several plots.");
    }
}
