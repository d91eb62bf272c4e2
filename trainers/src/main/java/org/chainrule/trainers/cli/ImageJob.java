package org.chainrule.trainers.cli;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.chainrule.datasets.images.Augmentation;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.metrics.Metrics;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.models.LeNet;
import org.chainrule.trainers.Classifier;
import org.chainrule.trainers.ExampleBatches;
import org.chainrule.trainers.ImageConfig;
import org.chainrule.trainers.Run;
import org.chainrule.trainers.Training;
import org.chainrule.trainers.metrics.ClassPredictions;

/**
 * A small convolutional network on images.
 *
 * @param run how it is trained
 * @param change how images are changed at random while it is
 * @param model the network and what its images are
 * @param parts the images
 */
record ImageJob(RunConfig run, Augmentation change, ImageConfig model, ImageParts parts)
        implements Job {
    private static final Gson GSON = new Gson();
    private static final String CHANGE = "augmentation";

    @Override
    public Training training() {
        return Training.of(LeNet.of(model.network()))
                .on(ExampleBatches.of(parts.training(), parts.validation()))
                .loss(Losses.crossEntropy())
                .metric(Metrics.accuracy())
                .optimizer(Optimizers.adamW(run.rate()));
    }

    @Override
    public String told() {
        return String.format(
                Locale.ROOT,
                "%s: %,d parameters, %s, %d classes, %,d images for training, %,d for the test",
                run.preset(),
                LeNet.of(model.network()).parameterCount(),
                parts.test().name(),
                model.classes().size(),
                parts.training().count(),
                parts.test().count());
    }

    @Override
    public String targets() {
        return "images";
    }

    @Override
    public JsonObject config() {
        JsonObject config = model.json();
        config.add(CHANGE, GSON.toJsonTree(change));
        config.add("run", GSON.toJsonTree(run));
        return config;
    }

    /** How images are changed, as {@link #config} says it; null where it does not. */
    static Augmentation change(JsonObject config) {
        try {
            return GSON.fromJson(config.get(CHANGE), Augmentation.class);
        } catch (RuntimeException e) { // Gson's own, or one around that of a record's constructor
            return null;
        }
    }

    /** Prints how well the images of the test are told apart, and leaves their predictions. */
    @Override
    public void show(Run trained, Path folder, PrintWriter print) {
        try (var classifier =
                new Classifier(LeNet.of(model.network()), trained.weights(), model.classes())) {
            ClassPredictions predictions = classifier.predict(parts.test());
            TableText.csv(predictions.table(), folder.resolve("predictions.csv"));
            new ClassReport(predictions).show(print, folder);
        }
    }
}
