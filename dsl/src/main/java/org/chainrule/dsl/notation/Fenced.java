package org.chainrule.dsl.notation;

/** A formula between fences; see {@link Formula#fenced}. */
public record Fenced(String open, Formula body, String close) implements Formula {
    @Override
    public Binding binding(Style style) {
        return Binding.ATOM;
    }

    @Override
    public String set(Style style) {
        return style.fenced(open, body.set(style), close);
    }
}
