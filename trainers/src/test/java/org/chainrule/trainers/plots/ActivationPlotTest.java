package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.Elu;
import org.chainrule.dsl.ops.Gelu;
import org.chainrule.dsl.ops.Glu;
import org.chainrule.dsl.ops.LeakyRelu;
import org.chainrule.dsl.ops.Prelu;
import org.chainrule.dsl.ops.Relu;
import org.chainrule.dsl.ops.Sigmoid;
import org.chainrule.dsl.ops.Silu;
import org.chainrule.dsl.ops.Softmax;
import org.chainrule.dsl.ops.Tanh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class ActivationPlotTest {
    @TempDir private Path folder;

    private static List<String> legend(XYChart chart) {
        return chart.getSeriesMap().values().stream()
                .filter(XYSeries::isShowInLegend)
                .map(XYSeries::getLabel)
                .toList();
    }

    private static long count(BufferedImage image, Color color) {
        long count = 0;
        for (int y = 0; y < image.getHeight() * 3 / 4; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == color.getRGB() ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void curvesAreThoseOfTheOpAndOfItsGradient() {
        XYChart chart = ActivationPlot.of(new Sigmoid()).chart();
        XYSeries y = chart.getSeriesMap().get("sigmoid");
        double[] slope = chart.getSeriesMap().get("dsigmoid").getYData();
        for (int i = 0; i < slope.length; i++) {
            double s = 1 / (1 + Math.exp(-y.getXData()[i]));
            assertThat(Double.isNaN(y.getYData()[i]) ? s : y.getYData()[i])
                    .isCloseTo(s, within(1e-15));
            assertThat(Double.isNaN(slope[i]) ? s * (1 - s) : slope[i])
                    .isCloseTo(s * (1 - s), within(1e-15));
        }
    }

    /** As long between dashes as they are, of about 6 points of 640. */
    @Test
    void derivativeIsDashed() {
        double[] slope =
                ActivationPlot.of(new Sigmoid()).chart().getSeriesMap().get("dsigmoid").getYData();
        long gaps = Arrays.stream(slope).filter(Double::isNaN).count();
        assertThat(gaps).isBetween(slope.length * 4L / 10, slope.length * 6L / 10);
        assertThat(pieces(slope)).isBetween(50L, 65L);
    }

    private static long pieces(double... y) {
        return IntStream.range(1, y.length)
                .filter(i -> Double.isNaN(y[i]) && !Double.isNaN(y[i - 1]))
                .count();
    }

    @Test
    void legendTellsWhatGradientPasses() {
        assertThat(legend(ActivationPlot.of(new Sigmoid(), new Tanh()).chart()))
                .containsExactly(
                        "sigmoid",
                        "its derivative, here from 0.00247 to 0.25",
                        "tanh",
                        "its derivative, here from 2.46·10⁻⁵ to 1");
    }

    @Test
    void opsOfOneNameAreToldApartByTheirOptions() {
        ActivationPlot plot =
                ActivationPlot.of(new Gelu(), new Gelu(Gelu.Approximation.SIGMOID), new Silu());
        assertThat(plot.chart().getTitle())
                .isEqualTo("gelu approximation=exact, gelu approximation=sigmoid, silu");
    }

    @Test
    void nothingIsDrawnAcrossAJump() {
        for (double from : new double[] {-6, -5.98, -5.95, -5.93}) { // wherever a dash begins
            XYChart chart = ActivationPlot.of(new Relu()).between(from, 6).chart();
            double[] slope = chart.getSeriesMap().get("drelu").getYData();
            assertThat(IntStream.range(1, slope.length).filter(i -> slope[i] - slope[i - 1] > 0))
                    .isEmpty();
        }
    }

    /** Right of 4, where relu, gelu and elu are one line, each is seen, and about as much. */
    @Test
    void allColoursOfCurvesThatCoincideAreSeen() {
        XYChart chart = ActivationPlot.of(new Relu(), new Gelu(), new Elu(1)).chart();
        BufferedImage image = Picture.image(chart);
        int from = 2 * (int) chart.getScreenXFromChart(4);
        BufferedImage right = image.getSubimage(from, 0, image.getWidth() - from, 600);
        for (Color color : List.of(Picture.BLUE, Picture.VERMILION, Picture.GREEN)) {
            assertThat(count(right, color)).isBetween(150L, 600L);
        }
    }

    @Test
    void bothCurvesOfEachOpAreDrawn() throws IOException {
        Path png = folder.resolve("a.png");
        ActivationPlot.of(new Sigmoid(), new Tanh()).write(png);
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(1_600);
        XYChart dashes = ActivationPlot.of(new Sigmoid(), new Tanh()).chart();
        dashes.removeSeries("sigmoid");
        dashes.removeSeries("tanh");
        BufferedImage alone = Picture.image(dashes);
        for (Color color : List.of(Picture.BLUE, Picture.VERMILION)) {
            assertThat(count(image, color)).isGreaterThan(3_500);
            assertThat(count(alone, color)).isBetween(150L, count(image, color));
        }
        assertThat(count(image, Picture.GREEN)).isZero();
        Path svg = folder.resolve("a.svg");
        ActivationPlot.of(new Sigmoid()).write(svg);
        assertThat(Files.readString(svg)).contains("<svg").contains("rgb(0,114,178)");
    }

    private static List<Op> others() {
        return List.of(new Softmax(), new Glu(), new Prelu());
    }

    @ParameterizedTest
    @MethodSource("others")
    void opsThatAreNotOfEachElementAreRefused(Op op) {
        assertThatThrownBy(() -> ActivationPlot.of(op).write(folder.resolve("a.png")))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "plot: an activation must be a function of each element, but "
                                + (op.equals(new Softmax())
                                        ? "softmax mixes them"
                                        : op.name() + " does not take a single x")
                                + ". Choose one such as sigmoid or gelu.");
    }

    @Test
    void fiveAreTooManyAndBoundsMustRise() {
        Op relu = new Relu();
        assertThat(ActivationPlot.of(relu, relu).ops()).containsExactly(relu);
        Op[] five = IntStream.range(0, 5).mapToObj(LeakyRelu::new).toArray(Op[]::new);
        assertThatThrownBy(() -> ActivationPlot.of(five))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "plot: activations must be from 1 to 4, but found 5. Draw the others in"
                                + " another picture.");
        assertThatThrownBy(() -> ActivationPlot.of(relu).between(2, 2))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "plot: the least x must be below the greatest, but found 2.0 and 2.0. Use"
                                + " -6 and 6.");
    }
}
