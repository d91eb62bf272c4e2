package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.chainrule.datasets.Examples;
import org.chainrule.datasets.generators.Generator;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.trainers.Classifier;
import org.chainrule.trainers.ExampleBatches;
import org.chainrule.trainers.Run;
import org.chainrule.trainers.Training;
import org.chainrule.trainers.plots.DecisionBoundaryPlot;

/**
 * A small network that is trained on three quarters of some points, and its boundary drawn with the
 * others.
 *
 * @param data points of classes
 * @param seed of the points, the split and the training
 */
record Boundary(Generator data, long seed) {
    private static final int WIDTH = 64;
    private static final int STEPS = 600;
    private static final double TEST = 0.25;

    void draw(Path file, PrintWriter err) {
        Examples.Split split = data.examples(seed).split(TEST, seed);
        DecisionBoundaryPlot.require(split.test()); // before the work
        FeatureNet net =
                Net.features(2)
                        .dense(WIDTH)
                        .gelu()
                        .dense(WIDTH)
                        .gelu()
                        .logits(split.test().classes().size());
        Training training =
                Training.of(net)
                        .on(ExampleBatches.of(split))
                        .optimizer(Optimizers.adamW(1e-2))
                        .schedule(Schedules.warmupCosine(20, STEPS))
                        .steps(STEPS)
                        .batch(WIDTH)
                        .seed(seed)
                        .threads(1);
        try (Screen screen = new Screen(Terminal.isThere(), err, "points");
                Run run = training.callback(screen).start();
                var classifier = new Classifier(net, run.weights(), split.test().classes())) {
            double accuracy = classifier.predict(split.test()).confusion().accuracy();
            String title =
                    String.format(
                            Locale.ROOT,
                            "%s: %.1f%% of %,d held-out points are right",
                            data.name(),
                            100 * accuracy,
                            split.test().count());
            new DecisionBoundaryPlot(title, split.test(), classifier::probabilities).write(file);
            err.println(title);
            err.flush();
        }
    }
}
