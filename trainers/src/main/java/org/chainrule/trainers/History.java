package org.chainrule.trainers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/**
 * What was measured in a run, step by step: in memory, and in a CSV file if wished.
 *
 * <p>Each row is in the file before the next step begins, so a run that is killed leaves a file
 * that can be read, and one that resumes goes on with it. Numbers are written in full: equal runs
 * leave equal losses.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 *
 * try (History history = History.into(Path.of("metrics.csv"))) {
 *     history.stepped(new Progress(1, 100, 4.17, 1e-3, 1.2, 30_000));
 *     history.validated(1, 4.11);
 *     System.out.println(history.table());
 * }
 * }</pre>
 */
public final class History implements Callback, AutoCloseable {
    private final List<Row> rows = new ArrayList<>();
    private final MetricsFile file;
    private boolean isComplete; // whether the last row has its validation loss, or there is none

    /**
     * A step. What was not measured is NaN.
     *
     * @param step how many steps were done
     * @param loss the loss on the step's batch, before its update
     * @param learningRate the learning rate
     * @param gradientNorm the norm of all gradients, before clipping
     * @param targetsPerSecond how many targets (for text: tokens) the step saw, per second
     * @param validationLoss the loss on validation data, after the step
     * @param metrics the metrics on validation data, by name; none unless the run asks for some
     */
    public record Row(
            long step,
            double loss,
            double learningRate,
            double gradientNorm,
            double targetsPerSecond,
            double validationLoss,
            Map<String, Double> metrics) {

        /** A copy of the metrics, in their order. */
        public Row {
            metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        }

        /** A step without metrics. */
        public Row(
                long step,
                double loss,
                double learningRate,
                double gradientNorm,
                double targetsPerSecond,
                double validationLoss) {
            this(
                    step,
                    loss,
                    learningRate,
                    gradientNorm,
                    targetsPerSecond,
                    validationLoss,
                    Map.of());
        }

        private static Row of(Progress p) {
            return new Row(
                    p.step(),
                    p.loss(),
                    p.rate(),
                    p.gradientNorm(),
                    p.targetsPerSecond(),
                    Double.NaN);
        }

        private Row validated(double found, Map<String, Double> measured) {
            return new Row(
                    step, loss, learningRate, gradientNorm, targetsPerSecond, found, measured);
        }

        private static Row ofValidation(long step, double loss, Map<String, Double> metrics) {
            return new Row(step, Double.NaN, Double.NaN, Double.NaN, Double.NaN, loss, metrics);
        }
    }

    /** An empty history that is kept in memory only. */
    public History() {
        this(null, List.of());
    }

    private History(MetricsFile file, List<Row> rows) {
        this.file = file;
        this.rows.addAll(rows);
        isComplete = rows.isEmpty() || !Double.isNaN(rows.get(rows.size() - 1).validationLoss());
    }

    /**
     * An empty history that is written to a CSV file; one that is there is replaced.
     *
     * @throws ChainruleException if the file cannot be written
     */
    public static History into(Path csv) {
        return into(csv, List.of());
    }

    /** The same with columns for metrics, by their names. */
    static History into(Path csv, List<String> metrics) {
        return new History(MetricsFile.holding(csv, List.of(), metrics), List.of());
    }

    /**
     * The history of a run that goes on after a step: its CSV file up to there. Later rows are
     * dropped; a file that is missing is begun.
     *
     * @param csv the file
     * @param step how many steps are done
     * @throws ChainruleException if the file cannot be read or written, or is another kind of file
     */
    public static History resumed(Path csv, long step) {
        return resumed(csv, step, List.of());
    }

    /** The same with columns for metrics, by their names; those of others are dropped. */
    static History resumed(Path csv, long step, List<String> metrics) {
        List<Row> kept =
                MetricsFile.exists(csv)
                        ? MetricsFile.read(csv).stream().filter(r -> r.step() <= step).toList()
                        : List.of();
        return new History(MetricsFile.holding(csv, kept, metrics), kept);
    }

    /**
     * A history that was written before, to look at.
     *
     * @throws ChainruleException if the file cannot be read or is another kind of file
     */
    public static History read(Path csv) {
        return new History(null, MetricsFile.read(csv));
    }

    /**
     * Adds a step.
     *
     * @throws ChainruleException if the file cannot be written
     */
    @Override
    public void stepped(Progress progress) {
        append(Row.of(progress));
        isComplete = false;
    }

    /**
     * Adds a validation loss to the last step, or a row of its own if it is of another one.
     *
     * @throws ChainruleException if the file cannot be written
     */
    @Override
    public void validated(long step, double loss) {
        validated(step, loss, Map.of());
    }

    /**
     * The same with metrics, by name. A file keeps those that it has columns for.
     *
     * @throws ChainruleException if the file cannot be written
     */
    @Override
    public void validated(long step, double loss, Map<String, Double> metrics) {
        int last = rows.size() - 1;
        if (isComplete || rows.get(last).step() != step) {
            append(Row.ofValidation(step, loss, metrics));
        } else {
            rows.set(last, rows.get(last).validated(loss, metrics));
            if (file != null) {
                file.complete(rows.get(last));
            }
        }
        isComplete = true;
    }

    private void append(Row row) {
        rows.add(row);
        if (file != null) {
            file.append(row);
        }
    }

    /** The rows so far. */
    public List<Row> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** The rows as a table, with the columns of the CSV file; what was not measured is missing. */
    public Table table() {
        List<String> names = MetricsFile.COLUMNS;
        Table table =
                Table.create(
                        "metrics",
                        LongColumn.create(names.get(0), rows.stream().mapToLong(Row::step)),
                        DoubleColumn.create(names.get(1), rows.stream().mapToDouble(Row::loss)),
                        DoubleColumn.create(
                                names.get(2), rows.stream().mapToDouble(Row::learningRate)),
                        DoubleColumn.create(
                                names.get(3), rows.stream().mapToDouble(Row::gradientNorm)),
                        DoubleColumn.create(
                                names.get(4), rows.stream().mapToDouble(Row::targetsPerSecond)),
                        DoubleColumn.create(
                                names.get(5), rows.stream().mapToDouble(Row::validationLoss)));
        rows.stream()
                .flatMap(row -> row.metrics().keySet().stream())
                .distinct()
                .forEach(name -> table.addColumns(column(name)));
        return table;
    }

    private DoubleColumn column(String metric) {
        return DoubleColumn.create(
                MetricsFile.column(metric),
                rows.stream().mapToDouble(row -> row.metrics().getOrDefault(metric, Double.NaN)));
    }

    /** The metrics of the last validation, by name; none unless the run asks for some. */
    public Map<String, Double> metrics() {
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (!Double.isNaN(rows.get(i).validationLoss())) {
                return rows.get(i).metrics();
            }
        }
        return Map.of();
    }

    /** Closes the file, if there is one. */
    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
