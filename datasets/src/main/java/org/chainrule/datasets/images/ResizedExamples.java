package org.chainrule.datasets.images;

import java.util.SplittableRandom;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Images (C, H, W) with another size, computed whenever one is taken. Along an axis that shrinks,
 * each pixel is the mean of those that it covers; along one that grows, it lies on the line between
 * its two neighbours (bilinear).
 *
 * <pre>{@code
 * import org.chainrule.datasets.Examples;
 * import org.chainrule.datasets.images.DrawnDigits;
 * import org.chainrule.datasets.images.ResizedExamples;
 *
 * Examples digits = DrawnDigits.inStrokes().examples(100, 1); // (1, 28, 28)
 * Examples small = new ResizedExamples(digits, 14, 14); // (1, 14, 14)
 * }</pre>
 */
public final class ResizedExamples implements ChangedExamples {
    private final Examples all;
    private final int channels;
    private final Resampling rows;
    private final Resampling columns;

    /**
     * Images brought to a size.
     *
     * @param all the images
     * @param height how many rows they shall have
     * @param width how many columns
     * @throws ChainruleException if the size is not 1 × 1 or more, or the examples are no images
     */
    public ResizedExamples(Examples all, int height, int width) {
        this.all = all;
        channels = Standardization.channels(all);
        if (height < 1 || width < 1) {
            throw new ChainruleException(
                    "ResizedExamples",
                    "height and width must be 1 or more",
                    "but they are %d and %d".formatted(height, width),
                    "Try 32 and 32.");
        }
        rows = Resampling.of((int) all.shape()[1], height);
        columns = Resampling.of((int) all.shape()[2], width);
    }

    @Override
    public Examples all() {
        return all;
    }

    @Override
    public long[] shape() {
        return new long[] {channels, rows.to(), columns.to()};
    }

    @Override
    public void copy(int index, SplittableRandom draws, float[] to, int offset) {
        float[] one = new float[all.size()];
        all.copy(index, draws, one, 0);
        for (int c = 0; c < channels; c++) {
            Resampling.plane(
                    rows,
                    columns,
                    one,
                    c * rows.from() * columns.from(),
                    to,
                    offset + c * rows.to() * columns.to());
        }
    }
}
