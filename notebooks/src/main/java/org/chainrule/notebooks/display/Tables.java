package org.chainrule.notebooks.display;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.ledger.Audit;
import org.chainrule.dsl.ledger.Difference;
import org.chainrule.dsl.ledger.Ledger;
import org.chainrule.dsl.ledger.Row;
import org.chainrule.dsl.ledger.Verdict;
import org.chainrule.dsl.symbolic.EulerLimit;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What is shown as a table. */
final class Tables {
    private static final int ROWS = 20; // a longer table shows its first and last ten
    private static final int WORDS = 3; // columns of a ledger that hold words
    private static final List<String> LEDGER =
            List.of("", "tensor", "shape", "norm", "manual − autograd", "manual − numerical");

    private Tables() {}

    static Bundle of(Table table) {
        List<String> names = table.columnNames();
        List<List<String>> rows = new ArrayList<>();
        int count = table.rowCount();
        for (int i = 0; i < count; i++) {
            if (count > ROWS && i == ROWS / 2) {
                rows.add(names.stream().map(name -> "…").toList());
                i = count - ROWS / 2;
            }
            int row = i;
            rows.add(table.columns().stream().map(c -> cell(c, row)).toList());
        }
        String size = count > ROWS ? String.format(Locale.ROOT, " (%,d rows)", count) : "";
        int left = 0;
        while (left < names.size() && !isNumber(table.column(left))) {
            left++;
        }
        String title = table.name() == null ? "" : table.name();
        return new Grid(title + size, names, rows, left).bundle();
    }

    private static boolean isNumber(Column<?> column) {
        return column instanceof tech.tablesaw.api.NumericColumn<?>;
    }

    /** A cell; a number with six digits. */
    private static String cell(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        Object value = column.get(row);
        return value instanceof Double || value instanceof Float
                ? number(((Number) value).doubleValue())
                : String.valueOf(value);
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        String text = String.format(Locale.ROOT, "%.6g", value);
        if (text.contains("e")) {
            return text;
        }
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    static Bundle of(EulerLimit limit) {
        List<List<String>> rows =
                limit.rows().stream()
                        .map(
                                row ->
                                        List.of(
                                                String.format(Locale.ROOT, "%,d", row.n()),
                                                String.format(Locale.ROOT, "%.13f", row.value()),
                                                String.format(Locale.ROOT, "%.3e", row.error())))
                        .toList();
        return new Grid("", List.of("n", "(1 + 1/n)ⁿ", "e − (1 + 1/n)ⁿ"), rows, 0).bundle();
    }

    static Bundle of(Ledger ledger) {
        return grid(ledger).bundle();
    }

    static Bundle of(Audit audit) {
        List<Grid> grids = audit.ledgers().stream().map(Tables::grid).toList();
        return Bundle.html(
                grids.stream().map(Grid::text).collect(Collectors.joining("\n")),
                grids.stream().map(Grid::html).collect(Collectors.joining("\n")));
    }

    private static Grid grid(Ledger ledger) {
        StringBuilder title = new StringBuilder(ledger.subject());
        title.append(", ").append(ledger.format().label());
        ledger.firstBad().ifPresent(bad -> title.append('\n').append(bad));
        ledger.wrongSteps().forEach(step -> title.append('\n').append(step));
        for (Row row : ledger.rows()) {
            if (row.verdict() == Verdict.FAIL) {
                row.worst()
                        .ifPresent(
                                w -> title.append('\n').append(row.path()).append(' ').append(w));
            }
        }
        List<List<String>> rows = ledger.rows().stream().map(Tables::cells).toList();
        return new Grid(title.toString(), LEDGER, rows, WORDS);
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.verdict().sign() + " " + row.verdict().label(),
                row.path() + (row.remark().isEmpty() ? "" : ": " + row.remark()),
                row.shape().toString(),
                Double.isNaN(row.norm()) ? "" : number(rounded(row.norm())),
                row.isExact() ? "exact" : bound(row.manualAutograd()),
                bound(row.manualNumerical()));
    }

    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3g", value));
    }

    /**
     * The power of ten below which all differences lie: their last digits are rounding, and no two
     * kinds of processors agree on them.
     */
    private static String bound(Difference difference) {
        double greatest = difference.greatest();
        if (Double.isNaN(greatest)) {
            return "";
        }
        return greatest == 0 ? "0" : "< 1e" + (int) (Math.floor(Math.log10(greatest)) + 1);
    }

    /** A matrix as a table, and what has other axes as its sizes and first numbers. */
    static Bundle of(NumericArray array) {
        String sizes =
                Arrays.stream(array.sizes())
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(" × "));
        if (array.rank() == 0) {
            return Bundle.of(number(array.item()));
        }
        if (array.count() == 0 || array.rank() > 2) {
            return Bundle.of(sizes + ": " + array);
        }
        int columns = array.size(-1);
        int rows = array.count() / columns;
        double[] values = array.values();
        List<String> names = IntStream.range(0, columns).mapToObj(Integer::toString).toList();
        List<List<String>> cells =
                IntStream.range(0, rows)
                        .mapToObj(
                                i ->
                                        IntStream.range(0, columns)
                                                .mapToObj(j -> number(values[i * columns + j]))
                                                .toList())
                        .toList();
        return new Grid(sizes, names, cells, 0).bundle();
    }
}
