package org.chainrule.trainers;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.chainrule.dsl.ledger.Ledger;
import org.chainrule.dsl.ledger.Row;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A ledger as a Tablesaw table, a row for each tensor; what was not compared is missing.
 *
 * <pre>{@code
 * import org.chainrule.dsl.eval.NumericArray;
 * import org.chainrule.dsl.losses.Losses;
 *
 * var net = Net.features(2).dense(2);
 * var x = NumericArray.of(new double[] {0.5, -1}, 1, 2);
 * var ledger = net.checkGradients(Losses.crossEntropy(), x, NumericArray.filled(1, 1));
 * System.out.println(LedgerTable.of(ledger).sortDescendingOn("relative"));
 * }</pre>
 */
public final class LedgerTable {
    private LedgerTable() {}

    /** The table of a ledger, which has its name. */
    public static Table of(Ledger ledger) {
        List<Row> rows = ledger.rows();
        return Table.create(
                ledger.subject(),
                text("path", rows, Row::path),
                text("kind", rows, row -> row.kind().name().toLowerCase(Locale.ROOT)),
                text("shape", rows, row -> row.shape().toString()),
                numbers("norm", rows, Row::norm),
                numbers("manual - autograd", rows, row -> row.manualAutograd().greatest()),
                numbers("relative", rows, row -> row.manualAutograd().relative()),
                numbers("manual - numerical", rows, row -> row.manualNumerical().greatest()),
                numbers(
                        "manual - numerical, relative",
                        rows,
                        row -> row.manualNumerical().relative()),
                numbers("autograd - numerical", rows, row -> row.autogradNumerical().greatest()),
                numbers(
                        "autograd - numerical, relative",
                        rows,
                        row -> row.autogradNumerical().relative()),
                BooleanColumn.create("exact", rows.stream().map(Row::isExact).toList()),
                numbers("ulps", rows, Row::ulps),
                IntColumn.create("sampled", rows.stream().mapToInt(Row::sampled).toArray()),
                IntColumn.create("kinks", rows.stream().mapToInt(Row::kinks).toArray()),
                text("verdict", rows, row -> row.verdict().label()));
    }

    private static StringColumn text(String name, List<Row> rows, Function<Row, String> of) {
        return StringColumn.create(name, rows.stream().map(of).toList());
    }

    private static DoubleColumn numbers(String name, List<Row> rows, ToDoubleFunction<Row> of) {
        return DoubleColumn.create(name, rows.stream().mapToDouble(of));
    }
}
