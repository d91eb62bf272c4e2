package org.chainrule.trainers.cli;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.chainrule.trainers.storage.AtomicFile;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** Tables as text: to read, or as CSV. */
final class TableText {
    private static final String DECIMALS = "0.0000";

    private TableText() {}

    /** Columns side by side, numbers with four decimals; what is missing is empty. */
    static String of(Table table) {
        var format = new DecimalFormat(DECIMALS, DecimalFormatSymbols.getInstance(Locale.ROOT));
        for (Column<?> column : table.columns()) {
            if (column instanceof DoubleColumn numbers) {
                numbers.setPrintFormatter(new NumberColumnFormatter(format, ""));
            }
        }
        return table.printAll().stripTrailing();
    }

    /** Fields with commas between, numbers in full. */
    static String csv(Table table) {
        var text = new StringWriter();
        table.write().csv(text);
        return text.toString();
    }

    /** Writes the same to a file, which is replaced as a whole. */
    static void csv(Table table, Path file) {
        byte[] bytes = csv(table).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }
}
