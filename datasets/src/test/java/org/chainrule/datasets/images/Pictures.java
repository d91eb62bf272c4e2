package org.chainrule.datasets.images;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Image files for tests. */
final class Pictures {
    private Pictures() {}

    /** Colours that go from left to right, from top to bottom, and against both. */
    static BufferedImage slope(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, ((10 * x) << 16) | ((20 * y) << 8) | (200 - 5 * x - 5 * y));
            }
        }
        return image;
    }

    static byte[] encoded(BufferedImage image, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var memory = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(image, format, memory)) {
                throw new IOException("no writer of " + format);
            }
        }
        return out.toByteArray();
    }

    /** A gray image of one level. */
    static Path gray(Path file, int width, int height, int level) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < width * height; i++) {
            image.getRaster().setSample(i % width, i / width, 0, level);
        }
        Files.createDirectories(file.getParent());
        String name = file.toString();
        return Files.write(file, encoded(image, name.substring(name.lastIndexOf('.') + 1)));
    }

    /** A PNG whose header says another size, with a checksum that is right. */
    static byte[] lying(byte[] png, int width, int height) {
        byte[] other = png.clone();
        ByteBuffer.wrap(other).putInt(16, width).putInt(20, height);
        var sum = new CRC32();
        sum.update(other, 12, 17);
        ByteBuffer.wrap(other).putInt(29, (int) sum.getValue());
        return other;
    }
}
