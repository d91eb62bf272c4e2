package org.chainrule.dsl.symbolic;

import java.math.BigDecimal;

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
}
