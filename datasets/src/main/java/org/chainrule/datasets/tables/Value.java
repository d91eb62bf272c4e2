package org.chainrule.datasets.tables;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.dsl.error.ChainruleException;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** Reads what a field of a table, or of a row to predict, holds. */
final class Value {
    private static final int SHOWN = 40; // characters of a long field in an error
    private static final int LONGEST_NUMBER = 400; // digits; a double has at most some 320
    private static final double WHOLE = 0x1p53; // whole numbers below are exact
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d++)?");
    private static final Pattern NOT_FINITE =
            Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

    private Value() {}

    static boolean isNumber(String text) {
        return text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches();
    }

    /** Whether a text names what no row of a table may hold: NaN or an infinity. */
    static boolean isNotFinite(String text) {
        return text.length() <= LONGEST_NUMBER && NOT_FINITE.matcher(text).matches();
    }

    /** What a field of a Tablesaw table holds: a number, a text, a truth value, or null. */
    static Object of(Source source, Column<?> column, int row) {
        if (column.isMissing(row)) {
            return null;
        }
        if (column instanceof NumericColumn<?> numbers) {
            return numbers.getDouble(row);
        }
        if (column instanceof StringColumn || column instanceof BooleanColumn) {
            return column.get(row);
        }
        throw new ChainruleException(
                source.column(column.name()),
                "must hold numbers, texts or truth values",
                "but its type is " + column.type().name(),
                "Make a number or a text of it, or leave it out: without(\"%s\")."
                        .formatted(column.name()));
    }

    /** A number, or the text of one. */
    static double number(String where, Object raw) {
        if (raw instanceof Number number) {
            return finite(where, number.doubleValue(), raw);
        }
        if (raw instanceof String text) {
            if (isNumber(text.strip())) {
                return finite(where, Double.parseDouble(text.strip()), raw);
            }
            if (isNotFinite(text.strip())) {
                throw notFinite(where, text.strip());
            }
        }
        throw new ChainruleException(
                where,
                "must be a number",
                "but found " + shown(raw),
                "Give a number, with a point where it has a fraction.");
    }

    private static double finite(String where, double value, Object raw) {
        if (!Double.isFinite(value)) {
            throw notFinite(where, raw.toString());
        }
        return value;
    }

    private static ChainruleException notFinite(String where, String found) {
        return new ChainruleException(
                where,
                "must be a finite number",
                "but found " + cut(found),
                "Mend it, or leave it empty if it is missing.");
    }

    /** The text of a category: whole numbers without a point, so that 1 and 1.0 are one. */
    static String category(String where, Object raw) {
        if (raw instanceof Number) {
            double number = number(where, raw);
            boolean isWhole = number == Math.rint(number) && Math.abs(number) < WHOLE;
            return isWhole ? Long.toString((long) number) : Double.toString(number);
        }
        if (raw instanceof String || raw instanceof Boolean) {
            return raw.toString();
        }
        throw new ChainruleException(
                where,
                "must be a text, a number, true or false",
                "but found " + shown(raw),
                "Give the category's name.");
    }

    /** Distinct categories: by size if all are numbers, else as texts. */
    static List<String> sorted(Collection<String> categories) {
        boolean areNumbers = categories.stream().allMatch(Value::isNumber);
        Comparator<String> bySize = Comparator.comparingDouble(Double::parseDouble);
        Comparator<String> byText = Comparator.naturalOrder();
        return categories.stream()
                .distinct()
                .sorted(areNumbers ? bySize.thenComparing(byText) : byText)
                .toList();
    }

    /** Refuses a list of categories that is empty or holds one twice. */
    static List<String> distinct(String column, List<String> categories) {
        if (categories.isEmpty() || Set.copyOf(categories).size() < categories.size()) {
            throw new ChainruleException(
                    "column \"%s\"".formatted(column),
                    "categories must differ, and there must be one",
                    "but they are " + (categories.isEmpty() ? "none" : Names.listed(categories)),
                    "Give each once.");
        }
        return List.copyOf(categories);
    }

    /** What an error shows of a value. */
    static String shown(Object raw) {
        if (raw == null) {
            return "nothing";
        }
        return raw instanceof String text
                ? "\"" + cut(text) + "\""
                : cut(raw.toString()) + " (" + raw.getClass().getSimpleName() + ")";
    }

    static String cut(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return text.substring(0, end) + "…";
    }
}
