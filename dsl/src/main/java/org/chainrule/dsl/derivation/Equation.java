package org.chainrule.dsl.derivation;

import java.util.List;
import org.chainrule.dsl.notation.Formula;

/**
 * A name and what it stands for.
 *
 * @param name what stands on the left
 * @param value what stands on the right
 * @param definitions what names in the value stand for, each after those that it needs
 */
public record Equation(Formula name, Formula value, List<Equation> definitions) {
    /** A copy of the list. */
    public Equation {
        definitions = List.copyOf(definitions);
    }

    /** Name = value. */
    public Formula formula() {
        return Formula.relation(name, "=", value);
    }

    /** In one line: {@code dx = r ⊙ (g − …) where g = γ ⊙ dy}. */
    public String text() {
        String own = formula().text();
        if (definitions.isEmpty()) {
            return own;
        }
        List<String> others = definitions.stream().map(Equation::text).toList();
        return own + " where " + String.join(", ", others);
    }
}
