package org.chainrule.dsl.notation;

/** A large operator and its body; see {@link Formula#big}. */
public record Big(String operator, Formula under, Formula body) implements Formula {
    @Override
    public Binding binding(Style style) {
        return Binding.BIG;
    }

    @Override
    public String set(Style style) {
        String below = under == null ? "" : under.set(style);
        return style.big(operator, below, body.set(style, Binding.PRODUCT));
    }
}
