package org.chainrule.datasets.images;

import java.nio.file.Path;
import org.chainrule.dsl.error.ChainruleException;

/**
 * What image files become: gray or in colour, and of which size.
 *
 * <p>PNG and JPEG files are read. Gray is 0.299·red + 0.587·green + 0.114·blue; what is transparent
 * shows white, as on paper. A size is reached by the mean of the pixels that a new one covers, or,
 * where an image grows, on the line between neighbours. A camera's note that an image lies on its
 * side (Exif) is not heeded.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.datasets.images.Fit;
 * import org.chainrule.datasets.images.Image;
 * import org.chainrule.datasets.images.ImageFormat;
 *
 * ImageFormat format = ImageFormat.color().withSize(32, 32).withFit(Fit.CROP);
 * Image photo = format.read(Path.of("cat.jpg")); // (3, 32, 32)
 * }</pre>
 *
 * @param channels 1 (gray) or 3 (colour)
 * @param height how many rows, or 0 for as many as an image has; 0 by default
 * @param width how many columns, or 0 for as many as an image has; 0 by default
 * @param fit what becomes of images of other proportions; they are stretched by default
 */
public record ImageFormat(int channels, int height, int width, Fit fit) {
    private static final int MOST = 10_000; // rows or columns

    /**
     * A format.
     *
     * @throws ChainruleException if there are neither 1 nor 3 channels, or only one side of the
     *     size is given or out of range
     */
    public ImageFormat {
        if (channels != 1 && channels != 3) {
            throw new ChainruleException(
                    "ImageFormat",
                    "there must be 1 channel or 3",
                    "but there are " + channels,
                    "Use ImageFormat.gray() or color().");
        }
        boolean isNone = height == 0 && width == 0;
        boolean isSize = Math.min(height, width) >= 1 && Math.max(height, width) <= MOST;
        if (!isNone && !isSize) {
            throw new ChainruleException(
                    "ImageFormat",
                    "height and width must be from 1 to %d, or both 0".formatted(MOST),
                    "but they are %d and %d".formatted(height, width),
                    "Try 32 and 32.");
        }
    }

    /** One channel, and images of the size that they have. */
    public static ImageFormat gray() {
        return new ImageFormat(1, 0, 0, Fit.STRETCH);
    }

    /** Red, green and blue, and images of the size that they have. */
    public static ImageFormat color() {
        return new ImageFormat(3, 0, 0, Fit.STRETCH);
    }

    /** The same with images brought to a size. */
    public ImageFormat withSize(int rows, int columns) {
        return new ImageFormat(channels, rows, columns, fit);
    }

    /** The same with another treatment of images of other proportions. */
    public ImageFormat withFit(Fit other) {
        return new ImageFormat(channels, height, width, other);
    }

    /** Whether all images are brought to one size. */
    public boolean hasSize() {
        return height > 0;
    }

    /**
     * An image from a file.
     *
     * @throws ChainruleException if the file cannot be read, is neither PNG nor JPEG, is damaged or
     *     cut short, or says that it has more pixels than it or the memory can hold
     */
    public Image read(Path file) {
        Image image = ImageFile.read(file, channels);
        if (!hasSize()) {
            return image;
        }
        return (fit == Fit.CROP ? image.middle(height, width) : image).resized(height, width);
    }
}
