package org.chainrule.trainers.cli;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.datasets.Nearest;
import org.chainrule.datasets.generators.Generators;
import org.chainrule.datasets.tables.CsvFormat;
import org.chainrule.datasets.tables.Missing;
import org.chainrule.datasets.tables.TableData;
import org.chainrule.dsl.error.ChainruleException;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * What is predicted from what in a table, and how the file is written: what {@code config.json}
 * keeps of it, so that the same rows can be read again.
 *
 * @param target the column that is predicted
 * @param areClasses whether it is a class
 * @param format how the file is written
 * @param without columns that are not read
 * @param unknown columns that may hold categories which training lacks
 */
record TableSettings(
        String target,
        boolean areClasses,
        CsvFormat format,
        List<String> without,
        List<String> unknown) {
    private static final Gson GSON = new Gson();
    private static final int SHOWN = 8; // columns that an error names

    JsonObject json() {
        return GSON.toJsonTree(this).getAsJsonObject();
    }

    /**
     * The settings that {@link #json} gave.
     *
     * @throws ChainruleException if there are none
     */
    static TableSettings of(Path folder, JsonObject config) {
        TableSettings settings;
        try {
            settings = GSON.fromJson(config.get("table"), TableSettings.class);
        } catch (RuntimeException e) { // Gson's own, or one around that of a record's constructor
            throw ModelKind.TABLE.damaged(folder, "it can't be read", e);
        }
        if (settings == null
                || settings.target == null
                || settings.format == null
                || settings.without == null
                || settings.unknown == null) {
            throw ModelKind.TABLE.damaged(folder, "a part of it is missing", null);
        }
        return settings;
    }

    /**
     * The table of a generator or of a file.
     *
     * @param data the name or the path
     * @param seed what a generator draws from
     */
    static TableData read(String data, CsvFormat format, long seed) {
        return Generators.names().containsKey(data)
                ? TableData.of(GeneratedTable.of(Generators.named(data), seed))
                : TableData.read(Path.of(data), format);
    }

    /**
     * The table with its target, and what becomes of missing values: rows without a target are left
     * out; a column with missing values is given a flag that tells where, and its mean stands for a
     * missing number; where no number is missing now, the median stands for one that is later.
     */
    TableData over(TableData all) {
        Table table = all.table();
        requireColumns("--target", table, List.of(target));
        requireColumns("--without", table, without);
        requireColumns("--allow-unknown", table, unknown);
        TableData data = areClasses ? all.targetClasses(target) : all.target(target);
        data = areClasses ? data : data.standardize(target);
        data = without.isEmpty() ? data : data.without(without.toArray(String[]::new));
        data = data.missing(Missing.DROP, target);
        for (String name : data.featureNames()) {
            Column<?> column = table.column(name);
            if (column.countMissing() > 0) {
                data = data.missing(Missing.FLAG, name);
            } else if (column instanceof NumericColumn<?>) {
                data = data.missing(Missing.MEDIAN, name);
            }
        }
        return unknown.isEmpty() ? data : data.allowUnknown(unknown.toArray(String[]::new));
    }

    /** Refuses names that a table does not have. */
    static void requireColumns(String option, Table table, List<String> names) {
        List<String> there = table.columnNames();
        for (String name : names) {
            if (!there.contains(name)) {
                throw new ChainruleException(
                        option,
                        "must name a column of " + table.name(),
                        "but there is no \"" + name + "\"",
                        Nearest.to(name, there)
                                .map("Did you mean \"%s\"?"::formatted)
                                .orElse("It has " + listed(there) + "."));
            }
        }
    }

    /** The names of the first few columns. */
    static String listed(List<String> columns) {
        List<String> first = columns.stream().limit(SHOWN).toList();
        int rest = columns.size() - first.size();
        return String.join(", ", first) + (rest > 0 ? " and " + rest + " more" : "");
    }
}
