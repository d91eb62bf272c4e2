package org.chainrule.notebooks.display;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Numbers that stand below each other, all with the same decimals: as many as give the greatest of
 * them six digits, without zeros that all of them end in. Where one would lose its digits so, each
 * is written by itself.
 */
final class Decimals {
    private static final int DIGITS = 6;
    private static final double LARGE = 1e9;
    private static final double SMALL = 1e-4;

    /** Beside the greatest number, less than this is what rounding leaves of 0. */
    private static final double ROUNDING = 1e-14;

    private Decimals() {}

    /** The numbers in their order; one that is not a number is left empty. */
    static List<String> column(double... values) {
        double greatest = finite(values).map(Math::abs).max().orElse(0);
        boolean areWhole = finite(values).allMatch(value -> value == Math.rint(value));
        int most = areWhole ? 0 : DIGITS - 1 - (int) Math.floor(Math.log10(greatest));
        double least = Math.pow(10, 1 - most); // has two digits
        boolean keepDigits = finite(values).map(Math::abs).allMatch(v -> v == 0 || v >= least);
        boolean areAlike = greatest < LARGE && (areWhole || (greatest >= SMALL && keepDigits));
        if (!areAlike) {
            return Arrays.stream(values).mapToObj(Decimals::single).toList();
        }
        int decimals =
                finite(values)
                        .mapToInt(value -> rounded(value, most).stripTrailingZeros().scale())
                        .reduce(0, Math::max);
        return Arrays.stream(values)
                .mapToObj(
                        value ->
                                Double.isFinite(value)
                                        ? rounded(value, decimals).toPlainString()
                                        : single(value))
                .toList();
    }

    /** Numbers that were computed, where rounding may stand for 0. */
    static List<String> computed(double... values) {
        double least = ROUNDING * finite(values).map(Math::abs).max().orElse(0);
        return column(Arrays.stream(values).map(v -> Math.abs(v) < least ? 0 : v).toArray());
    }

    /** One number, with six digits. */
    static String single(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "" : value > 0 ? "∞" : "-∞";
        }
        if (value == Math.rint(value) && Math.abs(value) < LARGE) {
            return rounded(value, 0).toPlainString();
        }
        String text = String.format(Locale.ROOT, "%." + DIGITS + "g", value);
        if (text.contains("e")) {
            return text.replaceAll("\\.?0+e", "e");
        }
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(Math.max(0, decimals), RoundingMode.HALF_UP);
    }

    private static DoubleStream finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite);
    }
}
