package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.chainrule.trainers.storage.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Predicts with a trained model of a table or of images. No method has a type of Tablesaw: help
 * must not load it.
 */
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
        Predictions made = Predictions.of(model, data, csv);
        PrintWriter print = spec.commandLine().getOut();
        if (out == null) {
            print.print(made.csv());
            print.flush();
            return;
        }
        byte[] bytes = made.csv().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(out, file -> file.write(bytes));
        PrintWriter err = spec.commandLine().getErr();
        err.printf(Locale.ROOT, "%,d predictions are in %s%n", made.count(), out);
        err.flush();
    }
}
