package org.chainrule.trainers.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Numbers;

/** Points on the command line: {@code 2}, {@code pi/2} or {@code x=1,y=2}. */
final class Point {
    private static final String AT = "--at";

    private Point() {}

    /**
     * Reads a point.
     *
     * @param text a value, or values with their variables
     * @param variable the variable of a value without one
     */
    static Map<String, Expression> parse(String text, String variable) {
        Map<String, Expression> point = new LinkedHashMap<>();
        if (!text.contains("=")) {
            point.put(variable, value(AT, text));
            return point;
        }
        for (String part : text.split(",", -1)) {
            int sign = part.indexOf('=');
            if (sign <= 0
                    || !(Expression.parse(part.substring(0, sign))
                            instanceof Expression.Variable v)) {
                throw new ChainruleException(
                        AT,
                        "must be a value, or values with their variables",
                        "but found " + (part.isEmpty() ? "nothing after a comma" : part),
                        "Write for example x=1,y=2.");
            }
            point.put(v.name(), value(AT, part.substring(sign + 1)));
        }
        return point;
    }

    /** The numbers of a point next to its exact values. */
    static Map<String, Double> numbers(Map<String, Expression> point) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        point.forEach((name, value) -> numbers.put(name, value.at(Map.of())));
        return numbers;
    }

    /**
     * Reads a direction.
     *
     * @param text values, as in 1,-2; or null, for none
     */
    static List<Expression> direction(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(v -> value("--direction", v)).toList();
    }

    private static Expression value(String option, String text) {
        Expression value = Expression.parse(text);
        if (!value.variables().isEmpty()) {
            throw new ChainruleException(
                    option,
                    "a value must be a number",
                    "but found " + text,
                    "Write for example 2, 0.5 or pi/2.");
        }
        return value;
    }

    static String shown(Map<String, Double> point) {
        return point.entrySet().stream()
                .map(each -> each.getKey() + " = " + Numbers.shown(each.getValue()))
                .collect(Collectors.joining(", "));
    }
}
