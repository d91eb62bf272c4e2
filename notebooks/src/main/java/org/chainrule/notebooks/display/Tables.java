package org.chainrule.notebooks.display;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.ledger.Audit;
import org.chainrule.dsl.ledger.Difference;
import org.chainrule.dsl.ledger.Ledger;
import org.chainrule.dsl.ledger.Row;
import org.chainrule.dsl.ledger.Verdict;
import org.chainrule.dsl.symbolic.EulerLimit;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What is shown as a table. */
final class Tables {
    private static final int ROWS = 20; // or columns: of more the first and last ten are shown
    private static final int GAP = -1; // stands for the rows or columns that are not shown
    private static final Set<Integer> WORDS = Set.of(0, 1, 2); // of a ledger
    private static final double PLAIN = 1e-4; // a relative difference that six digits show
    private static final Pattern LONG = Pattern.compile("-?\\d+\\.\\d{6,}(E-?\\d+)?");
    private static final List<String> LEDGER =
            List.of("", "tensor", "shape", "norm", "manual − autograd", "manual − numerical");

    private Tables() {}

    static Bundle of(Table table) {
        int count = table.rowCount();
        int[] shown = shown(count);
        List<List<String>> columns = new ArrayList<>();
        Set<Integer> words = new HashSet<>();
        for (Column<?> column : table.columns()) {
            List<String> cells = cells(column, shown);
            if (!(column instanceof NumericColumn<?>) && !(isNumbers(cells) && !columns.isEmpty())) {
                words.add(columns.size());
            }
            columns.add(cells);
        }
        List<List<String>> rows =
                IntStream.range(0, shown.length)
                        .mapToObj(i -> columns.stream().map(cells -> cells.get(i)).toList())
                        .toList();
        String size = count > ROWS ? String.format(Locale.ROOT, " (%,d rows)", count) : "";
        String title = table.name() == null ? "" : table.name();
        return new Grid(title + size, table.columnNames(), rows, words).bundle();
    }

    /** The places that are shown: all, or the first and the last ten with a gap, −1, between. */
    private static int[] shown(int count) {
        if (count <= ROWS) {
            return IntStream.range(0, count).toArray();
        }
        IntStream first = IntStream.range(0, ROWS / 2);
        IntStream last = IntStream.range(count - ROWS / 2, count);
        return IntStream.concat(IntStream.concat(first, IntStream.of(GAP)), last).toArray();
    }

    private static List<String> cells(Column<?> column, int[] shown) {
        boolean isFraction = column instanceof DoubleColumn || column instanceof FloatColumn;
        double[] values =
                IntStream.of(shown)
                        .mapToDouble(i -> isFraction && i != GAP ? number(column, i) : Double.NaN)
                        .toArray();
        List<String> numbers = Decimals.column(values);
        return IntStream.range(0, shown.length)
                .mapToObj(i -> cell(column, shown[i], isFraction ? numbers.get(i) : null))
                .toList();
    }

    private static double number(Column<?> column, int row) {
        return column.isMissing(row) ? Double.NaN : ((Number) column.get(row)).doubleValue();
    }

    private static String cell(Column<?> column, int row, String number) {
        if (row == GAP) {
            return "…";
        }
        if (column.isMissing(row)) {
            return "";
        }
        return number == null ? String.valueOf(column.get(row)) : number;
    }

    /** Whether words are numbers that somebody formatted. */
    private static boolean isNumbers(List<String> cells) {
        return cells.stream().allMatch(cell -> cell.matches("[-+−]?[\\d.,]+ ?%?|…|"));
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
        return new Grid("", List.of("n", "(1 + 1/n)ⁿ", "e − (1 + 1/n)ⁿ"), rows, Set.of()).bundle();
    }

    static Bundle of(Ledger ledger) {
        return bundle(List.of(ledger));
    }

    static Bundle of(Audit audit) {
        return bundle(audit.ledgers());
    }

    private static Bundle bundle(List<Ledger> ledgers) {
        return Bundle.html(
                ledgers.stream()
                        .map(ledger -> grid(ledger).text() + lines(notes(ledger)))
                        .collect(Collectors.joining("\n")),
                ledgers.stream()
                        .map(ledger -> grid(ledger).html() + Grades.paragraph(notes(ledger)))
                        .collect(Collectors.joining("\n")));
    }

    private static String lines(List<String> notes) {
        return notes.stream().map(note -> note + "\n").collect(Collectors.joining());
    }

    private static Grid grid(Ledger ledger) {
        String title = ledger.subject() + ", " + ledger.format().label();
        List<List<String>> rows = ledger.rows().stream().map(Tables::cells).toList();
        return new Grid(title, LEDGER, rows, WORDS);
    }

    /** The mistakes: where a number is not finite, which step is wrong, where it fails most. */
    private static List<String> notes(Ledger ledger) {
        List<String> notes = new ArrayList<>();
        ledger.firstBad().ifPresent(bad -> notes.add(bad.toString()));
        ledger.wrongSteps().forEach(step -> notes.add(shorter(step, step.difference())));
        for (Row row : ledger.rows()) {
            if (row.verdict() == Verdict.FAIL) {
                row.worst()
                        .map(entry -> shorter(entry, row.manualAutograd()))
                        .ifPresent(entry -> notes.add(row.path() + " " + entry));
            }
        }
        return notes;
    }

    /** A sentence with its numbers to six digits, where these tell the gradients apart. */
    private static String shorter(Object sentence, Difference difference) {
        return difference.relative() < PLAIN
                ? sentence.toString()
                : LONG.matcher(sentence.toString())
                        .replaceAll(found -> Decimals.single(Double.parseDouble(found.group())));
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.verdict().sign() + " " + row.verdict().label(),
                row.path() + (row.remark().isEmpty() ? "" : ": " + row.remark()),
                row.shape().toString(),
                rounded(row.norm()),
                row.isExact() ? "exact" : difference(row, row.manualAutograd()),
                difference(row, row.manualNumerical()));
    }

    /** A number with three digits; empty where it is none. */
    private static String rounded(double value) {
        return Double.isNaN(value)
                ? ""
                : Decimals.single(Double.parseDouble(String.format(Locale.ROOT, "%.3g", value)));
    }

    /** How far apart gradients are: of one that fails the number, else a bound. */
    private static String difference(Row row, Difference difference) {
        return row.verdict() == Verdict.FAIL
                ? rounded(difference.greatest())
                : bound(difference);
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

    /** A vector or a matrix as a table, and what has other axes as its sizes and first numbers. */
    static Bundle of(NumericArray array) {
        if (array.rank() == 0) {
            return Bundle.of(Decimals.single(array.item()));
        }
        String sizes =
                Arrays.stream(array.sizes())
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(" × "));
        if (array.count() == 0 || array.rank() > 2) {
            return Bundle.of(sizes + ": " + array);
        }
        int width = array.size(-1);
        int[] columns = shown(width);
        int[] rows = shown(array.count() / width);
        double[] values =
                IntStream.of(rows)
                        .flatMap(row -> IntStream.of(columns).map(c -> place(row, c, width)))
                        .mapToDouble(place -> place == GAP ? Double.NaN : array.values()[place])
                        .toArray();
        List<String> numbers = Decimals.computed(values);
        List<List<String>> cells =
                IntStream.range(0, rows.length)
                        .mapToObj(i -> row(rows[i], columns, numbers, i * columns.length))
                        .toList();
        String title = array.rank() == 1 ? "vector of " + sizes : sizes;
        return new Grid(title, List.of(), cells, Set.of()).bundle();
    }

    private static int place(int row, int column, int width) {
        return row == GAP || column == GAP ? GAP : row * width + column;
    }

    private static List<String> row(int row, int[] columns, List<String> numbers, int from) {
        return IntStream.range(0, columns.length)
                .mapToObj(j -> row == GAP || columns[j] == GAP ? "…" : numbers.get(from + j))
                .toList();
    }
}
