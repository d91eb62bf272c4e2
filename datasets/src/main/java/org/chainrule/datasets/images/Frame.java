package org.chainrule.datasets.images;

import org.chainrule.dsl.error.ChainruleException;

/**
 * The size of an image, as the header of its file says.
 *
 * @param width how many columns of pixels
 * @param height how many rows
 */
record Frame(int width, int height) {
    private static final long MOST_PIXELS = 100_000_000;
    private static final int BYTES_PER_PIXEL = 16; // of decoding: 8 of a deep one, and copies

    /**
     * Checks a size before anything of it is allocated.
     *
     * @param kind of the file, such as PNG
     * @param holds the most pixels that the file has room for
     * @throws ChainruleException if there is no pixel, or more than the file or memory can hold
     */
    static Frame of(String where, String kind, int width, int height, long holds) {
        if (width <= 0 || height <= 0) {
            throw broken(where, kind, "its header says %s pixels".formatted(shown(width, height)));
        }
        long pixels = (long) width * height;
        if (pixels > holds) {
            throw broken(
                    where,
                    kind,
                    "its header says %s pixels, more than its data can hold"
                            .formatted(shown(width, height)));
        }
        long most = Math.min(MOST_PIXELS, Runtime.getRuntime().maxMemory() / BYTES_PER_PIXEL);
        if (pixels > most) {
            throw new ChainruleException(
                    where,
                    "an image must have at most %d pixels".formatted(most),
                    "but its header says " + shown(width, height),
                    "Make it smaller, or give Java more memory (-Xmx) where that is the limit.");
        }
        return new Frame(width, height);
    }

    private static String shown(int width, int height) {
        return "%d × %d".formatted(Integer.toUnsignedLong(width), Integer.toUnsignedLong(height));
    }

    /** A file that is damaged or cut short. */
    static ChainruleException broken(String where, String kind, String found) {
        return new ChainruleException(
                where,
                "must be a whole %s file".formatted(kind),
                "but " + found,
                "Save or copy it again.");
    }
}
