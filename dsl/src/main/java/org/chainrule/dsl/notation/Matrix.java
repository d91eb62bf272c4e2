package org.chainrule.dsl.notation;

import java.util.List;

/** A matrix; see {@link Formula#matrix}. */
public record Matrix(List<List<Formula>> rows) implements Formula {
    @Override
    public Binding binding(Style style) {
        return Binding.ATOM;
    }

    @Override
    public String set(Style style) {
        return style.matrix(
                rows.stream().map(row -> row.stream().map(f -> f.set(style)).toList()).toList());
    }
}
