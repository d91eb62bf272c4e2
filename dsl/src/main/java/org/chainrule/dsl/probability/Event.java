package org.chainrule.dsl.probability;

import java.util.Map;
import java.util.function.Predicate;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.notation.Formula;

/**
 * Something that may turn out to be so: a set of the outcomes of a {@link JointDistribution}.
 *
 * <p>{@code Event.of("die", "6").or(Event.of("die", "5"))} is written as {@code (die = 6) ∪ (die =
 * 5)}.
 */
public final class Event {
    private final Formula formula;
    private final Predicate<Map<String, String>> holds;

    private Event(Formula formula, Predicate<Map<String, String>> holds) {
        this.formula = formula;
        this.holds = holds;
    }

    /** That an attribute turns out as a value. */
    public static Event of(String attribute, String value) {
        return new Event(
                Formula.relation(Formula.symbol(attribute), "=", Formula.symbol(value)),
                outcome -> {
                    String found = outcome.get(attribute);
                    if (found == null) {
                        throw new ChainruleException(
                                "event " + attribute + " = " + value,
                                "an event must be about an attribute of the table",
                                "but " + attribute + " is none",
                                "Choose from " + String.join(", ", outcome.keySet()) + ".");
                    }
                    return found.equals(value);
                });
    }

    /**
     * An event of any kind.
     *
     * @param name what it is called
     * @param holds whether it holds, from the value of each attribute
     */
    public static Event where(String name, Predicate<Map<String, String>> holds) {
        return new Event(Formula.symbol(name), holds);
    }

    /** With a name of its own: P(A) is shorter than P(disease = yes). */
    public Event as(String name) {
        return where(name, holds);
    }

    /** That both hold: A ∩ B. */
    public Event and(Event other) {
        return new Event(Formula.product("∩", formula, other.formula), holds.and(other.holds));
    }

    /** That this or the other holds, or both: A ∪ B. */
    public Event or(Event other) {
        return new Event(Formula.product("∪", formula, other.formula), holds.or(other.holds));
    }

    /** That this does not hold: Aᶜ. */
    public Event not() {
        return new Event(Formula.power(formula, Formula.symbol("c")), holds.negate());
    }

    /** Whether it holds. */
    public boolean holds(Map<String, String> outcome) {
        return holds.test(outcome);
    }

    /** How it is written. */
    public Formula formula() {
        return formula;
    }

    /** How it is written, in one line of Unicode. */
    @Override
    public String toString() {
        return formula.text();
    }
}
