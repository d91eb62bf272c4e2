package org.chainrule.trainers.cli;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.datasets.tables.ClassTarget;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.metrics.Metrics;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.models.Mlp;
import org.chainrule.trainers.Run;
import org.chainrule.trainers.TableBatches;
import org.chainrule.trainers.TableConfig;
import org.chainrule.trainers.TableModel;
import org.chainrule.trainers.TablePredictions;
import org.chainrule.trainers.Training;

/**
 * A multilayer perceptron on a table.
 *
 * @param run how it is trained
 * @param settings what is predicted from what
 * @param model the network and the encoding of its rows
 * @param parts the rows
 * @param notes what was found out about the table
 */
record TableJob(
        RunConfig run,
        TableSettings settings,
        TableConfig model,
        TableParts parts,
        List<String> notes)
        implements Job {
    private static final Gson GSON = new Gson();

    /** A copy of the list. */
    TableJob {
        notes = List.copyOf(notes);
    }

    @Override
    public Training training() {
        Training training =
                Training.of(Mlp.of(network()))
                        .on(TableBatches.of(parts.training()))
                        .optimizer(Optimizers.adamW(run.rate()));
        return hasClasses()
                ? training.loss(Losses.crossEntropy()).metric(Metrics.accuracy())
                : training.loss(Losses.meanSquaredError());
    }

    private Mlp.Config network() {
        return model.network().orElseThrow();
    }

    private boolean hasClasses() {
        return model.encoding().target() instanceof ClassTarget;
    }

    @Override
    public String told() {
        String last =
                String.format(
                        Locale.ROOT,
                        "%s: %,d parameters, %s, %,d rows for training, %,d for the test",
                        run.preset(),
                        Mlp.of(network()).parameterCount(),
                        parts.test().name(),
                        parts.training().training().rows(),
                        parts.test().rows());
        return Stream.concat(notes.stream(), Stream.of(last))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    @Override
    public String targets() {
        return "rows";
    }

    @Override
    public JsonObject config() {
        JsonObject config = model.json();
        config.add("table", settings.json());
        config.add("run", GSON.toJsonTree(run));
        return config;
    }

    /** Prints how well the rows of the test are predicted, and leaves their predictions. */
    @Override
    public void show(Run trained, Path folder, PrintWriter print) {
        TableModel table = TableModel.of(network(), trained.weights(), model.encoding());
        TablePredictions predictions = table.predict(parts.test());
        TableText.csv(predictions.table(), folder.resolve("predictions.csv"));
        if (hasClasses()) {
            new ClassReport(predictions.classes()).show(print, folder);
        } else {
            print.println(TableText.of(predictions.errors().table()));
            print.println();
        }
    }
}
