package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.chainrule.trainers.metrics.ConfusionMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfusionPlotTest {
    private static final int CELL = 90; // of few classes

    private static ConfusionMatrix twoThirdsRight() {
        int[] actual = {0, 0, 0, 1, 1, 1};
        int[] predicted = {0, 0, 1, 1, 1, 1};
        return ConfusionMatrix.of(List.of("cat", "dog"), actual, predicted);
    }

    /** The colour of a square, beside the number in its middle. */
    private static int color(BufferedImage image, int row, int column) {
        int left = image.getWidth() - 16 - 2 * CELL;
        int top = image.getHeight() - 16 - 2 * CELL;
        return image.getRGB(left + column * CELL + 8, top + row * CELL + 8) & 0xFFFFFF;
    }

    @Test
    void squareIsTheDarkerTheGreaterItsShareOfTheRow() {
        BufferedImage image = new ConfusionPlot(twoThirdsRight()).image();
        assertThat(color(image, 1, 1)).isEqualTo(Picture.BLUE.getRGB() & 0xFFFFFF);
        assertThat(color(image, 1, 0)).isEqualTo(0xFFFFFF);
        // 2/3 of the way from white to blue, and 1/3 from white to vermilion.
        assertThat(color(image, 0, 0)).isEqualTo(0x55A1CC);
        assertThat(color(image, 0, 1)).isEqualTo(0xF1C9AA);
    }

    @Test
    void classThatNeverOccursIsWhite() {
        ConfusionMatrix matrix =
                ConfusionMatrix.of(List.of("cat", "dog"), new int[] {0}, new int[] {0});
        BufferedImage image = new ConfusionPlot(matrix).image();
        assertThat(color(image, 1, 0)).isEqualTo(0xFFFFFF);
        assertThat(color(image, 1, 1)).isEqualTo(0xFFFFFF);
    }

    @Test
    void manyClassesStillFit(@TempDir Path folder) throws IOException {
        int count = 60;
        int[] all = IntStream.range(0, count).toArray();
        List<String> labels =
                IntStream.of(all).mapToObj(i -> "a class with a long name " + i).toList();
        Path file = folder.resolve("confusion.png");
        new ConfusionPlot(ConfusionMatrix.of(labels, all, all)).write(file);
        assertThat(ImageIO.read(file.toFile()).getHeight()).isBetween(60 * 14, 1_200);
    }
}
