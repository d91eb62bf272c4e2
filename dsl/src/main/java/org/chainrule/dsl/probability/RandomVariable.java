package org.chainrule.dsl.probability;

import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;

/** A number for each outcome of a {@link JointDistribution}: X(ω). */
@FunctionalInterface
public interface RandomVariable {

    /** The number for the value of each attribute. */
    double of(Map<String, String> outcome);

    /**
     * The number that an attribute's value is: the 6 of a die.
     *
     * @param attribute an attribute whose values are numbers
     */
    static RandomVariable number(String attribute) {
        return outcome -> {
            String value = outcome.get(attribute);
            try {
                return Double.parseDouble(String.valueOf(value));
            } catch (NumberFormatException e) {
                throw new ChainruleException(
                        "RandomVariable " + attribute,
                        "values must be numbers",
                        "but found " + value,
                        "Write a function of the outcome instead.",
                        e);
            }
        };
    }

    /** 1 where an event holds, elsewhere 0; its expectation is the event's probability. */
    static RandomVariable indicator(Event event) {
        return outcome -> event.holds(outcome) ? 1 : 0;
    }

    /** X + Y. */
    default RandomVariable plus(RandomVariable y) {
        return outcome -> of(outcome) + y.of(outcome);
    }

    /** X·Y. */
    default RandomVariable times(RandomVariable y) {
        return outcome -> of(outcome) * y.of(outcome);
    }

    /** X − c. */
    default RandomVariable minus(double c) {
        return outcome -> of(outcome) - c;
    }
}
