package org.chainrule.dsl.probability;

import java.util.List;
import java.util.TreeSet;
import org.chainrule.dsl.error.ChainruleException;

/**
 * What is observed and can turn out in a few ways: a coin's side, a test's result.
 *
 * @param name its name
 * @param values the ways in which it can turn out, each once
 */
public record Attribute(String name, List<String> values) {

    /**
     * An attribute.
     *
     * @throws ChainruleException if there are no values, or one is there twice
     */
    public Attribute {
        values = List.copyOf(values);
        if (values.isEmpty() || new TreeSet<>(values).size() < values.size()) {
            throw new ChainruleException(
                    "Attribute " + name,
                    "values must be one or more, each once",
                    "but found " + values,
                    "Name each value that can turn out.");
        }
    }

    /** An attribute of these values. */
    public static Attribute of(String name, String... values) {
        return new Attribute(name, List.of(values));
    }

    /** That it turns out as a value. */
    public Event is(String value) {
        return Event.of(name, value);
    }
}
