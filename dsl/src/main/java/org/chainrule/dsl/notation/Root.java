package org.chainrule.dsl.notation;

/** A square root; see {@link Formula#root}. */
public record Root(Formula radicand) implements Formula {
    @Override
    public Binding binding(Style style) {
        return style.isFlat() ? Binding.FUNCTION : Binding.ATOM;
    }

    @Override
    public String set(Style style) {
        return style.root(style.isFlat() ? radicand.set(style, Binding.ATOM) : radicand.set(style));
    }
}
