package org.chainrule.dsl.graph;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of an open axis as a multiple of a named one and a number more, {@code base·factor +
 * offset}: so what is cut from an axis and what is put back cancel, and the names agree again.
 *
 * @param base a name, or names joined
 * @param factor how often
 * @param offset how many more
 */
record OpenSize(String base, long factor, long offset) {
    private static final Pattern FORM = Pattern.compile("(.+?)(?:·([0-9]+))?(?:([+−])([0-9]+))?");

    static OpenSize of(String name) {
        Matcher parts = FORM.matcher(name);
        if (!parts.matches()) {
            return new OpenSize(name, 1, 0);
        }
        String base = parts.group(1);
        long factor = parts.group(2) == null ? 1 : Long.parseLong(parts.group(2));
        long offset = parts.group(4) == null ? 0 : Long.parseLong(parts.group(4));
        if (factor != 1 && last(base, "+−") >= 0) { // a+b·2, where only b is twice
            base += "·" + factor;
            factor = 1;
        }
        return new OpenSize(unwrapped(base), factor, "−".equals(parts.group(3)) ? -offset : offset);
    }

    /** A name without the brackets around all of it. */
    static String unwrapped(String name) {
        return isInBrackets(name) ? name.substring(1, name.length() - 1) : name;
    }

    private static boolean isInBrackets(String base) {
        int depth = 0;
        for (int i = 0; i < base.length() - 1; i++) {
            char sign = base.charAt(i);
            depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
            if (depth == 0) {
                return false;
            }
        }
        return base.endsWith(")");
    }

    OpenSize plus(long more) {
        return new OpenSize(base, factor, offset + more);
    }

    OpenSize times(long times) {
        return new OpenSize(base, factor * times, offset * times);
    }

    /** Divided by a number and rounded down. */
    OpenSize over(long divisor) {
        long whole = Math.floorDiv(offset, divisor);
        if (factor % divisor == 0) {
            return new OpenSize(base, factor / divisor, whole);
        }
        OpenSize rest = new OpenSize(base, factor, Math.floorMod(offset, divisor));
        return new OpenSize("⌊" + inBrackets(rest.name()) + "/" + divisor + "⌋", 1, whole);
    }

    String name() {
        String more = offset == 0 ? "" : offset > 0 ? "+" + offset : "−" + -offset;
        return (factor == 1 ? base : inBrackets(base) + "·" + factor) + more;
    }

    /** A name, in brackets if it is a sum. */
    static String inBrackets(String name) {
        return last(name, "+−") < 0 ? name : "(" + name + ")";
    }

    /** The name of one of equal parts. */
    static String part(String whole, long parts) {
        boolean isSimple = last(whole, "+−·") < 0;
        return (isSimple ? whole : "(" + whole + ")") + "/" + parts;
    }

    /** The last place of one of these signs outside of brackets; −1 where there is none. */
    static int last(String name, String signs) {
        int depth = 0;
        for (int i = name.length() - 1; i >= 0; i--) {
            char sign = name.charAt(i);
            depth += sign == ')' || sign == '⌋' ? 1 : sign == '(' || sign == '⌊' ? -1 : 0;
            if (depth == 0 && signs.indexOf(sign) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
