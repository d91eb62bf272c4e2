package org.chainrule.dsl.notation;

/** A fraction; see {@link Formula#fraction}. */
public record Fraction(Formula over, Formula under) implements Formula {
    @Override
    public Binding binding(Style style) {
        return style.isFlat() ? Binding.PRODUCT : Binding.POWER;
    }

    @Override
    public String set(Style style) {
        return style.isFlat()
                ? style.fraction(
                        over.set(style, Binding.PRODUCT), under.set(style, Binding.FUNCTION))
                : style.fraction(over.set(style), under.set(style));
    }
}
