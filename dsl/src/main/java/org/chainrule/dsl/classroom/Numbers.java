package org.chainrule.dsl.classroom;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.dsl.eval.NumericArray;

/** Numbers as a reader wants them: six digits, no zeros at the end. */
final class Numbers {
    private static final MathContext DIGITS = new MathContext(6);

    private Numbers() {}

    static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        return size < 1e-4 || size >= 1e9 ? rounded.toString() : rounded.toPlainString();
    }

    /** In nested brackets. */
    static String text(NumericArray array) {
        return text(array.values(), array.sizes(), 0, 0);
    }

    private static String text(double[] values, long[] sizes, int axis, int place) {
        if (axis == sizes.length) {
            return text(values[place]);
        }
        int length = (int) sizes[axis];
        return IntStream.range(0, length)
                .mapToObj(i -> text(values, sizes, axis + 1, place * length + i))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
