package org.chainrule.dsl.notation;

import java.util.ArrayList;
import java.util.List;

/** Formulas with commas between them; see {@link Formula#list}. */
public record Listing(List<Formula> items) implements Formula {
    @Override
    public Binding binding(Style style) {
        return Binding.RELATION;
    }

    @Override
    public String set(Style style) {
        List<String> parts = new ArrayList<>();
        for (Formula item : items) {
            if (!parts.isEmpty()) {
                parts.add(style.operator(","));
            }
            parts.add(item.set(style));
        }
        return style.row(parts);
    }
}
