package org.chainrule.trainers;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;
import org.chainrule.trainers.storage.AtomicFile;

/**
 * The CSV file of a history. Every row is one write, so that a killed process leaves whole rows;
 * what validation measures comes later, in the last columns, and takes the place of the end of the
 * last line.
 */
final class MetricsFile implements AutoCloseable {
    static final List<String> COLUMNS =
            List.of(
                    "step",
                    "loss",
                    "learning_rate",
                    "gradient_norm",
                    "targets_per_second",
                    "validation_loss");
    private static final String HEADER = String.join(",", COLUMNS);

    private static final String OF_VALIDATION = "validation_";

    private final Path path;
    private final RandomAccessFile file;
    private final List<String> metrics; // by name, a column each

    private MetricsFile(Path path, RandomAccessFile file, List<String> metrics) {
        this.path = path;
        this.file = file;
        this.metrics = metrics;
    }

    /** What the column of a metric is called. */
    static String column(String metric) {
        return OF_VALIDATION + metric.replace(' ', '_');
    }

    private static String metric(String column) {
        return column.substring(OF_VALIDATION.length()).replace('_', ' ');
    }

    static boolean exists(Path path) {
        return Files.exists(path);
    }

    /** A file that holds some rows and takes more. */
    static MetricsFile holding(Path path, List<History.Row> rows, List<String> metrics) {
        var text = new StringBuilder(HEADER);
        metrics.forEach(metric -> text.append(',').append(column(metric)));
        text.append('\n');
        rows.forEach(row -> text.append(beginning(row)).append(end(row, metrics)));
        AtomicFile.write(path, out -> out.write(bytes(text.toString())));
        return opened(path, metrics);
    }

    /** A file that is there and takes more rows. */
    static MetricsFile opened(Path path, List<String> metrics) {
        try {
            var file = new RandomAccessFile(path.toFile(), "rw");
            file.seek(file.length());
            return new MetricsFile(path, file, metrics);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Adds a row. */
    void append(History.Row row) {
        try {
            file.write(bytes(beginning(row) + end(row, metrics)));
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Adds what validation has measured to the last row, which has gaps there. */
    void complete(History.Row row) {
        try {
            file.seek(file.length() - 1 - metrics.size());
            file.write(bytes(row.validationLoss() + metrics(row, metrics)));
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static ChainruleException unwritable(Path path, IOException e) {
        return new ChainruleException(
                path.toString(),
                "must take the rows of the run",
                "but it cannot be written (" + IoReason.of(e) + ")",
                "Make it writable and leave room.",
                e);
    }

    /** What the step itself has measured. */
    private static String beginning(History.Row row) {
        boolean isStep = !Double.isNaN(row.learningRate()); // else a validation only
        return row.step()
                + ","
                + (isStep ? row.loss() : "")
                + ","
                + (isStep ? row.learningRate() : "")
                + ","
                + (isStep ? row.gradientNorm() : "")
                + ","
                + (isStep ? rounded(row.targetsPerSecond()) : "")
                + ",";
    }

    private static String end(History.Row row, List<String> metrics) {
        return (Double.isNaN(row.validationLoss()) ? "" : row.validationLoss())
                + metrics(row, metrics);
    }

    private static String metrics(History.Row row, List<String> metrics) {
        var text = new StringBuilder();
        for (String metric : metrics) {
            Double value = row.metrics().get(metric);
            text.append(',').append(value == null ? "" : value);
        }
        return text.append('\n').toString();
    }

    private static String rounded(double speed) {
        return String.format(Locale.ROOT, "%.1f", speed);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The rows of a file, without a last one that was cut short. */
    static List<History.Row> read(Path path) {
        String text;
        try {
            text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ChainruleException(
                    path.toString(),
                    "must be readable",
                    "but it is not (" + IoReason.of(e) + ")",
                    "Check the name and the permissions.",
                    e);
        }
        List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        if (lines.isEmpty() || !lines.get(0).matches(HEADER + "(," + OF_VALIDATION + "[^,]+)*")) {
            throw new ChainruleException(
                    path.toString(),
                    "the first line must be " + HEADER,
                    lines.isEmpty() ? "but there is none" : "but it is " + lines.get(0),
                    "Move the file away, or choose another folder.");
        }
        List<String> columns = List.of(lines.get(0).split(","));
        List<History.Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            rows.add(row(path, columns, i + 1, lines.get(i)));
        }
        return rows;
    }

    private static History.Row row(Path path, List<String> columns, int number, String line) {
        String[] cells = line.split(",", -1);
        try {
            if (cells.length == columns.size()) {
                Map<String, Double> metrics = new LinkedHashMap<>();
                for (int i = COLUMNS.size(); i < cells.length; i++) {
                    if (!cells[i].isEmpty()) {
                        metrics.put(metric(columns.get(i)), number(cells[i]));
                    }
                }
                return new History.Row(
                        Long.parseLong(cells[0]),
                        number(cells[1]),
                        number(cells[2]),
                        number(cells[3]),
                        number(cells[4]),
                        number(cells[5]),
                        metrics);
            }
        } catch (NumberFormatException e) {
            // The same message as for a wrong number of cells.
        }
        throw new ChainruleException(
                path.toString(),
                "each line must hold " + columns.size() + " numbers or gaps",
                "but line " + number + " is \"" + line + '"',
                "Mend that line, or move the file away.");
    }

    private static double number(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }
}
