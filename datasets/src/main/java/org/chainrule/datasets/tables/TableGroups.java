package org.chainrule.datasets.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.datasets.Stratification;
import org.chainrule.dsl.error.ChainruleException;
import tech.tablesaw.columns.Column;

/** The rows of a table in the groups that a split divides. */
final class TableGroups {
    private TableGroups() {}

    /**
     * The rows of a table by their class, and those that will be dropped by themselves.
     *
     * @throws ChainruleException if a target is missing, or a class has a single row
     */
    static Stratification of(TableData data) {
        Source source = data.source();
        Column<?> target = data.column(data.targetName());
        boolean[] isKept = new boolean[data.rows()];
        Map<String, List<Integer>> classes = new LinkedHashMap<>();
        for (int row : data.kept()) {
            isKept[row] = true;
            Object raw = Value.of(source, target, row);
            String where = source.at(row, target.name());
            if (raw == null) {
                throw NumberTarget.missing(where);
            }
            String label = data.hasClasses() ? Value.category(where, raw) : "";
            classes.computeIfAbsent(label, l -> new ArrayList<>()).add(row);
        }
        if (classes.isEmpty()) {
            throw TableRows.none(source.name());
        }
        classes.forEach((label, rows) -> requirePair(data, label, rows));
        List<int[]> groups =
                Stream.concat(
                                classes.values().stream(),
                                Stream.of(
                                        IntStream.range(0, data.rows())
                                                .filter(row -> !isKept[row])
                                                .boxed()
                                                .toList()))
                        .filter(rows -> !rows.isEmpty())
                        .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
                        .toList();
        return new Stratification(source.name(), groups, data.rows());
    }

    private static void requirePair(TableData data, String label, List<Integer> rows) {
        if (rows.size() < 2) {
            throw new ChainruleException(
                    data.source().column(data.targetName()),
                    data.hasClasses()
                            ? "each class must have at least 2 rows, so that no training part lacks"
                                    + " it"
                            : "there must be at least 2 rows to split",
                    (data.hasClasses()
                                    ? "but %s has".formatted(Value.shown(label))
                                    : "but there is")
                            + " only the one in "
                            + data.source().place(rows.get(0)),
                    "Give more, or leave it out.");
        }
    }
}
