package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chainrule.datasets.generators.Generators;
import org.chainrule.datasets.tables.ClassTarget;
import org.chainrule.datasets.tables.CsvFormat;
import org.chainrule.datasets.tables.TableData;
import org.chainrule.datasets.tables.TableEncoding;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.models.Mlp;
import org.chainrule.trainers.TableConfig;
import org.chainrule.trainers.storage.ModelFolder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Tables, and a multilayer perceptron. No method has a type of Tablesaw: help must not load it. */
final class TableSubject implements Subject {
    private static final long STEPS_OF_POINTS = 2_000; // there are always more to draw
    private static final double RATE_OF_POINTS = 0.01;
    private static final String HIDDEN = "32,32";
    private static final Pattern FILE = Pattern.compile(".*\\.(csv|tsv)(\\.gz)?");
    private static final Pattern TABS = Pattern.compile(".*\\.tsv(\\.gz)?");

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description =
                    "The column of a CSV file that is predicted. Without it, a file that does not"
                            + " end in .csv or .tsv is text.")
    private String target;

    @Option(
            names = "--task",
            paramLabel = "classify|estimate",
            description =
                    "Whether the column holds classes or numbers; by default texts and a few whole"
                            + " numbers are classes.")
    private Task task;

    @Option(
            names = "--hidden",
            paramLabel = "N,N",
            description = "Widths of the hidden layers, or none; " + HIDDEN + " by default.")
    private String hidden;

    @Option(
            names = "--batch-norm",
            description = "Normalizes hidden units over the batch; not by default.")
    private boolean hasBatchNorm;

    @Option(
            names = "--without",
            paramLabel = "COLUMN",
            split = ",",
            description =
                    "Columns that are not read; by default all are from which nothing is predicted"
                            + " but the target.")
    private List<String> without;

    @Option(
            names = "--allow-unknown",
            paramLabel = "COLUMN",
            split = ",",
            description =
                    "Columns of text that may hold categories which training lacks; by default such"
                            + " a row is refused.")
    private List<String> unknown;

    @ArgGroup(exclusive = false, validate = false)
    private CsvOptions csv = new CsvOptions();

    /** What is predicted. */
    enum Task {
        /** A class. */
        CLASSIFY,
        /** A number. */
        ESTIMATE
    }

    @Override
    public ModelKind kind() {
        return ModelKind.TABLE;
    }

    @Override
    public String label() {
        return "tables";
    }

    @Override
    public boolean owns(String data) {
        return Generators.names().containsKey(data);
    }

    @Override
    public boolean suits(String data) {
        return FILE.matcher(data.toLowerCase(Locale.ROOT)).matches();
    }

    @Override
    public Job begin(Settings settings, PrintWriter err) {
        if (settings.data() == null) {
            throw new ChainruleException(
                    "--data",
                    "a table to train on must be named",
                    "but no --data was given",
                    "Add --data FILE.csv.");
        }
        Settings.Defaults defaults = defaults(settings.data());
        RunConfig run = settings.fresh(defaults);
        List<Long> widths = HiddenWidths.of(Settings.or(hidden, HIDDEN));
        CsvFormat standard = CsvFormat.standard();
        boolean hasTabs = TABS.matcher(run.data().toLowerCase(Locale.ROOT)).matches();
        CsvFormat format = csv.over(hasTabs ? standard.withSeparator('\t') : standard);
        TableData all = TableSettings.read(settings.data(), format, run.seed());
        List<String> notes = new ArrayList<>();
        TargetColumn column = TargetColumn.of(all, target, task, notes);
        var how =
                new TableSettings(
                        column.name(),
                        column.areClasses(),
                        format,
                        Settings.or(without, List.of()),
                        Settings.or(unknown, List.of()));
        TableParts parts = TableParts.of(how.over(all), run, notes);
        TableEncoding encoding = parts.encoding();
        long outputs = encoding.target() instanceof ClassTarget c ? c.classes() : 1;
        Mlp.Config net =
                new Mlp.Config(encoding.width(), widths, outputs)
                        .withDropout(settings.dropout(defaults));
        net = hasBatchNorm ? net.withBatchNorm() : net;
        return new TableJob(
                settings.through(parts.training().training().rows(), run),
                how,
                new TableConfig(encoding, Optional.of(net)),
                parts,
                notes);
    }

    private Settings.Defaults defaults(String data) {
        return owns(data)
                ? new Settings.Defaults(data, STEPS_OF_POINTS, RATE_OF_POINTS)
                : new Settings.Defaults(
                        "table", Settings.Defaults.STEPS, Settings.Defaults.TABLE_RATE);
    }

    @Override
    public Job resume(Path folder, Settings settings, PrintWriter err) {
        var json = new ModelFolder(folder).config();
        TableSettings how = TableSettings.of(folder, json);
        TableConfig config = TableConfig.of(folder.toString(), json);
        RunConfig run = settings.resumed(RunConfig.of(folder, ModelKind.TABLE, json));
        if (config.network().isEmpty()) {
            throw ModelKind.TABLE.damaged(folder, "a part of it is missing", null);
        }
        TableData all = TableSettings.read(run.data(), how.format(), run.seed());
        List<String> notes = new ArrayList<>();
        TableParts parts = TableParts.of(how.over(all), run, notes);
        if (!parts.encoding().equals(config.encoding())) {
            throw new ChainruleException(
                    folder.toString(),
                    "a run must resume on the table that it began with",
                    "but " + run.data() + " has other rows now",
                    "Give back the old table, or begin a new run in another folder.");
        }
        return new TableJob(run, how, config, parts, notes);
    }
}
