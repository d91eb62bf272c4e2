package org.chainrule.trainers.cli;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.chainrule.datasets.images.ImageSets;
import org.chainrule.datasets.tables.CsvFormat;
import org.chainrule.datasets.tables.FeatureEncoding;
import org.chainrule.datasets.tables.TableData;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.trainers.ImageModel;
import org.chainrule.trainers.TableModel;
import org.chainrule.trainers.storage.ModelFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;

/** Predicts with a trained model of a table or of images. */
@Command(
        name = "predict",
        description = {
            "Predicts the column of a table, or the class of images, with a trained model.",
            "Prints CSV with a row for each row or image: what is predicted, and for classes the"
                    + " probability of each."
        })
final class PredictCommand implements Runnable {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "The folder that train wrote.")
    private Path model;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            description =
                    "A CSV file with the columns that the model reads; for a model of images, a PNG"
                            + " or JPEG file or a folder of them.")
    private Path data;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the CSV is written; the standard output by default.")
    private Path out;

    @Mixin private CsvOptions csv;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        ModelKind kind = ModelKind.of(model);
        Table predictions =
                switch (kind) {
                    case TABLE -> ofTable();
                    case IMAGES -> ofImages();
                    case GPT ->
                            throw kind.unsuited(
                                    model, "predict", "must be a model of a table or of images");
                };
        PrintWriter print = spec.commandLine().getOut();
        if (out == null) {
            print.print(TableText.csv(predictions));
            print.flush();
            return;
        }
        TableText.csv(predictions, out);
        PrintWriter err = spec.commandLine().getErr();
        err.printf(Locale.ROOT, "%,d predictions are in %s%n", predictions.rowCount(), out);
        err.flush();
    }

    private Table ofTable() {
        JsonObject config = new ModelFolder(model).config();
        CsvFormat trained =
                config.has("table")
                        ? TableSettings.of(model, config).format()
                        : CsvFormat.standard();
        TableModel table = TableModel.open(model);
        TableData rows = TableData.read(data, csv.over(trained));
        requireColumns(table, rows);
        return table.predictions(rows);
    }

    private void requireColumns(TableModel table, TableData rows) {
        List<String> there = rows.table().columnNames();
        List<String> absent =
                table.encoding().features().stream()
                        .map(FeatureEncoding::name)
                        .filter(name -> !there.contains(name))
                        .toList();
        if (!absent.isEmpty()) {
            throw new ChainruleException(
                    data.toString(),
                    "must have each column that the model reads",
                    "but there is no " + TableSettings.listed(absent),
                    "It has " + TableSettings.listed(there) + "; add or rename what is missing.");
        }
    }

    private Table ofImages() {
        List<Path> files = ImageSets.pictures(data);
        try (ImageModel images = ImageModel.open(model)) {
            return images.predictions(files);
        }
    }
}
