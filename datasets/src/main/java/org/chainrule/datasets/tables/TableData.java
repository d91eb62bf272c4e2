package org.chainrule.datasets.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table, what is predicted from what in it, and how its columns become numbers. An immutable
 * value; each method returns a changed copy. Nothing is computed from the data before it is split.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.datasets.tables.Missing;
 * import org.chainrule.datasets.tables.TableData;
 * import org.chainrule.datasets.tables.TableSplit;
 *
 * TableData people = TableData.read(Path.of("people.csv"))
 *         .target("bought")
 *         .without("id")
 *         .minMax("age")
 *         .ordinal("size", "S", "M", "L")
 *         .missing(Missing.MEDIAN, "age");
 * TableSplit split = people.split(0.2, 1337);
 * }</pre>
 *
 * <p>By default every column but the target is a feature; numbers are standardized, texts one-hot
 * encoded, and missing values refused. A target of texts is a class, one of numbers a number.
 */
public final class TableData {
    private final Table table;
    private final Source source;
    private final TablePlan plan;

    private TableData(Table table, Source source, TablePlan plan) {
        this.table = table;
        this.source = source;
        this.plan = plan;
    }

    /**
     * A Tablesaw table of numbers, texts and truth values; it is copied. Its name is used in
     * errors.
     *
     * @throws ChainruleException if it has no row
     */
    public static TableData of(Table table) {
        return of(table.copy(), Source.ofTable(table.name(), table.rowCount()));
    }

    static TableData of(Table table, Source source) {
        if (table.rowCount() == 0) {
            throw new ChainruleException(
                    source.name(),
                    "the table must have at least one row",
                    "but it has none",
                    "Give another table.");
        }
        return new TableData(table, source, TablePlan.EMPTY);
    }

    /**
     * A CSV file with the names of its columns in the first line; it may be packed by gzip.
     *
     * @throws ChainruleException if it can't be read; the message gives line and column of the
     *     first field that is wrong
     */
    public static TableData read(Path csv) {
        return read(csv, CsvFormat.standard());
    }

    /**
     * A CSV file in another format.
     *
     * @throws ChainruleException as {@link #read(Path)}
     */
    public static TableData read(Path csv, CsvFormat format) {
        return CsvTable.read(csv, format);
    }

    /** The column that is predicted: a class if it holds texts, a number if it holds numbers. */
    public TableData target(String column) {
        requireNames("target", column);
        return with(plan.withTarget(column, false));
    }

    /** The column that is predicted, and a class, even if it holds numbers. */
    public TableData targetClasses(String column) {
        requireNames("targetClasses", column);
        return with(plan.withTarget(column, true));
    }

    /** The columns that are read, in this order. */
    public TableData features(String... columns) {
        requireNames("features", columns);
        return with(plan.withFeatures(List.of(columns).stream().distinct().toList()));
    }

    /** Reads all columns that were read before, but not these. */
    public TableData without(String... columns) {
        requireNames("without", columns);
        List<String> left =
                (plan.features().isEmpty() ? table.columnNames() : plan.features())
                        .stream().filter(name -> !List.of(columns).contains(name)).toList();
        if (left.isEmpty()) {
            throw new ChainruleException(
                    "without", "a column must remain", "but none does", "Leave out fewer.");
        }
        return with(plan.withFeatures(left));
    }

    /** Scales to mean 0 and deviation 1: (x − μ) / σ with σ² = Σ(x − μ)² / n. */
    public TableData standardize(String... columns) {
        return each("standardize", t -> t.withForm(Treatment.Form.STANDARD), columns);
    }

    /** Scales to the range from 0 to 1: (x − min) / (max − min). */
    public TableData minMax(String... columns) {
        return each("minMax", t -> t.withForm(Treatment.Form.MIN_MAX), columns);
    }

    /** Takes numbers as they are. */
    public TableData unscaled(String... columns) {
        return each("unscaled", t -> t.withForm(Treatment.Form.UNSCALED), columns);
    }

    /** Makes one number for each category, 1 for the one that is there and 0 for the others. */
    public TableData oneHot(String... columns) {
        return each("oneHot", t -> t.withForm(Treatment.Form.ONE_HOT), columns);
    }

    /**
     * Makes of each category its place in an order: 0, 1, 2, …
     *
     * @param column the column
     * @param order all categories in their order; without any, those of the training part are
     *     sorted
     */
    public TableData ordinal(String column, String... order) {
        if (order.length > 0) {
            Value.distinct(column, List.of(order));
        }
        return each("ordinal", t -> t.withOrder(List.of(order)), column);
    }

    /**
     * What becomes of missing values.
     *
     * @param policy what; the mean and the median are for numbers and ordinal categories
     * @param columns where; without any, in all features that do not say otherwise and take it
     */
    public TableData missing(Missing policy, String... columns) {
        return columns.length == 0
                ? with(plan.withMissing(policy))
                : each("missing", t -> t.withMissing(policy), columns);
    }

    /** Takes categories that the training part lacks: one-hot encoded, they are zeros alone. */
    public TableData allowUnknown(String... columns) {
        return each("allowUnknown", Treatment::withUnknown, columns);
    }

    private TableData each(String verb, UnaryOperator<Treatment> change, String... columns) {
        requireNames(verb, columns);
        TablePlan changed = plan;
        for (String column : columns) {
            changed = changed.with(column, change);
        }
        return with(changed);
    }

    private TableData with(TablePlan other) {
        return new TableData(table, source, other);
    }

    private void requireNames(String verb, String... columns) {
        if (columns.length == 0) {
            throw new ChainruleException(
                    source.name() + ", " + verb,
                    "must name a column of the table",
                    "but it names none",
                    "It has " + Names.listed(table.columnNames()) + ".");
        }
        for (String column : columns) {
            Names.require(source.name() + ", " + verb, column, table.columnNames());
        }
    }

    /** What the file or table is called. */
    public String name() {
        return table.name();
    }

    /** How many rows there are. */
    public int rows() {
        return table.rowCount();
    }

    /** Where a field lies, for errors: {@code iris.csv, line 7, column "width"}. */
    public String at(int row, String column) {
        return source.at(row, column);
    }

    /** A copy of the table, as it was read. */
    public Table table() {
        return table.copy();
    }

    /**
     * The column that is predicted.
     *
     * @throws ChainruleException if none was chosen
     */
    public String targetName() {
        if (plan.target() == null) {
            throw new ChainruleException(
                    source.name(),
                    "a column must be the target",
                    "but none was chosen",
                    "Add .target(\"%s\").".formatted(table.column(table.columnCount() - 1).name()));
        }
        return plan.target();
    }

    /** The columns that are read. */
    public List<String> featureNames() {
        return (plan.features().isEmpty() ? table.columnNames() : plan.features())
                .stream().filter(name -> !name.equals(plan.target())).toList();
    }

    /** Whether a class is predicted, and not a number. */
    public boolean hasClasses() {
        return plan.numbersAreClasses() || !(column(targetName()) instanceof NumericColumn<?>);
    }

    /**
     * The encoding that all rows of this table give. To keep a test part out of it, split first.
     *
     * @throws ChainruleException if a column does not fit how it shall be encoded, or a value is
     *     missing where that was not foreseen
     */
    public TableEncoding encoding() {
        return new Fitting(this).fit();
    }

    /**
     * Some rows, chosen at random, for a test, and the others for training. Each class has the same
     * share of both, as far as whole rows allow; the order of the rows stays.
     *
     * @param testFraction above 0 and below 1
     * @param seed the same gives the same parts on every machine
     * @throws ChainruleException if the fraction is out of range, a class has a single row, or the
     *     training part does not give an encoding
     */
    public TableSplit split(double testFraction, long seed) {
        boolean[] isTest = TableGroups.of(this).test(testFraction, seed);
        return new TableSplit(picked(rows(row -> !isTest[row])), picked(rows(row -> isTest[row])));
    }

    /**
     * k splits for cross-validation: each row is in the test part of exactly one.
     *
     * @param k from 2 to the number of rows
     * @param seed the same gives the same folds on every machine
     * @throws ChainruleException as {@link #split}
     */
    public List<TableSplit> folds(int k, long seed) {
        int[] folds = TableGroups.of(this).folds(k, seed);
        return IntStream.range(0, k)
                .mapToObj(
                        fold ->
                                new TableSplit(
                                        picked(rows(row -> folds[row] != fold)),
                                        picked(rows(row -> folds[row] == fold))))
                .toList();
    }

    private int[] rows(IntPredicate isChosen) {
        return IntStream.range(0, rows()).filter(isChosen).toArray();
    }

    private TableData picked(int[] rows) {
        return new TableData(table.rows(rows), source.picked(rows), plan);
    }

    Source source() {
        return source;
    }

    Column<?> column(String name) {
        Names.require(source.name(), name, table.columnNames());
        return table.column(name);
    }

    TablePlan plan() {
        return plan;
    }

    /** The rows that have a value in each column whose missing values are dropped. */
    int[] kept() {
        List<Column<?>> droppers = new ArrayList<>();
        featureNames().stream()
                .filter(name -> plan.missing(name) == Missing.DROP)
                .forEach(name -> droppers.add(column(name)));
        if (plan.missing(targetName()) == Missing.DROP) {
            droppers.add(column(targetName()));
        }
        return rows(row -> droppers.stream().noneMatch(column -> column.isMissing(row)));
    }

    @Override
    public String toString() {
        return "TableData[%s, %d rows, %d columns]".formatted(name(), rows(), table.columnCount());
    }
}
