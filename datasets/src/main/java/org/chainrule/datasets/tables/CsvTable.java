package org.chainrule.datasets.tables;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.chainrule.datasets.TextFile;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Reads a CSV file as a Tablesaw table of numbers and texts, or says in which field it is wrong.
 */
final class CsvTable {
    private static final int LONGEST = Integer.MAX_VALUE - 8; // the longest array of a JVM

    private final String name;
    private final CsvFormat format;
    private final List<String> columns;
    private final List<CsvRecords.Row> rows;

    private CsvTable(
            String name, CsvFormat format, List<String> columns, List<CsvRecords.Row> rows) {
        this.name = name;
        this.format = format;
        this.columns = columns;
        this.rows = rows;
    }

    /** The table of a file, which may be packed by gzip. */
    static TableData read(Path file, CsvFormat format) {
        CsvTable csv = parse(file.toString(), unpacked(file), format);
        Path fileName = file.getFileName();
        int[] lines = csv.rows.stream().mapToInt(CsvRecords.Row::line).toArray();
        return TableData.of(
                csv.table(fileName == null ? csv.name : fileName.toString()),
                new Source(csv.name, "line", lines));
    }

    private static String unpacked(Path file) {
        byte[] bytes = TextFile.bytes(file);
        boolean isPacked = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
        if (!isPacked) {
            return TextFile.decode(file, bytes);
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] all = in.readNBytes(LONGEST);
            if (in.read() >= 0) {
                throw new ChainruleException(
                        file.toString(),
                        "the unpacked file must have at most %d bytes".formatted(LONGEST),
                        "but it has more",
                        "Train on a part of it.");
            }
            return TextFile.decode(file, all);
        } catch (IOException e) {
            throw new ChainruleException(
                    file.toString(),
                    "a file that begins as gzip's must be one",
                    "but it cannot be unpacked (" + IoReason.of(e) + ")",
                    "Fetch or pack it again.",
                    e);
        }
    }

    private static CsvTable parse(String name, String text, CsvFormat format) {
        var records = new CsvRecords(name, text, format.separator());
        records.skipLines(format.skippedLines());
        List<String> columns = format.columns();
        if (columns.isEmpty()) {
            CsvRecords.Row header = records.next();
            if (header == null) {
                throw noRows(name, "but it is empty");
            }
            columns = header.fields();
            requireNames("%s, line %d".formatted(name, header.line()), columns);
        } else {
            requireNames("CsvFormat.withColumns", columns);
        }
        List<CsvRecords.Row> rows = new ArrayList<>();
        for (CsvRecords.Row row = records.next(); row != null; row = records.next()) {
            requireWidth(name, format, columns, row);
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw noRows(name, "but there is none");
        }
        return new CsvTable(name, format, columns, rows);
    }

    private static ChainruleException noRows(String name, String found) {
        return new ChainruleException(
                name,
                "the file must hold the names of its columns and at least one row",
                found,
                "Give another file; for one without names, use CsvFormat.withColumns.");
    }

    private static void requireNames(String where, List<String> names) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isBlank()) {
                throw new ChainruleException(
                        where,
                        "each column must have a name",
                        "but column %d of %d has none".formatted(i + 1, names.size()),
                        "Name it.");
            }
            // Tablesaw does not tell upper from lower case in names.
            Integer before = seen.put(names.get(i).toLowerCase(Locale.ROOT), i);
            if (before != null) {
                throw new ChainruleException(
                        where,
                        "names of columns must differ, and not only by case",
                        "but columns %d and %d are \"%s\" and \"%s\""
                                .formatted(
                                        before + 1,
                                        i + 1,
                                        Value.cut(names.get(before)),
                                        Value.cut(names.get(i))),
                        "Rename one of them.");
            }
        }
    }

    private static void requireWidth(
            String name, CsvFormat format, List<String> columns, CsvRecords.Row row) {
        int found = row.fields().size();
        int wanted = columns.size();
        if (found != wanted) {
            int first = Math.min(found, wanted) + 1; // the first column that is wrong
            throw new ChainruleException(
                    "%s, line %d, column %d".formatted(name, row.line(), first),
                    "a row must have a field for each of the %d columns".formatted(wanted),
                    "but this one has " + found,
                    found < wanted
                            ? "Add what is missing; a missing value is nothing between two '%s'."
                                    .formatted(format.separator())
                            : "Quote the field that holds a '%s', or name more columns."
                                    .formatted(format.separator()));
        }
    }

    private Table table(String tableName) {
        for (String column : format.text()) {
            Names.require("CsvFormat.withText", column, columns);
        }
        Table table = Table.create(tableName);
        for (int i = 0; i < columns.size(); i++) {
            table.addColumns(column(i));
        }
        return table;
    }

    private Column<?> column(int index) {
        String[] fields =
                rows.stream()
                        .map(row -> row.fields().get(index))
                        .map(field -> format.missing().contains(field) ? "" : field)
                        .toArray(String[]::new);
        String column = columns.get(index);
        boolean hasWord = Arrays.stream(fields).anyMatch(CsvTable::isPlainWord);
        boolean hasNumber = Arrays.stream(fields).anyMatch(Value::isNumber);
        boolean isText = format.text().contains(column) || (hasWord && !hasNumber);
        if (isText) {
            return StringColumn.create(column, fields); // the empty text is its missing value
        }
        double[] numbers = new double[fields.length];
        for (int r = 0; r < numbers.length; r++) {
            if (isPlainWord(fields[r])) {
                throw mixed(index, fields);
            }
            numbers[r] =
                    fields[r].isEmpty()
                            ? Double.NaN // Tablesaw's missing value
                            : Value.number(where(r, index), fields[r]);
        }
        return DoubleColumn.create(column, numbers);
    }

    /** Whether a field is a text beyond doubt. */
    private static boolean isPlainWord(String field) {
        return !field.isEmpty() && !Value.isNumber(field) && !Value.isNotFinite(field);
    }

    /** Names the first field of the kind that is rarer. */
    private ChainruleException mixed(int index, String[] fields) {
        long words = Arrays.stream(fields).filter(CsvTable::isPlainWord).count();
        long numbers = Arrays.stream(fields).filter(Value::isNumber).count();
        boolean wordIsWrong = words <= numbers;
        int wrong = first(fields, wordIsWrong);
        int other = first(fields, !wordIsWrong);
        return new ChainruleException(
                where(wrong, index),
                "a column must hold only numbers or only texts",
                "but here is \"%s\", and in line %d \"%s\""
                        .formatted(
                                Value.cut(fields[wrong]),
                                rows.get(other).line(),
                                Value.cut(fields[other])),
                "Mend the field, or use CsvFormat.withMissing(\"%s\") or withText(\"%s\")."
                        .formatted(Value.cut(fields[wrong]), columns.get(index)));
    }

    private static int first(String[] fields, boolean word) {
        int row = 0;
        while (word ? !isPlainWord(fields[row]) : !Value.isNumber(fields[row])) {
            row++;
        }
        return row;
    }

    private String where(int row, int index) {
        return "%s, line %d, column %d \"%s\""
                .formatted(name, rows.get(row).line(), index + 1, columns.get(index));
    }
}
