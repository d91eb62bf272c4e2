package org.chainrule.datasets.tables;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Cuts a text into the records of a CSV file, and says in which line what is wrong.
 *
 * <p>The reader that comes with Tablesaw is not used here: it takes a quote that is never closed
 * for the end of the file, and its errors tell rows, not lines.
 */
final class CsvRecords {
    private static final int LONGEST_FIELD = 1_000_000;
    private static final char QUOTE = '"';

    private final String name;
    private final String text;
    private final char separator;
    private int place; // of the next character
    private int line = 1;

    /**
     * A record.
     *
     * @param line where it begins, from 1
     * @param fields what it holds; nothing is the empty text
     */
    record Row(int line, List<String> fields) {}

    CsvRecords(String name, String text, char separator) {
        this.name = name;
        this.text = text;
        this.separator = separator;
    }

    /** Leaves out so many lines. */
    void skipLines(int count) {
        for (int i = 0; i < count && !atEnd(); i++) {
            while (!atEnd() && !atLineEnd()) {
                place++;
            }
            endLine();
        }
    }

    /** The next record, or null at the end. */
    Row next() {
        while (!atEnd() && atLineEnd()) {
            endLine();
        }
        if (atEnd()) {
            return null;
        }
        int begin = line;
        List<String> fields = new ArrayList<>();
        fields.add(field(1));
        while (!atEnd() && text.charAt(place) == separator) {
            place++;
            fields.add(field(fields.size() + 1));
        }
        endLine();
        return new Row(begin, fields);
    }

    /** A field, up to the separator or line end behind it. */
    private String field(int column) {
        int begin = place;
        while (!atEnd() && text.charAt(place) != separator && isBlank(text.charAt(place))) {
            place++;
        }
        if (!atEnd() && text.charAt(place) == QUOTE) {
            return quoted(column);
        }
        while (!atEnd() && text.charAt(place) != separator && !atLineEnd()) {
            place++;
        }
        if (place - begin > LONGEST_FIELD) {
            throw tooLong(line, column, "Mend the file: has it lost its separators?");
        }
        return text.substring(begin, place).strip();
    }

    private String quoted(int column) {
        int beginLine = line;
        place++;
        var field = new StringBuilder();
        while (true) {
            if (atEnd()) {
                throw new ChainruleException(
                        where(beginLine, column),
                        "a field that begins with a quote must end with one",
                        "but the file ends inside it",
                        "Close the quote, or write one that is part of a field twice.");
            }
            char c = text.charAt(place);
            if (c == QUOTE) {
                place++;
                if (atEnd() || text.charAt(place) != QUOTE) {
                    break;
                }
            }
            if (field.length() >= LONGEST_FIELD) {
                throw tooLong(beginLine, column, "Close the quote that it begins with.");
            }
            if (atLineEnd()) {
                int from = place;
                endLine();
                field.append(text, from, place);
            } else {
                field.append(text.charAt(place));
                place++;
            }
        }
        while (!atEnd() && text.charAt(place) != separator && isBlank(text.charAt(place))) {
            place++;
        }
        if (!atEnd() && text.charAt(place) != separator && !atLineEnd()) {
            throw new ChainruleException(
                    where(line, column),
                    "a closing quote must end its field",
                    "but \"%s\" follows it".formatted(Character.toString(text.codePointAt(place))),
                    "Write a quote that is part of a quoted field twice.");
        }
        return field.toString();
    }

    private ChainruleException tooLong(int atLine, int column, String mend) {
        return new ChainruleException(
                where(atLine, column),
                "a field must have at most %d characters".formatted(LONGEST_FIELD),
                "but this one has more",
                mend);
    }

    private String where(int atLine, int column) {
        return "%s, line %d, column %d".formatted(name, atLine, column);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private boolean atEnd() {
        return place >= text.length();
    }

    private boolean atLineEnd() {
        return text.charAt(place) == '\n' || text.charAt(place) == '\r';
    }

    /** Goes behind the line end that stands here, if there is one. */
    private void endLine() {
        if (atEnd()) {
            return;
        }
        boolean isPair = text.startsWith("\r\n", place);
        place += isPair ? 2 : 1;
        line++;
    }
}
