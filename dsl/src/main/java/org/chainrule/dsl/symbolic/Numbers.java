package org.chainrule.dsl.symbolic;

import java.math.BigDecimal;
import java.math.MathContext;
import org.chainrule.dsl.error.ChainruleException;

/** Doubles as people write them. */
public final class Numbers {
    private Numbers() {}

    /** Without a needless point: 2, 0.5, 1.0E-7. */
    public static String shown(double value) {
        boolean isPlain = Math.abs(value) < 1e9 && Math.abs(value) >= 1e-4;
        return value == 0
                ? "0"
                : isPlain
                        ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                        : Double.toString(value);
    }

    /** Rounded to some digits: 4.47214. */
    public static String rounded(double value, int digits) {
        return Double.isFinite(value)
                ? shown(new BigDecimal(value).round(new MathContext(digits)).doubleValue())
                : Double.toString(value);
    }

    /** Checks that something at a point is not too great for a double. */
    static double requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new ChainruleException(
                    what,
                    "must be finite at the point",
                    "but found " + value,
                    "Choose a point where it is less steep.");
        }
        return value;
    }
}
