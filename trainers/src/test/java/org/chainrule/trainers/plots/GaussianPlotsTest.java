package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.probability.Gaussian;
import org.chainrule.dsl.probability.MultivariateGaussian;
import org.chainrule.dsl.probability.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class GaussianPlotsTest {
    @TempDir private Path folder;

    private static Sample drawn(double mean, double deviation) {
        return Sample.of(new Gaussian(mean, deviation).samples(80, new SplittableRandom(1)));
    }

    private static GaussianFitPlot plot() {
        Map<String, Sample> classes = new LinkedHashMap<>();
        classes.put("small", drawn(1, 0.3));
        classes.put("large", drawn(3, 0.8));
        return new GaussianFitPlot("length in cm", classes);
    }

    private static List<String> legend(XYChart chart) {
        return chart.getSeriesMap().values().stream()
                .filter(XYSeries::isShowInLegend)
                .map(XYSeries::getLabel)
                .toList();
    }

    @Test
    void legendTellsTheFitOfEachClass() {
        Sample two = Sample.of(1, 3);
        assertThat(legend(new GaussianFitPlot("x", Map.of("a", two)).chart()))
                .containsExactly("a: n = 2, mean 2, deviation 1");
    }

    /** Bars and curve enclose an area of 1 each, so that they can be compared. */
    @Test
    void barsAndDensityHaveTheSameArea() {
        XYChart chart = plot().chart();
        for (String name : List.of("small, bars", "large, bars")) {
            XYSeries bars = chart.getSeriesMap().get(name);
            double area = 0;
            for (int i = 1; i < bars.getXData().length; i++) {
                double width = bars.getXData()[i] - bars.getXData()[i - 1];
                boolean isTop = width > 0 && bars.getYData()[i] > 0; // no gap
                area += isTop ? width * bars.getYData()[i] : 0;
            }
            assertThat(area).as(name).isCloseTo(1, within(1e-9));
        }
        XYSeries curve = chart.getSeriesMap().get(legend(chart).get(0));
        double[] x = curve.getXData();
        double sum = Arrays.stream(curve.getYData()).sum() * (x[1] - x[0]);
        assertThat(sum).isCloseTo(1, within(1e-3));
    }

    /** Measures have few decimals, and edges are such numbers, too: 1.4 − 0.8 is not 3·0.2. */
    @Test
    void numberOnAnEdgeBelongsToTheBarOnItsRight() {
        double[] tenths = {1.0, 1.0, 1.2, 1.4, 1.4, 1.4, 1.6, 1.8};
        XYSeries bars =
                new GaussianFitPlot("x", Map.of("a", Sample.of(tenths)))
                        .chart()
                        .getSeriesMap()
                        .get("a, bars");
        double[] x = bars.getXData();
        for (double value : tenths) {
            int right = 0;
            for (int i = 1; i < x.length; i++) {
                boolean begins = Math.abs(x[i - 1] - value) < 1e-6 && x[i] > x[i - 1] + 1e-6;
                right += begins && bars.getYData()[i - 1] > 0 ? 1 : 0;
            }
            assertThat(right).as("a bar begins at %s", value).isEqualTo(1);
        }
    }

    @Test
    void plotsAreWrittenAsPngAndSvg() throws IOException {
        plot().write(folder.resolve("fit.png"));
        plot().write(folder.resolve("fit.svg"));
        assertThat(Files.size(folder.resolve("fit.png"))).isGreaterThan(10_000);
        assertThat(Files.readString(folder.resolve("fit.svg")))
                .startsWith("<?xml")
                .contains("stroke:rgb(0,114,178)", "stroke:rgb(213,94,0)");
    }

    /** r² = −2 ln(1 − share): 1.1774 deviations hold half of a bivariate normal distribution. */
    @Test
    void ellipseHoldsItsShare() {
        var gaussian =
                new MultivariateGaussian(
                        NumericArray.of(new double[] {1, 2}, 2),
                        NumericArray.of(new double[] {4, 1.2, 1.2, 1}, 2, 2));
        double[][] half = GaussianContourPlot.ellipse(gaussian, 0.5);
        assertThat(Arrays.stream(half[0]).max().orElseThrow())
                .isCloseTo(1 + 2 * 1.17741, within(1e-5));
        double density = gaussian.logDensity(half[0][0], half[1][0]);
        for (int i = 0; i < half[0].length; i++) {
            assertThat(gaussian.logDensity(half[0][i], half[1][i]))
                    .isCloseTo(density, within(1e-12));
        }
    }

    @Test
    void refusesWhatCannotBeShown() {
        assertThatThrownBy(() -> new GaussianFitPlot("x", Map.of()))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "plot: there must be one to 4 classes, but found 0. Show some of them.");
        assertThatThrownBy(() -> new GaussianContourPlot("x", "y", Sample.of(1, 2)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "plot: ellipses need two numbers a row, but found 1. Choose two columns.");
    }
}
