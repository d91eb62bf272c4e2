package org.chainrule.dsl.graph;

/**
 * How windows lie along an axis of length n, which is padded by {@code before} and {@code after}:
 * the first begins at the padding, each next one {@code stride} further, and each takes {@code
 * size} elements that are {@code dilation} apart.
 *
 * <p>Their count is m = ⌊(n + before + after − dilation·(size − 1) − 1)/stride⌋ + 1.
 *
 * @param size k, how many elements a window takes
 * @param stride s, how far apart windows begin
 * @param before how many elements are put before the axis
 * @param after how many elements are put behind it
 * @param dilation d, how far apart the elements of a window are
 */
public record Window(long size, long stride, long before, long after, long dilation) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a size, a stride or a dilation is less than 1, or a
     *     padding less than 0
     */
    public Window {
        requireAtLeast(1, size, "size");
        requireAtLeast(1, stride, "stride");
        requireAtLeast(0, Math.min(before, after), "padding");
        requireAtLeast(1, dilation, "dilation");
    }

    private static void requireAtLeast(long least, long number, String what) {
        if (number < least) {
            throw new IllegalArgumentException(
                    "the " + what + " of a window must be " + least + " or more, found " + number);
        }
    }

    /** Windows of this size at every place of an axis without padding. */
    public Window(long size) {
        this(size, 1, 0, 0, 1);
    }

    /** The same with another size. */
    public Window withSize(long other) {
        return new Window(other, stride, before, after, dilation);
    }

    /** The same with another stride. */
    public Window withStride(long other) {
        return new Window(size, other, before, after, dilation);
    }

    /** The same with this padding on both sides. */
    public Window withPadding(long both) {
        return withPadding(both, both);
    }

    /** The same with these paddings. */
    public Window withPadding(long first, long last) {
        return new Window(size, stride, first, last, dilation);
    }

    /** The same with another dilation. */
    public Window withDilation(long other) {
        return new Window(size, stride, before, after, other);
    }

    /** How many elements lie between the first and the last that a window takes, both included. */
    public long span() {
        return dilation * (size - 1) + 1;
    }

    /** Whether as many elements are put before the axis as behind it. */
    public boolean isEven() {
        return before == after;
    }

    /** The axis of the windows along an axis, m long. */
    public Dim count(Dim axis) {
        Dim padded = axis.plus(before + after);
        if (!padded.isOpen() && padded.size() < span()) {
            throw new IllegalArgumentException(
                    "a window must fit its padded axis, but "
                            + span()
                            + " does not fit "
                            + padded.size());
        }
        return padded.plus(stride - span()).over(stride);
    }

    /**
     * The same with so much padding behind that the last elements of an axis lie in a window too,
     * unless it would begin behind them.
     */
    public Window covering(Dim axis) {
        long n = axis.fixed();
        long count = -Math.floorDiv(span() - n - before - after, stride) + 1;
        long used = (count - 1) * stride >= n + before ? count - 1 : count;
        long needed = (used - 1) * stride + span() - n - before;
        return withPadding(before, Math.max(after, needed));
    }

    /** How many elements of the padded axis lie behind the last window; less than the stride. */
    public long rest(Dim axis) {
        return stride == 1 ? 0 : (axis.fixed() + before + after - span()) % stride;
    }

    /**
     * The axis that windows are taken from, without padding: (m − 1)·stride + span − before − after
     * + rest.
     *
     * @param count the axis of the windows, m long
     * @param rest how many elements lie behind the last window
     */
    public Dim reach(Dim count, long rest) {
        return count.times(stride).plus(span() - stride - before - after + rest);
    }
}
