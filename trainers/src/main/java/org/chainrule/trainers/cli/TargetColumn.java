package org.chainrule.trainers.cli;

import java.util.Arrays;
import java.util.List;
import org.chainrule.datasets.generators.Generators;
import org.chainrule.datasets.tables.TableData;
import org.chainrule.dsl.error.ChainruleException;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/**
 * The column that is predicted.
 *
 * @param name its name
 * @param areClasses whether it holds classes, and not numbers
 */
record TargetColumn(String name, boolean areClasses) {
    private static final int MOST_CLASSES = 20; // of numbers, unless told so
    private static final int ROWS_A_CLASS = 5; // at least, on average

    /**
     * The column that was asked for, or the last one of a generator.
     *
     * @param all the table
     * @param asked its name, or null
     * @param task what was asked for, or null
     * @param notes told what it is taken for where that was not asked for
     */
    static TargetColumn of(
            TableData all, String asked, TableSubject.Task task, List<String> notes) {
        List<String> columns = all.table().columnNames();
        boolean isGenerated = Generators.names().containsKey(all.name());
        if (asked == null && !isGenerated) {
            throw new ChainruleException(
                    "--target",
                    "the column that is predicted must be named",
                    "but no --target was given for " + all.name(),
                    "Add --target COLUMN, one of " + TableSettings.listed(columns) + ".");
        }
        String name = Settings.or(asked, columns.get(columns.size() - 1));
        TableSettings.requireColumns("--target", all.table(), List.of(name));
        return new TargetColumn(name, areClasses(all.table().column(name), task, notes));
    }

    private static boolean areClasses(
            Column<?> column, TableSubject.Task task, List<String> notes) {
        boolean areNumbers = column instanceof NumericColumn<?>;
        if (!areNumbers && task == TableSubject.Task.ESTIMATE) {
            throw new ChainruleException(
                    "--task estimate",
                    "the column that is estimated must hold numbers",
                    "but \"" + column.name() + "\" holds texts",
                    "Use --task classify, or name another --target.");
        }
        if (task != null) {
            return task == TableSubject.Task.CLASSIFY;
        }
        boolean areClasses = !(column instanceof NumericColumn<?> each) || areFewWhole(each);
        String told = "\"%s\" is taken for %s".formatted(column.name(), word(areClasses));
        String other =
                "; --task %s takes it for %s"
                        .formatted(areClasses ? "estimate" : "classify", word(!areClasses));
        notes.add(areNumbers ? told + other : told);
        return areClasses;
    }

    private static String word(boolean areClasses) {
        return areClasses ? "classes" : "numbers";
    }

    private static boolean areFewWhole(NumericColumn<?> numbers) {
        double[] present = numbers.asDoubleColumn().removeMissing().asDoubleArray();
        long distinct = Arrays.stream(present).distinct().count();
        return distinct <= MOST_CLASSES
                && distinct * ROWS_A_CLASS <= present.length
                && Arrays.stream(present).allMatch(x -> x == Math.rint(x));
    }
}
