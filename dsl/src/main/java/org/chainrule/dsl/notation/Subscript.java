package org.chainrule.dsl.notation;

/** A formula with an index; see {@link Formula#subscript}. */
public record Subscript(Formula base, Formula index) implements Formula {
    @Override
    public Binding binding(Style style) {
        return Binding.ATOM;
    }

    @Override
    public String set(Style style) {
        return style.subscript(base.set(style, Binding.ATOM), index.set(style));
    }
}
