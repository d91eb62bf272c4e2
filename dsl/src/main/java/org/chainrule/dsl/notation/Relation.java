package org.chainrule.dsl.notation;

import java.util.List;

/** A relation; see {@link Formula#relation}. */
public record Relation(Formula left, String sign, Formula right) implements Formula {
    @Override
    public Binding binding(Style style) {
        return Binding.RELATION;
    }

    @Override
    public String set(Style style) {
        return style.row(List.of(left.set(style), style.operator(sign), right.set(style)));
    }
}
