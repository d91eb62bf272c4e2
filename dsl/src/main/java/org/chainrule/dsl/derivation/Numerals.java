package org.chainrule.dsl.derivation;

import java.math.BigDecimal;
import org.chainrule.dsl.notation.Formula;

/**
 * Numbers as formulas: 0.5 is 1/2, 0.3989422804014327 is 1/√(2π), 9007199254740992 is 2⁵³. A closed
 * form is shown only where it is the nearest 64-bit number, or for 10⁻¹² and its like the nearest
 * 32-bit number, so what is read is what is computed.
 */
final class Numerals {
    private static final int GREATEST_DENOMINATOR = 64;
    private static final double LARGE = 1e6;
    private static final double SMALL = 1e-2;
    private static final int LONG_POWER = 20; // 2²⁰ and more has too many digits to be recognized
    private static final double WHOLE = 1L << 53; // up to here 64 bits hold each whole number

    /** ln √(2π), as in the log density of the normal distribution, once for each number. */
    private static final double LOG_ROOT = 0.5 * Math.log(2 * Math.PI);

    private Numerals() {}

    static Formula of(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? Formula.symbol("∞") : Formula.negative(Formula.symbol("∞"));
        }
        if (value < 0) {
            return Formula.negative(of(-value));
        }
        long ten = Math.round(Math.log10(value));
        double tenth = Double.parseDouble("1e" + ten);
        if (value > 0 && value < SMALL && (value == tenth || value == (float) tenth)) {
            return power(10, ten);
        }
        int two = Math.getExponent(value);
        if (Math.abs(two) >= LONG_POWER && value == Math.scalb(1.0, two)) {
            return power(2, two);
        }
        for (int denominator = 1; denominator <= GREATEST_DENOMINATOR; denominator++) {
            double numerator = Math.rint(value * denominator);
            if (numerator / denominator == value && numerator < LARGE) {
                return over(whole(numerator), denominator == 1 ? null : whole(denominator));
            }
        }
        double normals = Math.rint(value / LOG_ROOT);
        if (value > 0 && normals * LOG_ROOT == value && normals <= GREATEST_DENOMINATOR) {
            Formula log = Formula.function("ln", rooted(2, "π"));
            return normals == 1 ? log : Formula.product("·", whole(normals), log);
        }
        Formula root = root(value);
        return root == null ? Formula.number(BigDecimal.valueOf(value).toPlainString()) : root;
    }

    /** √(p/q), √(p·π/q) or √(p/(q·π)), for small p and q; null where it is none of them. */
    private static Formula root(double value) {
        for (int q = 1; q <= GREATEST_DENOMINATOR; q++) {
            double p = Math.rint(value * value * q);
            if (isNearest(p / q, value)) {
                return root(p, "", q, "");
            }
            double withPi = Math.rint(value * value * q * Math.PI);
            if (isNearest(withPi / (q * Math.PI), value)) {
                return root(withPi, "", q, "π");
            }
        }
        double inverse = Math.rint(1 / (value * value));
        return isNearest(1 / inverse, value) ? root(1, "", inverse, "") : null;
    }

    private static boolean isNearest(double square, double value) {
        return square > 1 / WHOLE
                && square < WHOLE
                && Math.abs(Math.sqrt(square) - value) <= Math.ulp(value);
    }

    private static Formula root(double p, String pTimes, double q, String qTimes) {
        Formula over = rooted(p, pTimes);
        boolean isWhole = q == 1 && qTimes.isEmpty();
        return over(over, isWhole ? null : rooted(q, qTimes));
    }

    private static Formula rooted(double factor, String symbol) {
        double root = Math.sqrt(factor);
        if (symbol.isEmpty()) {
            return root == Math.rint(root) ? whole(root) : Formula.root(whole(factor));
        }
        Formula pi = Formula.symbol(symbol);
        return root == Math.rint(root)
                ? times(root, Formula.root(pi))
                : Formula.root(times(factor, pi));
    }

    private static Formula times(double factor, Formula formula) {
        return factor == 1 ? formula : Formula.product("", whole(factor), formula);
    }

    private static Formula over(Formula over, Formula under) {
        return under == null ? over : Formula.fraction(over, under);
    }

    private static Formula power(long base, long exponent) {
        Formula raised = whole(Math.abs(exponent));
        return Formula.power(whole(base), exponent < 0 ? Formula.negative(raised) : raised);
    }

    private static Formula whole(double value) {
        return Formula.number(Long.toString((long) value));
    }
}
