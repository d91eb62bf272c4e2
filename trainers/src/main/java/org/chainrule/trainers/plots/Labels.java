package org.chainrule.trainers.plots;

import org.chainrule.dsl.symbolic.Numbers;

/** Numbers as they stand in legends: with a true minus sign, and powers of ten written out. */
final class Labels {
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻";

    private Labels() {}

    /** A number that was computed from a formula, with six digits. */
    static String exact(double value) {
        return shown(value, 6);
    }

    /** A number that was measured, estimated, or is read off a curve, with three digits. */
    static String measured(double value) {
        return shown(value, 3);
    }

    private static String shown(double value, int digits) {
        String[] parts = Numbers.rounded(value, digits).split("E");
        String number = parts[0].replace('-', '−');
        if (parts.length == 1) {
            return number;
        }
        StringBuilder power = new StringBuilder();
        parts[1].chars().forEach(c -> power.append(RAISED.charAt("0123456789-".indexOf(c))));
        return number + "·10" + power;
    }
}
