package org.chainrule.dsl.notation;

import java.util.List;

/** A term with a minus; see {@link Formula#negative}. */
public record Negative(Formula term) implements Formula {
    @Override
    public Binding binding(Style style) {
        return Binding.SUM;
    }

    @Override
    public String set(Style style) {
        return style.row(List.of(style.sign("−"), term.set(style, Binding.BIG)));
    }
}
