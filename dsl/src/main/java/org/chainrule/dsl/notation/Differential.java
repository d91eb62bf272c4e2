package org.chainrule.dsl.notation;

import java.util.List;

/** A differential; see {@link Formula#differential}. */
public record Differential(String d, Formula of) implements Formula {
    @Override
    public Binding binding(Style style) {
        return Binding.ATOM;
    }

    @Override
    public String set(Style style) {
        return style.row(List.of(style.symbol(d), of.set(style, Binding.POWER)));
    }
}
