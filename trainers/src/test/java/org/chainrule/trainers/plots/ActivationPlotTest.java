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
        XYSeries slope = chart.getSeriesMap().get("dsigmoid");
        for (int i = 0; i < y.getXData().length; i++) {
            double s = 1 / (1 + Math.exp(-y.getXData()[i]));
            assertThat(y.getYData()[i]).isCloseTo(s, within(1e-15));
            assertThat(slope.getYData()[i]).isCloseTo(s * (1 - s), within(1e-15));
        }
    }

    @Test
    void legendTellsWhatGradientPasses() {
        assertThat(legend(ActivationPlot.of(new Sigmoid(), new Tanh()).chart()))
                .containsExactly(
                        "sigmoid",
                        "its derivative, from 0.00246651 to 0.25",
                        "tanh",
                        "its derivative, from 0.0000245765 to 1");
    }

    @Test
    void opsOfOneNameAreToldApartByTheirOptions() {
        ActivationPlot plot =
                ActivationPlot.of(new Gelu(), new Gelu(Gelu.Approximation.SIGMOID), new Silu());
        assertThat(plot.chart().getTitle())
                .isEqualTo("gelu approximation=exact, gelu approximation=sigmoid, silu");
    }

    @Test
    void derivativeHasAGapWhereItJumps() {
        XYChart chart = ActivationPlot.of(new Relu(), new Tanh()).chart();
        double[] slope = chart.getSeriesMap().get("drelu").getYData();
        assertThat(Arrays.stream(slope).filter(Double::isNaN).count()).isEqualTo(1);
        assertThat(chart.getSeriesMap().get("dtanh").getYData()).doesNotContain(Double.NaN);
    }

    @Test
    void steepCurveIsNoJump() {
        XYChart chart = ActivationPlot.of(new Tanh()).between(-60, 60).chart();
        assertThat(chart.getSeriesMap().get("dtanh").getYData()).doesNotContain(Double.NaN);
    }

    @Test
    void bothCurvesOfEachOpAreDrawn() throws IOException {
        Path png = folder.resolve("a.png");
        ActivationPlot.of(new Sigmoid(), new Tanh()).write(png);
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(1_600);
        assertThat(count(image, Picture.BLUE)).isGreaterThan(6_000);
        assertThat(count(image, Picture.VERMILION)).isGreaterThan(6_000);
        assertThat(count(image, Picture.GREEN)).isZero();
        Path svg = folder.resolve("a.svg");
        ActivationPlot.of(new Sigmoid()).write(svg);
        assertThat(Files.readString(svg)).contains("<svg").contains("stroke-dasharray");
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
