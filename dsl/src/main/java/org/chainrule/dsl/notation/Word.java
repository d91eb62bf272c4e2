package org.chainrule.dsl.notation;

/** Prose; see {@link Formula#word}. */
public record Word(String text) implements Formula {
    @Override
    public Binding binding(Style style) {
        return Binding.ATOM;
    }

    @Override
    public String set(Style style) {
        return style.word(text);
    }
}
