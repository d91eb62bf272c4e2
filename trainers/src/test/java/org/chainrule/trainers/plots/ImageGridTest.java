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
import javax.imageio.ImageIO;
import org.chainrule.datasets.ArrayExamples;
import org.chainrule.datasets.images.DrawnDigits;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageGridTest {
    private static final int GAP = 8; // around each image
    private static final int CELL = 96; // an image of 2×2 pixels is drawn 96 wide

    @TempDir private Path folder;

    private static NumericArray gray(double... pixels) {
        return NumericArray.of(pixels, 1, 2, 2);
    }

    private static Color at(BufferedImage image, int x, int y) {
        return new Color(image.getRGB(x, y));
    }

    /** Black is −1, the least of both images, and white 3, the greatest. */
    @Test
    void imagesShareOneRangeFromBlackToWhite() {
        var grid =
                new ImageGrid(List.of(gray(-1, 1, 3, 0), gray(1, 1, 1, 1)), List.of("a", "b"), 2);
        BufferedImage drawn = grid.image();
        assertThat(at(drawn, GAP + 10, GAP + 10)).isEqualTo(Color.BLACK);
        assertThat(at(drawn, GAP + 80, GAP + 10)).isEqualTo(new Color(128, 128, 128));
        assertThat(at(drawn, GAP + 10, GAP + 80)).isEqualTo(Color.WHITE);
        assertThat(at(drawn, GAP + 80, GAP + 80)).isEqualTo(new Color(64, 64, 64));
        assertThat(at(drawn, 2 * GAP + CELL + 50, GAP + 50)).isEqualTo(new Color(128, 128, 128));
    }

    @Test
    void channelsAreRedGreenAndBlue() {
        var image = NumericArray.of(new double[] {1, 0, 0.2}, 3, 1, 1);
        BufferedImage drawn = new ImageGrid(List.of(image), List.of(""), 1).image();
        assertThat(at(drawn, GAP + 50, GAP + 50)).isEqualTo(new Color(255, 0, 51));
    }

    @Test
    void whatIsNotFiniteIsDrawnAsTheEndOfTheRange() {
        double infinite = Double.POSITIVE_INFINITY;
        var grid = new ImageGrid(List.of(gray(0, infinite, 1, Double.NaN)), List.of(""), 1);
        assertThat(at(grid.image(), GAP + 80, GAP + 10)).isEqualTo(Color.WHITE);
        assertThat(at(grid.image(), GAP + 10, GAP + 80)).isEqualTo(Color.WHITE);
        assertThat(at(grid.image(), GAP + 80, GAP + 80)).isEqualTo(Color.BLACK);
    }

    /** Level images have no range: they are black. */
    @Test
    void levelImagesAreDrawnToo() {
        var grid = new ImageGrid(List.of(gray(2, 2, 2, 2)), List.of(""), 1);
        assertThat(at(grid.image(), GAP + 50, GAP + 50)).isEqualTo(Color.BLACK);
    }

    @Test
    void labelStandsBelowItsImage() {
        List<NumericArray> two = Collections.nCopies(2, gray(0, 1, 1, 0));
        BufferedImage named = new ImageGrid(two, List.of("", "seven"), 2).image();
        assertThat(darkBelow(named, GAP)).isZero();
        assertThat(darkBelow(named, 2 * GAP + CELL)).isGreaterThan(20);
        BufferedImage narrow = new ImageGrid(two, List.of("", "seven"), 1).image();
        assertThat(narrow.getWidth()).isEqualTo(CELL + 2 * GAP);
        assertThat(narrow.getHeight()).isGreaterThan(2 * CELL);
        String endless = "W".repeat(1_000); // the widest letter
        BufferedImage cut = new ImageGrid(two, List.of("", endless), 2).image();
        assertThat(darkBelow(cut, GAP)).isZero(); // nothing runs into the neighbour's place
    }

    private static int darkBelow(BufferedImage drawn, int left) {
        int dark = 0;
        for (int y = GAP + CELL + 1; y < drawn.getHeight(); y++) {
            for (int x = left; x < left + CELL - 10; x++) {
                dark += at(drawn, x, y).getRed() < 128 ? 1 : 0;
            }
        }
        return dark;
    }

    @Test
    void examplesAreLabelledByTheirClassOrNumber() {
        ImageGrid grid = ImageGrid.of(DrawnDigits.inStrokes().examples(25, 1), 12);
        assertThat(grid.images()).hasSize(12);
        assertThat(grid.labels())
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "1");
        assertThat(grid.columns()).isEqualTo(10);
        assertThat(grid.withColumns(4).columns()).isEqualTo(4);
        var numbers =
                new ArrayExamples(
                        "n", new long[] {1, 1, 1}, new float[1], new double[] {1 / 3.0}, List.of());
        assertThat(ImageGrid.of(numbers, 5).labels()).containsExactly("0.3333");
        assertThat(ImageGrid.of(numbers, 5).withLabels(List.of("a")).labels()).containsExactly("a");
    }

    @Test
    void isWrittenAsPng() throws IOException {
        Path file = folder.resolve("digits.png");
        ImageGrid grid = ImageGrid.of(DrawnDigits.inStrokes().examples(10, 1), 10);
        grid.write(file);
        BufferedImage read = ImageIO.read(file.toFile());
        assertThat(read.getWidth()).isEqualTo(10 * (CELL + GAP) + GAP);
        assertThat(read.getRGB(50, 50)).isEqualTo(grid.image().getRGB(50, 50));
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void imagesMustBeAlikeAndHaveLabels() {
        assertThatThrownBy(() -> new ImageGrid(List.of(gray(1, 2, 3, 4)), List.of(), 1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "image grid: there must be an image, a label for each, and a column, but"
                                + " found 1, 0 and 1. Give as many labels as images.");
        var flat = NumericArray.of(new double[4], 2, 2);
        assertThatThrownBy(() -> new ImageGrid(List.of(flat), List.of("a"), 1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "image grid: all images must be (1, height, width) or (3, height, width),"
                                + " and alike, but found [2, 2] and [2, 2]. Bring them to one"
                                + " shape.");
    }
}
