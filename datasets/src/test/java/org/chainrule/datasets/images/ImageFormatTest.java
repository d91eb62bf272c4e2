package org.chainrule.datasets.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFormatTest {
    private static final int JPEG_LOSS = 6; // levels, at high quality of a smooth image

    @TempDir private Path folder;

    private Path file(BufferedImage image, String format) throws IOException {
        return Files.write(folder.resolve("a." + format), Pictures.encoded(image, format));
    }

    private static BufferedImage ofType(int type, int width, int height) {
        return new BufferedImage(width, height, type);
    }

    @Test
    void colorsAreThoseOfTheFile() throws IOException {
        Image image = ImageFormat.color().read(file(Pictures.slope(9, 7), "png"));
        assertThat(image).hasToString("Image[3 channels, 9 × 7 pixels]");
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < 9; x++) {
                assertThat(image.level(0, y, x)).isEqualTo(10 * x);
                assertThat(image.level(1, y, x)).isEqualTo(20 * y);
                assertThat(image.level(2, y, x)).isEqualTo(200 - 5 * x - 5 * y);
            }
        }
    }

    @Test
    void jpegIsReadInColorAndGray() throws IOException {
        var flat = ofType(BufferedImage.TYPE_INT_RGB, 16, 16);
        for (int i = 0; i < 256; i++) {
            flat.setRGB(i % 16, i / 16, new Color(200, 100, 50).getRGB());
        }
        Image color = ImageFormat.color().read(file(flat, "jpeg"));
        assertThat(color.level(0, 8, 8)).isBetween(200 - JPEG_LOSS, 200 + JPEG_LOSS);
        assertThat(color.level(1, 8, 8)).isBetween(100 - JPEG_LOSS, 100 + JPEG_LOSS);
        assertThat(color.level(2, 8, 8)).isBetween(50 - JPEG_LOSS, 50 + JPEG_LOSS);
        int expected = 124; // 0.299·200 + 0.587·100 + 0.114·50 = 124.2
        assertThat(ImageFormat.gray().read(file(flat, "jpeg")).level(0, 8, 8))
                .isBetween(expected - JPEG_LOSS, expected + JPEG_LOSS);
    }

    /** Java's own conversion of a gray image gives 188 for a level of 128. */
    @Test
    void grayLevelsAreThoseOfTheFile() throws IOException {
        Path png = Pictures.gray(folder.resolve("gray.png"), 3, 2, 128);
        assertThat(ImageFormat.gray().read(png).level(0, 1, 2)).isEqualTo(128);
        Image color = ImageFormat.color().read(png);
        assertThat(color.level(0, 0, 0)).isEqualTo(128);
        assertThat(color.level(2, 1, 1)).isEqualTo(128);
        Path jpeg = Pictures.gray(folder.resolve("gray.jpg"), 8, 8, 128);
        assertThat(ImageFormat.gray().read(jpeg).level(0, 4, 4)).isBetween(127, 129);
    }

    @Test
    void deepGrayKeepsItsUpperBits() throws IOException {
        var deep = ofType(BufferedImage.TYPE_USHORT_GRAY, 3, 1);
        deep.getRaster().setSample(0, 0, 0, 0);
        deep.getRaster().setSample(1, 0, 0, 65_535);
        deep.getRaster().setSample(2, 0, 0, 257 * 77);
        Image image = ImageFormat.gray().read(file(deep, "png"));
        assertThat(image.level(0, 0, 0)).isZero();
        assertThat(image.level(0, 0, 1)).isEqualTo(255);
        assertThat(image.level(0, 0, 2)).isEqualTo(77);
    }

    @Test
    void imagesOfOneBitAreBlackAndWhite() throws IOException {
        var bits = ofType(BufferedImage.TYPE_BYTE_BINARY, 10, 1);
        bits.setRGB(3, 0, 0xFFFFFF);
        Image image = ImageFormat.gray().read(file(bits, "png"));
        assertThat(image.level(0, 0, 3)).isEqualTo(255);
        assertThat(image.level(0, 0, 4)).isZero();
    }

    @Test
    void whatIsTransparentShowsWhite() throws IOException {
        var clear = ofType(BufferedImage.TYPE_INT_ARGB, 3, 1);
        clear.setRGB(0, 0, 0x00FF0000);
        clear.setRGB(1, 0, 0xFFFF0000);
        clear.setRGB(2, 0, 0x80000000);
        Image image = ImageFormat.color().read(file(clear, "png"));
        assertThat(image.level(0, 0, 0)).isEqualTo(255);
        assertThat(image.level(1, 0, 0)).isEqualTo(255);
        assertThat(image.level(1, 0, 1)).isZero();
        assertThat(image.level(1, 0, 2)).isEqualTo(127);
    }

    @Test
    void grayMayBeTransparentToo() throws IOException {
        var colors =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_GRAY),
                        true,
                        false,
                        Transparency.TRANSLUCENT,
                        DataBuffer.TYPE_BYTE);
        WritableRaster raster = colors.createCompatibleWritableRaster(2, 1);
        raster.setPixel(0, 0, new int[] {100, 255});
        raster.setPixel(1, 0, new int[] {100, 0});
        Image image =
                ImageFormat.gray()
                        .read(file(new BufferedImage(colors, raster, false, null), "png"));
        assertThat(image.level(0, 0, 0)).isEqualTo(100);
        assertThat(image.level(0, 0, 1)).isEqualTo(255);
    }

    /** 8×4 pixels to 2×2: stretched they are means of 4×2, cropped those of the middle's 2×2. */
    @Test
    void otherProportionsAreStretchedOrCropped() throws IOException {
        Path png = file(Pictures.slope(8, 4), "png");
        Image stretched = ImageFormat.color().withSize(2, 2).read(png);
        assertThat(stretched.level(0, 0, 0)).isEqualTo(15); // of 0, 10, 20, 30
        assertThat(stretched.level(0, 1, 1)).isEqualTo(55);
        Image cropped = ImageFormat.color().withSize(2, 2).withFit(Fit.CROP).read(png);
        assertThat(cropped.level(0, 0, 0)).isEqualTo(25); // of 20, 30
        assertThat(cropped.level(0, 0, 1)).isEqualTo(45);
        assertThat(cropped.level(1, 1, 0)).isEqualTo(50); // of 40, 60
    }

    @Test
    void valuesGoFromZeroToOne() throws IOException {
        Path png = Pictures.gray(folder.resolve("gray.png"), 2, 3, 51);
        var values = ImageFormat.gray().read(png).values();
        assertThat(values.sizes()).containsExactly(1, 1, 3, 2);
        assertThat(values.at(0, 0, 2, 1)).isEqualTo(0.2);
    }

    @Test
    void formatsMustBePossible() {
        assertThatThrownBy(() -> ImageFormat.gray().withSize(0, 5))
                .hasMessage(
                        "ImageFormat: height and width must be from 1 to 10000, or both 0, but they"
                                + " are 0 and 5. Try 32 and 32.");
        assertThatThrownBy(() -> new ImageFormat(2, 0, 0, Fit.CROP))
                .hasMessage(
                        "ImageFormat: there must be 1 channel or 3, but there are 2. Use"
                                + " ImageFormat.gray() or color().");
        assertThatThrownBy(() -> new Image(1, 2, 2, new byte[3]))
                .hasMessage(
                        "image: must have a byte for each channel, row and column, but 1 channels"
                                + " of 2 × 2 pixels have 3 bytes. Give all pixels, one channel"
                                + " after the other.");
    }
}
