package org.chainrule.dsl.notation;

import java.util.List;
import java.util.stream.Stream;

/** Values under conditions; see {@link Formula#cases}. */
public record Cases(List<Case> cases) implements Formula {
    @Override
    public Binding binding(Style style) {
        return Binding.ATOM;
    }

    @Override
    public String set(Style style) {
        return style.cases(
                cases.stream()
                        .map(c -> Stream.concat(Stream.of(c.value()), c.condition().stream()))
                        .map(row -> row.map(f -> f.set(style)).toList())
                        .toList());
    }
}
