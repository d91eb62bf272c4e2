package org.chainrule.dsl.notation;

import java.util.List;

/** An operator before what it is applied to; see {@link Formula#derivative}. */
public record Applied(Formula operator, Formula body) implements Formula {
    @Override
    public Binding binding(Style style) {
        return Binding.BIG;
    }

    @Override
    public String set(Style style) {
        return style.row(
                List.of(operator.set(style), style.space(), body.set(style, Binding.FUNCTION)));
    }
}
