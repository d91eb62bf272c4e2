package org.chainrule.datasets.images;

import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;

/**
 * The pixels of an image, a byte each, from 0 (dark) to 255.
 *
 * @param channels C: 1 (gray) or 3 (red, green, blue)
 * @param height H, how many rows
 * @param width W, how many columns
 * @param pixels (C, H, W), row-major; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // large, and not written after it was made
public record Image(int channels, int height, int width, byte[] pixels) {
    static final int WHITE = 255;

    /**
     * An image.
     *
     * @throws ChainruleException if the number of pixels is not C·H·W, or not one
     */
    public Image {
        boolean isValid = channels >= 1 && height >= 1 && width >= 1;
        if (!isValid || pixels.length != (long) channels * height * width) {
            throw new ChainruleException(
                    "image",
                    "must have a byte for each channel, row and column",
                    "but %d channels of %d × %d pixels have %d bytes"
                            .formatted(channels, width, height, pixels.length),
                    "Give all pixels, one channel after the other.");
        }
    }

    /** A pixel, from 0 to 255. */
    public int level(int channel, int row, int column) {
        return Byte.toUnsignedInt(pixels[(channel * height + row) * width + column]);
    }

    /** The same with another size: see {@link ResizedExamples} for how. */
    public Image resized(int toHeight, int toWidth) {
        if (toHeight == height && toWidth == width) {
            return this;
        }
        var rows = Resampling.of(height, toHeight);
        var columns = Resampling.of(width, toWidth);
        byte[] to = new byte[channels * toHeight * toWidth];
        float[] plane = new float[height * width];
        float[] small = new float[toHeight * toWidth];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = Byte.toUnsignedInt(pixels[c * plane.length + i]);
            }
            Resampling.plane(rows, columns, plane, 0, small, 0);
            for (int i = 0; i < small.length; i++) {
                to[c * small.length + i] = (byte) Math.round(small[i]);
            }
        }
        return new Image(channels, toHeight, toWidth, to);
    }

    /** The part in the middle that has the proportions of a size. */
    Image middle(int likeHeight, int likeWidth) {
        double scale = Math.min((double) height / likeHeight, (double) width / likeWidth);
        int toHeight = Math.max(1, (int) Math.round(likeHeight * scale));
        int toWidth = Math.max(1, (int) Math.round(likeWidth * scale));
        int top = (height - toHeight) / 2;
        int left = (width - toWidth) / 2;
        byte[] to = new byte[channels * toHeight * toWidth];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < toHeight; y++) {
                System.arraycopy(
                        pixels,
                        (c * height + top + y) * width + left,
                        to,
                        (c * toHeight + y) * toWidth,
                        toWidth);
            }
        }
        return new Image(channels, toHeight, toWidth, to);
    }

    /** What a network takes: (1, C, H, W), from 0 to 1. */
    public NumericArray values() {
        double[] values = new double[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Byte.toUnsignedInt(pixels[i]) / (double) WHITE;
        }
        return NumericArray.of(values, 1, channels, height, width);
    }

    @Override
    public String toString() {
        return "Image[%d channels, %d × %d pixels]".formatted(channels, width, height);
    }
}
