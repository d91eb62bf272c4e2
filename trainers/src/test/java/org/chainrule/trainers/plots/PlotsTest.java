package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.symbolic.Derivation;
import org.chainrule.dsl.symbolic.EulerLimit;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Notation;
import org.chainrule.dsl.symbolic.PointGradient;
import org.chainrule.dsl.symbolic.Tangent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class PlotsTest {
    @TempDir private Path folder;

    private static FunctionPlot function(String text, String at) {
        Expression f = Expression.parse(text);
        Derivation derivation = Derivation.of(f, "x", 1, Notation.LEIBNIZ);
        return new FunctionPlot(
                derivation,
                Optional.ofNullable(at).map(a -> Tangent.of(f, "x", Expression.parse(a))));
    }

    private static ContourPlot contours(String text, double x, double y, String... direction) {
        Expression f = Expression.parse(text);
        List<Expression> vector = List.of(direction).stream().map(Expression::parse).toList();
        PointGradient gradient = PointGradient.of(f, Map.of("x", x, "y", y), vector);
        return new ContourPlot(f, Optional.of(gradient));
    }

    private static List<String> legend(XYChart chart) {
        return chart.getSeriesMap().values().stream()
                .filter(XYSeries::isShowInLegend)
                .map(XYSeries::getLabel)
                .toList();
    }

    /** How many pixels of the upper three quarters, above the legend, have a color. */
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
    void functionDerivativeAndTangentAreDrawn() {
        BufferedImage image = Picture.image(function("x^3 - x", "1").chart());
        assertThat(image.getWidth()).isEqualTo(1_600);
        assertThat(count(image, Picture.BLUE)).isGreaterThan(3_000);
        assertThat(count(image, Picture.GREEN)).isGreaterThan(3_000);
        assertThat(count(image, Picture.VERMILION)).isGreaterThan(2_000);
    }

    @Test
    void pictureIsComputedOnceAndSaysWhatItShows() {
        Picture made = function("x^3 - x", "1").picture().made();
        assertThat(made.chart().get()).isSameAs(made.chart().get());
        assertThat(made.image(0.5).getWidth()).isEqualTo(400);
        assertThat(made.text())
                .isEqualTo(
                        "[plot] f(x) = x³ − x: f(x) = x³ − x; df/dx = 3x² − 1;"
                                + " tangent at x = 1:  y = 2x − 2   (slope 2)");
    }

    @Test
    void withoutAPointThereIsNoTangent() {
        BufferedImage image = Picture.image(function("x^3 - x", null).chart());
        assertThat(count(image, Picture.BLUE)).isGreaterThan(3_000);
        assertThat(count(image, Picture.VERMILION)).isZero();
    }

    @Test
    void legendTellsTheTangentAndItsSlope() {
        List<String> text = legend(function("1/x", "1/2").chart());
        assertThat(text)
                .containsExactly(
                        "f(x) = 1/x",
                        "df/dx = −1/x²",
                        "tangent at x = 0.5:  y = −4x + 4   (slope −4)");
    }

    @Test
    void constantsAndFarDomainsAreDrawn() {
        assertThat(count(Picture.image(function("7", "2").chart()), Picture.VERMILION))
                .isGreaterThan(2_000);
        assertThat(count(Picture.image(function("ln(x - 20)", null).chart()), Picture.BLUE))
                .isGreaterThan(2_000);
    }

    @Test
    void functionThatIsNowhereDefinedIsRefused() {
        assertThatThrownBy(() -> Picture.image(function("ln(-1 - x^2)", null).chart()))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "plot: a function must be defined somewhere near 0, but no value of"
                                + " ln(−1 − x²) was found. Give a point where it is defined.");
    }

    /** The arrow's tip lies from the point as the gradient does: both axes have one scale. */
    @Test
    void arrowPointsAlongTheGradient() {
        BufferedImage image = Picture.image(contours("3x + 4y", 0, 0).chart());
        int top = Integer.MAX_VALUE;
        int tip = 0;
        int bottom = 0;
        int foot = 0;
        for (int y = 0; y < image.getHeight() * 3 / 4; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) == Picture.VERMILION.getRGB()) {
                    if (y < top) {
                        top = y;
                        tip = x;
                    }
                    bottom = y;
                    foot = x;
                }
            }
        }
        double angle = Math.atan2(bottom - top, tip - foot);
        assertThat(angle).isCloseTo(Math.atan2(4, 3), within(0.08)); // the dot is 16 pixels wide
    }

    @Test
    void legendTellsTheGradientAndTheDirection() {
        List<String> text = legend(contours("x^2 + x y", 1, 2, "1", "1").chart());
        assertThat(text)
                .containsExactly(
                        "contour lines, 2 apart, the darker the higher",
                        "contour line through the point, f = 3",
                        "direction v = (1, 1), slope ∇f·v/‖v‖ = 3.53553",
                        "gradient at (1, 2): ∇f = (4, 1), ‖∇f‖ = 4.12311");
    }

    @Test
    void zeroGradientHasNoArrow() {
        assertThat(legend(contours("x^2 - y^2", 0, 0).chart()))
                .containsExactly(
                        "contour lines, 0.2 apart, the darker the higher",
                        "contour line through the point, f = 0",
                        "at (0, 0) the gradient is zero");
    }

    @Test
    void contourLinesNeedTwoVariables() {
        assertThatThrownBy(() -> new ContourPlot(Expression.parse("x y z"), Optional.empty()))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "plot: contour lines need a function of two variables, but xyz has 3. Put"
                                + " numbers in the place of others.");
    }

    @Test
    void radiusSaysHowMuchIsShown() {
        var valleys = new ContourPlot(Expression.parse("x^4 - 2x^2 + y^2"), Optional.empty());
        assertThat(legend(valleys.chart())).containsExactly("contour lines, the darker the higher");
        XYChart near = valleys.within(1.5).chart();
        assertThat(legend(near)).containsExactly("contour lines, 0.2 apart, the darker the higher");
        assertThat(near.getStyler().getXAxisMax()).isBetween(1.5, 1.8);
        assertThatThrownBy(() -> valleys.within(0))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "plot: the radius must be a positive number, but found 0.0. Use for example"
                                + " 2.");
    }

    /** All are written as 1000000, and 1 stands at the line of 1.0049 as at that of 1. */
    @Test
    void levelsThatAreWrittenAlikeAreDrawn() {
        var high = new ContourPlot(Expression.parse("1000000 + x/10 + y/10"), Optional.empty());
        assertThat(high.chart().getSeriesMap().keySet())
                .contains("level 999999.9", "level 1000000.1");
        assertThat(contours("1.0049 + x/100 + y/100", 0, 0).chart().getSeriesMap().keySet())
                .contains("level 1.0049", "level 1");
    }

    @Test
    void limitIsDrawnBelowE() {
        BufferedImage image = Picture.image(new LimitPlot(EulerLimit.upTo(8)).chart());
        assertThat(count(image, Picture.BLUE)).isGreaterThan(3_000);
        assertThat(count(image, Picture.VERMILION)).isGreaterThan(200);
        assertThat(legend(new LimitPlot(EulerLimit.upTo(3)).chart()))
                .containsExactly("e = 2.718281828…", "(1 + 1/n)ⁿ", "n = 1, 10, 100, …");
    }

    @Test
    void nameOfTheFileTellsTheFormat() {
        assertThatThrownBy(() -> function("x", "1").write(folder.resolve("x.gif")))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "plot: the name of a picture must end in .png or .svg, but found "
                                + folder.resolve("x.gif")
                                + ". Choose another name.");
    }
}
