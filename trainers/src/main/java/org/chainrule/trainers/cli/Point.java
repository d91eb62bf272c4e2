package org.chainrule.trainers.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Numbers;

/** Points on the command line: {@code 2}, {@code pi/2} or {@code x=1,y=2}. */
final class Point {
    private Point() {}

    /**
     * Reads a point.
     *
     * @param text a value, or values with their variables
     * @param variable the variable of a value without one
     */
    static Map<String, Double> parse(String text, String variable) {
        Map<String, Double> point = new LinkedHashMap<>();
        if (!text.contains("=")) {
            point.put(variable, value(text));
            return point;
        }
        for (String part : text.split(",", -1)) {
            int sign = part.indexOf('=');
            if (sign <= 0
                    || !(Expression.parse(part.substring(0, sign))
                            instanceof Expression.Variable v)) {
                throw new ChainruleException(
                        "--at",
                        "must be a value, or values with their variables",
                        "but found " + (part.isEmpty() ? "nothing after a comma" : part),
                        "Write for example x=1,y=2.");
            }
            point.put(v.name(), value(part.substring(sign + 1)));
        }
        return point;
    }

    private static double value(String text) {
        Expression value = Expression.parse(text);
        if (!value.variables().isEmpty()) {
            throw new ChainruleException(
                    "--at",
                    "a value must be a number",
                    "but found " + text,
                    "Write for example 2, 0.5 or pi/2.");
        }
        return value.at(Map.of());
    }

    static String shown(Map<String, Double> point) {
        return point.entrySet().stream()
                .map(each -> each.getKey() + " = " + Numbers.shown(each.getValue()))
                .collect(Collectors.joining(", "));
    }
}
