package org.chainrule.trainers.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.datasets.images.ImageSets;
import org.chainrule.datasets.tables.CsvFormat;
import org.chainrule.datasets.tables.FeatureEncoding;
import org.chainrule.datasets.tables.TableData;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.trainers.ImageModel;
import org.chainrule.trainers.TableModel;
import org.chainrule.trainers.storage.ModelFolder;
import tech.tablesaw.api.Table;

/**
 * What a saved model predicts.
 *
 * @param csv a row for each row or image, below the names of the columns
 * @param count how many there are
 */
record Predictions(String csv, int count) {
    /**
     * Predicts.
     *
     * @param model the folder of the model
     * @param data a CSV file, or an image or a folder of them, as the model needs it
     * @param csv how the file is written; by default as that of training was
     */
    static Predictions of(Path model, Path data, CsvOptions csv) {
        ModelKind kind = ModelKind.of(model);
        Table table =
                switch (kind) {
                    case TABLE -> ofTable(model, data, csv);
                    case IMAGES -> ofImages(model, data);
                    case GPT ->
                            throw kind.unsuited(
                                    model, "predict", "must be a model of a table or of images");
                };
        return new Predictions(TableText.csv(table), table.rowCount());
    }

    private static Table ofTable(Path model, Path data, CsvOptions csv) {
        JsonObject config = new ModelFolder(model).config();
        CsvFormat trained =
                config.has("table")
                        ? TableSettings.of(model, config).format()
                        : CsvFormat.standard();
        TableModel table = TableModel.open(model);
        TableData rows = TableData.read(data, csv.over(trained));
        requireColumns(table, data, rows.table().columnNames());
        return table.predictions(rows);
    }

    private static void requireColumns(TableModel table, Path data, List<String> there) {
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

    private static Table ofImages(Path model, Path data) {
        List<Path> files = ImageSets.pictures(data);
        try (ImageModel images = ImageModel.open(model)) {
            return images.predictions(files);
        }
    }
}
