package org.chainrule.datasets.images;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/** Decodes a PNG or JPEG file, after its frame was found whole. */
final class ImageFile {
    private static final long LONGEST = 1L << 30; // bytes of a file
    private static final int SHOWN = 8; // bytes in an error

    /** What libjpeg only warns of, though pixels are lost. */
    private static final Pattern LOSS = Pattern.compile("premature end|bad huffman");

    private final String where;
    private final byte[] bytes;

    private ImageFile(String where, byte[] bytes) {
        this.where = where;
        this.bytes = bytes;
    }

    static Image read(Path file, int channels) {
        BufferedImage decoded = new ImageFile(file.toString(), bytes(file)).decoded();
        return channels == 1 ? gray(decoded) : color(decoded);
    }

    private static byte[] bytes(Path file) {
        String where = file.toString();
        String must = "must be a PNG or JPEG file";
        if (Files.isDirectory(file)) {
            throw new ChainruleException(
                    where, must, "but it is a folder", "Name a file in it, or use ImageFolder.");
        }
        try {
            long size = Files.size(file);
            if (size == 0) {
                throw new ChainruleException(
                        where, must, "but it is empty", "Save or copy it again, or remove it.");
            }
            if (size > LONGEST) {
                throw new ChainruleException(
                        where,
                        "an image file must have at most %d bytes".formatted(LONGEST),
                        "but it has " + size,
                        "Make it smaller.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ChainruleException(
                    where,
                    must,
                    "but there is no such file",
                    "Its full path would be %s.".formatted(file.toAbsolutePath()),
                    e);
        } catch (IOException e) {
            throw new ChainruleException(
                    where,
                    "the file must be readable",
                    "but it is not (" + IoReason.of(e) + ")",
                    "Check its permissions.",
                    e);
        }
    }

    private BufferedImage decoded() {
        if (PngFrame.isPng(bytes)) {
            return decoded("PNG", PngFrame.of(where, bytes));
        }
        if (JpegFrame.isJpeg(bytes)) {
            return decoded("JPEG", JpegFrame.of(where, bytes));
        }
        byte[] first = new byte[Math.min(SHOWN, bytes.length)];
        System.arraycopy(bytes, 0, first, 0, first.length);
        throw new ChainruleException(
                where,
                "must be a PNG or JPEG file",
                "but its first bytes are " + HexFormat.ofDelimiter(" ").formatHex(first),
                "Save it as PNG or JPEG, or move it elsewhere.");
    }

    private BufferedImage decoded(String kind, Frame frame) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(kind).next();
        var warning = new AtomicReference<String>();
        IIOReadWarningListener listener =
                (source, text) -> {
                    if (LOSS.matcher(text.toLowerCase(Locale.ROOT)).find()) {
                        warning.compareAndSet(null, text);
                    }
                };
        BufferedImage image;
        // Reads from memory, without the temporary file that ImageIO would make.
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            reader.addIIOReadWarningListener(listener);
            image = reader.read(0);
        } catch (IOException e) {
            throw undecodable(kind, IoReason.of(e), e);
        } catch (RuntimeException e) { // decoders meet damage in many ways
            throw undecodable(kind, String.valueOf(e.getMessage()), e);
        } finally {
            reader.dispose();
        }
        if (warning.get() != null) {
            throw undecodable(kind, warning.get(), null);
        }
        if (image.getWidth() != frame.width() || image.getHeight() != frame.height()) {
            throw undecodable(kind, "it holds two sizes", null);
        }
        return image;
    }

    private ChainruleException undecodable(String kind, String reason, Exception cause) {
        return new ChainruleException(
                where,
                "must be a whole %s file, gray or in red, green and blue".formatted(kind),
                "but it cannot be decoded (" + reason + ")",
                "Save or copy it again.",
                cause);
    }

    private static boolean isGray(BufferedImage image) {
        var colors = image.getColorModel();
        return colors.getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && !(colors instanceof IndexColorModel);
    }

    /** The stored levels: Java's own conversion would brighten gray, which it takes for linear. */
    private static Image stored(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int greatest = (1 << image.getColorModel().getComponentSize(0)) - 1;
        boolean hasAlpha = image.getColorModel().hasAlpha();
        byte[] pixels = new byte[width * image.getHeight()];
        int[] levels = new int[width];
        int[] alphas = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, levels);
            if (hasAlpha) {
                raster.getSamples(0, y, width, 1, 1, alphas);
            }
            for (int x = 0; x < width; x++) {
                int level = scaled(levels[x], greatest);
                int alpha = hasAlpha ? scaled(alphas[x], greatest) : Image.WHITE;
                pixels[y * width + x] = (byte) onWhite(level, alpha);
            }
        }
        return new Image(1, image.getHeight(), width, pixels);
    }

    private static int scaled(int level, int greatest) {
        return (int) (((long) level * Image.WHITE + greatest / 2) / greatest);
    }

    private static int onWhite(int level, int alpha) {
        return (level * alpha + Image.WHITE * (Image.WHITE - alpha) + Image.WHITE / 2)
                / Image.WHITE;
    }

    private static Image gray(BufferedImage image) {
        if (isGray(image)) {
            return stored(image);
        }
        Image color = color(image);
        int plane = color.height() * color.width();
        byte[] pixels = new byte[plane];
        byte[] from = color.pixels();
        for (int i = 0; i < plane; i++) {
            int red = Byte.toUnsignedInt(from[i]);
            int green = Byte.toUnsignedInt(from[plane + i]);
            int blue = Byte.toUnsignedInt(from[2 * plane + i]);
            pixels[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
        }
        return new Image(1, color.height(), color.width(), pixels);
    }

    private static Image color(BufferedImage image) {
        int width = image.getWidth();
        int plane = width * image.getHeight();
        byte[] pixels = new byte[3 * plane];
        if (isGray(image)) {
            byte[] gray = stored(image).pixels();
            for (int c = 0; c < 3; c++) {
                System.arraycopy(gray, 0, pixels, c * plane, plane);
            }
            return new Image(3, image.getHeight(), width, pixels);
        }
        int[] row = new int[width]; // alpha, red, green, blue
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    int level = (row[x] >> (8 * (2 - c))) & Image.WHITE;
                    pixels[c * plane + y * width + x] = (byte) onWhite(level, row[x] >>> 24);
                }
            }
        }
        return new Image(3, image.getHeight(), width, pixels);
    }
}
