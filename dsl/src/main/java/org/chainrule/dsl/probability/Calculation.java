package org.chainrule.dsl.probability;

import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.dsl.notation.Formula;
import org.chainrule.dsl.symbolic.Numbers;

/**
 * A result and the steps that lead to it.
 *
 * @param steps equations; the last one ends in the result
 * @param result the result
 */
public record Calculation(List<Formula> steps, double result) {
    private static final int DIGITS = 6;

    /** A copy. */
    public Calculation {
        steps = List.copyOf(steps);
    }

    /** The steps, one a line. */
    public String text() {
        return steps.stream().map(step -> step.text() + "\n").collect(Collectors.joining());
    }

    /** The steps as lines of LaTeX in an {@code aligned} environment, for math mode. */
    public String latex() {
        return steps.stream()
                .map(step -> "&" + step.latex())
                .collect(Collectors.joining(" \\\\\n", "\\begin{aligned}\n", "\n\\end{aligned}\n"));
    }

    /** P(A). */
    static Formula probability(Event event) {
        return Formula.function("P", event.formula());
    }

    /** P(A | B). */
    static Formula probability(Event event, Event given) {
        return Formula.function("P", Formula.relation(event.formula(), "|", given.formula()));
    }

    /** A number with six digits. */
    static Formula number(double value) {
        String text = Numbers.rounded(Math.abs(value), DIGITS);
        return value < 0 ? Formula.negative(Formula.number(text)) : Formula.number(text);
    }

    /** a = b. */
    static Formula equal(Formula left, Formula right) {
        return Formula.relation(left, "=", right);
    }
}
