package org.chainrule.dsl.notation;

/** A number; see {@link Formula#number}. */
public record Numeral(String digits) implements Formula {
    @Override
    public Binding binding(Style style) {
        return Binding.ATOM;
    }

    @Override
    public String set(Style style) {
        return style.number(digits);
    }
}
