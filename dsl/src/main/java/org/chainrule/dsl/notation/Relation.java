package org.chainrule.dsl.notation;

import java.util.List;

/** A relation; see {@link Formula#relation}. */
public record Relation(Formula left, String sign, Formula right) implements Formula {
    /** The same with a number on the right: {@code r > 0} rather than {@code 0 < r}. */
    public Relation numberLast() {
        String turned =
                switch (sign) {
                    case "<" -> ">";
                    case ">" -> "<";
                    case "≤" -> "≥";
                    case "≥" -> "≤";
                    case "=", "≠" -> sign;
                    default -> ""; // a ↦ b has a direction
                };
        boolean isTurned = isNumber(left) && !isNumber(right) && !turned.isEmpty();
        return isTurned ? new Relation(/* left= */ right, turned, /* right= */ left) : this;
    }

    private static boolean isNumber(Formula formula) {
        if (formula instanceof Negative negative) {
            return isNumber(negative.term());
        }
        if (formula instanceof Fraction fraction) {
            return isNumber(fraction.over()) && isNumber(fraction.under());
        }
        if (formula instanceof Power power) {
            return isNumber(power.base()) && isNumber(power.exponent());
        }
        return formula instanceof Numeral;
    }

    @Override
    public Binding binding(Style style) {
        return Binding.RELATION;
    }

    @Override
    public String set(Style style) {
        return style.row(List.of(left.set(style), style.operator(sign), right.set(style)));
    }
}
