package org.chainrule.dsl.eval;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Numbers in rows along any number of axes, in 64 bits. It never changes.
 *
 * <p>Whole numbers and truth values (1 or 0) are held as real ones, exactly up to 2⁵³.
 */
public final class NumericArray {
    private final double[] values;
    private final long[] sizes;

    private NumericArray(double[] values, long[] sizes) {
        this.values = values;
        this.sizes = sizes;
    }

    /**
     * An array of a copy of these numbers.
     *
     * @param values the numbers, the last axis varying fastest
     * @param sizes the length of each axis; none for a single number
     * @throws IllegalArgumentException where the sizes do not multiply to the count of the numbers
     */
    public static NumericArray of(double[] values, long... sizes) {
        return owning(values.clone(), sizes.clone());
    }

    /** A single number, which has no axes. */
    public static NumericArray scalar(double value) {
        return owning(new double[] {value});
    }

    /** The same number everywhere. */
    public static NumericArray filled(double value, long... sizes) {
        double[] values = new double[count(sizes)];
        Arrays.fill(values, value);
        return owning(values, sizes.clone());
    }

    /** An array that takes the numbers over. */
    static NumericArray owning(double[] values, long... sizes) {
        if (count(sizes) != values.length) {
            throw new IllegalArgumentException(
                    "the sizes of an array must multiply to how many numbers it holds, but found "
                            + Arrays.toString(sizes)
                            + " and "
                            + values.length);
        }
        return new NumericArray(values, sizes);
    }

    /** How many numbers an array of these sizes holds. */
    static int count(long... sizes) {
        return Math.toIntExact(Arrays.stream(sizes).reduce(1, Math::multiplyExact));
    }

    /** How many axes. */
    public int rank() {
        return sizes.length;
    }

    /** The length of an axis; −1 is the last. */
    public int size(int axis) {
        return (int) sizes[axis < 0 ? axis + rank() : axis];
    }

    /** The length of each axis. */
    public long[] sizes() {
        return sizes.clone();
    }

    /** How many numbers. */
    public int count() {
        return values.length;
    }

    /** A copy of the numbers, the last axis varying fastest. */
    public double[] values() {
        return values.clone();
    }

    /** The number at a place among {@link #values()}. */
    double value(int place) {
        return values[place];
    }

    /** The number at an index along each axis. */
    public double at(int... index) {
        if (index.length != rank()) {
            throw new IllegalArgumentException(
                    "an index must name each axis, but found "
                            + Arrays.toString(index)
                            + " for sizes "
                            + Arrays.toString(sizes));
        }
        int place = 0;
        for (int axis = 0; axis < index.length; axis++) {
            place = place * size(axis) + Objects.checkIndex(index[axis], size(axis));
        }
        return values[place];
    }

    /** The number that an array of just one holds. */
    public double item() {
        if (values.length != 1) {
            throw new IllegalStateException(
                    "an array of one number is needed, but it holds " + values.length);
        }
        return values[0];
    }

    /** A copy with another number at a place among {@link #values()}. */
    public NumericArray with(int place, double value) {
        double[] changed = values.clone();
        changed[place] = value;
        return new NumericArray(changed, sizes);
    }

    /** A copy with something added to the number at a place among {@link #values()}. */
    public NumericArray moved(int place, double by) {
        return with(place, values[place] + by);
    }

    /** The numbers without what stands behind the point, the last axis varying fastest. */
    public long[] wholeValues() {
        return Arrays.stream(values).mapToLong(value -> (long) value).toArray();
    }

    /** The same numbers along other axes. */
    public NumericArray reshaped(long... others) {
        return owning(values, others.clone());
    }

    /** A function of each number. */
    public NumericArray map(DoubleUnaryOperator function) {
        return new NumericArray(Arrays.stream(values).map(function).toArray(), sizes);
    }

    /** A function of the numbers of two arrays, each repeated to fit the other. */
    NumericArray zip(NumericArray other, DoubleBinaryOperator function) {
        long[] joined = Layout.broadcast(sizes, other.sizes);
        NumericArray left = expanded(joined);
        NumericArray right = other.expanded(joined);
        double[] results = new double[left.values.length];
        for (int i = 0; i < results.length; i++) {
            results[i] = function.applyAsDouble(left.values[i], right.values[i]);
        }
        return new NumericArray(results, joined);
    }

    /** Repeated along axes of length 1 and along new ones in front. */
    NumericArray expanded(long... others) {
        return Arrays.equals(sizes, others) ? this : picked(layout().expanded(others));
    }

    /** How its own numbers lie. */
    Layout layout() {
        return Layout.dense(sizes);
    }

    /** The numbers that lie at the places of a layout. */
    NumericArray picked(Layout layout) {
        double[] results = Arrays.stream(layout.places()).mapToDouble(i -> values[i]).toArray();
        return new NumericArray(results, layout.sizes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumericArray array
                && Arrays.equals(sizes, array.sizes)
                && Arrays.equals(values, array.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(sizes) + Arrays.hashCode(values);
    }

    /** The numbers in nested brackets. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        write(text, 0, 0);
        return text.toString();
    }

    private void write(StringBuilder text, int axis, int place) {
        if (axis == rank()) {
            text.append(values[place]);
            return;
        }
        text.append('[');
        for (int i = 0; i < size(axis); i++) {
            text.append(i == 0 ? "" : ", ");
            write(text, axis + 1, place * size(axis) + i);
        }
        text.append(']');
    }
}
