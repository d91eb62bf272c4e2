package org.chainrule.dsl.derivation;

import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.notation.Symbol;

/**
 * A value that a step reads.
 *
 * @param symbol what the step's formulas call it
 * @param source where it comes from
 * @param node the value
 */
public record Input(Symbol symbol, Source source, Node node) {

    /**
     * Where a value comes from.
     *
     * @param path that of a step, a parameter or an input
     * @param result what a step that has several results calls this one; else nothing
     */
    public record Source(String path, String result) {}

    /** For a terminal: {@code x: logits (batch, class 2)}. */
    public String text() {
        String result = source.result().isEmpty() ? "" : " " + source.result();
        return symbol.name() + ": " + source.path() + result + shape();
    }

    /**
     * With formulas in LaTeX between dollars.
     *
     * @param code the path as the document writes code
     */
    public String latex(String code) {
        String result = source.result();
        String which = result.isEmpty() ? "" : " $" + new Symbol(result).latex() + "$";
        return "$" + symbol.latex() + "$: " + code + which + shape();
    }

    private String shape() {
        return node.shape().rank() == 0 ? "" : " " + node.shape();
    }
}
