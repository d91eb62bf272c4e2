package org.chainrule.dsl.notation;

/** A name; see {@link Formula#symbol}. */
public record Symbol(String name) implements Formula {
    @Override
    public Binding binding(Style style) {
        return Binding.ATOM;
    }

    @Override
    public String set(Style style) {
        return style.symbol(name);
    }
}
