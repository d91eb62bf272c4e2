package org.chainrule.dsl.notation;

import java.util.ArrayList;
import java.util.List;

/** A sum; see {@link Formula#sum}. */
public record Sum(List<Formula> terms) implements Formula {
    @Override
    public Binding binding(Style style) {
        return Binding.SUM;
    }

    @Override
    public String set(Style style) {
        List<String> parts = new ArrayList<>();
        for (Formula term : terms) {
            if (parts.isEmpty()) {
                parts.add(term.set(style));
            } else if (term instanceof Negative negative) {
                parts.add(style.operator("−"));
                parts.add(negative.term().set(style, Binding.BIG));
            } else {
                parts.add(style.operator("+"));
                parts.add(term.set(style, Binding.BIG));
            }
        }
        return style.row(parts);
    }
}
