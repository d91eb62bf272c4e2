package org.chainrule.notebooks.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.symbolic.Derivation;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Notation;
import org.chainrule.trainers.History;
import org.chainrule.trainers.Progress;
import org.chainrule.trainers.Run;
import org.chainrule.trainers.plots.FunctionPlot;
import org.chainrule.trainers.plots.HeatMap;
import org.junit.jupiter.api.Test;

/** Plots, images and runs as pictures. */
class PicturesTest {
    private static final Derivation X_SQUARED =
            Derivation.of(Expression.parse("x^2"), "x", 1, Notation.LAGRANGE);
    private static final NumericArray MATRIX =
            NumericArray.of(new double[] {0.5, -1, 2, 0.25}, 2, 2);

    @Test
    void plotIsAPictureOfTwoPixelsForEachOfThePage() throws IOException {
        Bundle bundle = Views.of(new FunctionPlot(X_SQUARED, Optional.empty()));
        assertThat(bundle.text()).isEqualTo("[plot] f(x) = x²: f(x) = x²; f′(x) = 2x");
        assertThat(bundle.width()).isEqualTo(640);
        byte[] png = Base64.getDecoder().decode(bundle.rich().get(Bundle.PNG));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1_280);
        assertThat(png.length).isLessThan(60_000);
    }

    @Test
    void cornersStayClearWhereThereAreMoreColoursThanAPaletteHolds() {
        var many = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 10_000; i++) {
            many.setRGB(i % 100, i / 100, 0xFF000000 | i % 5_000 * 7);
        }
        many.setRGB(0, 0, 0);
        BufferedImage indexed = IndexedPng.of(many);
        assertThat(indexed.getRGB(0, 0) >>> 24).isZero();
        assertThat(indexed.getRGB(99, 99) >>> 24).isEqualTo(255);
    }

    @Test
    void imageIsShownAsItIs() {
        Bundle bundle = Views.of(new BufferedImage(28, 20, BufferedImage.TYPE_BYTE_GRAY));
        assertThat(bundle.text()).isEqualTo("[image] 28 × 20 pixels");
        assertThat(bundle.width()).isEqualTo(28);
    }

    @Test
    void historyIsTheCurveOfTheLoss() {
        History history = new History();
        assertThat(Views.of(history)).isEqualTo(Bundle.of("Loss"));
        history.stepped(new Progress(1, 2, 0.5, 0.1, 1, 10));
        history.stepped(new Progress(2, 2, 0.25, 0.1, 1, 10));
        history.validated(2, 0.3);
        assertThat(Views.of(history).text()).isEqualTo("[plot] Loss: training; validation");
    }

    @Test
    void runIsTheCurveOfItsLossUnderWhatItCameTo() {
        History history = new History();
        history.stepped(new Progress(1, 2, 0.5, 0.1, 1, 10));
        history.validated(1, 0.3);
        Bundle whole = Views.of(new Run(null, null, history, 1_200, true, 0.3, 0));
        assertThat(whole.text())
                .isEqualTo("[plot] 1,200 steps, validation loss 0.3000: training; validation");
        assertThat(whole.rich()).containsOnlyKeys(Bundle.PNG);
        Run stopped = new Run(null, null, new History(), 7, false, Double.NaN, 0);
        assertThat(Views.of(stopped)).isEqualTo(Bundle.of("7 steps, stopped early"));
    }

    @Test
    void plotIsAWhiteCardWithRoundCorners() throws IOException {
        Bundle bundle = Views.of(new FunctionPlot(X_SQUARED, Optional.empty()));
        byte[] png = Base64.getDecoder().decode(bundle.rich().get(Bundle.PNG));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getRGB(0, 0) >>> 24).as("the page shows at a corner").isZero();
        assertThat(image.getRGB(20, 20)).isEqualTo(Color.WHITE.getRGB());
        for (int x = 40; x < image.getWidth() - 40; x++) {
            assertThat(image.getRGB(x, image.getHeight() - 1) >>> 24).isGreaterThan(128);
        }
    }

    @Test
    void smallMapIsNotBlownUp() {
        var map = new HeatMap("map", MATRIX, List.of("a", "b"), List.of("c", "d"));
        assertThat(Views.of(map).width()).isLessThan(400);
    }
}
