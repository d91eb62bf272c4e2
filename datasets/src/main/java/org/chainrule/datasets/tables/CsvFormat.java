package org.chainrule.datasets.tables;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.dsl.error.ChainruleException;

/**
 * How a CSV file is written: RFC 4180 with some freedom.
 *
 * <p>A field may stand in double quotes, and then hold separators, line ends and, written twice,
 * quotes. Lines end with LF, CR LF or CR. Lines without a character are skipped, and so are blanks
 * around a field without quotes.
 *
 * <pre>{@code
 * import org.chainrule.datasets.tables.CsvFormat;
 *
 * CsvFormat format = CsvFormat.standard().withSeparator(';').withMissing("NA", "?");
 * }</pre>
 *
 * @param separator what stands between fields; a comma by default
 * @param columns the names of the columns; by default none, and the first line holds them
 * @param skippedLines how many lines at the beginning are no part of the table; 0 by default
 * @param missing what fields hold in place of a missing value, besides nothing at all
 * @param text the columns that are text even if they look like numbers
 */
public record CsvFormat(
        char separator,
        List<String> columns,
        int skippedLines,
        Set<String> missing,
        Set<String> text) {
    private static final String WHERE = "CsvFormat";

    /**
     * A format.
     *
     * @throws ChainruleException if the separator is a quote, a line end, or a part of numbers, or
     *     fewer than 0 lines are skipped
     */
    public CsvFormat {
        if (separator == '"'
                || separator == '\n'
                || separator == '\r'
                || "+-.".indexOf(separator) >= 0
                || Character.isLetterOrDigit(separator)) {
            throw new ChainruleException(
                    WHERE,
                    "the separator must not be a quote, a line end, or a part of numbers or words",
                    "but it is U+%04X".formatted((int) separator),
                    "Try ',', ';' or '\\t'.");
        }
        if (skippedLines < 0) {
            throw new ChainruleException(
                    WHERE,
                    "the number of skipped lines must be at least 0",
                    "but it is " + skippedLines,
                    "Use 0 or more.");
        }
        columns = List.copyOf(columns);
        missing = Set.copyOf(missing);
        text = Set.copyOf(text);
    }

    /** Commas, and the names of the columns in the first line. */
    public static CsvFormat standard() {
        return new CsvFormat(',', List.of(), 0, Set.of(), Set.of());
    }

    /** The same with another separator, such as {@code ';'} or {@code '\t'}. */
    public CsvFormat withSeparator(char other) {
        return new CsvFormat(other, columns, skippedLines, missing, text);
    }

    /** The same for a file that has no line with the names of its columns: they are these. */
    public CsvFormat withColumns(String... names) {
        return new CsvFormat(separator, List.of(names), skippedLines, missing, text);
    }

    /** The same for a file that begins with lines that are no part of the table. */
    public CsvFormat withSkippedLines(int count) {
        return new CsvFormat(separator, columns, count, missing, text);
    }

    /** The same with more texts that stand for a missing value, such as {@code NA}. */
    public CsvFormat withMissing(String... texts) {
        return new CsvFormat(separator, columns, skippedLines, union(missing, texts), text);
    }

    /** The same with more columns that are text even if they look like numbers. */
    public CsvFormat withText(String... names) {
        return new CsvFormat(separator, columns, skippedLines, missing, union(text, names));
    }

    private static Set<String> union(Set<String> set, String... more) {
        List<String> all = new ArrayList<>(set);
        all.addAll(List.of(more));
        return new LinkedHashSet<>(all);
    }
}
