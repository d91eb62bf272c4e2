package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.chainrule.datasets.Examples;
import org.chainrule.datasets.generators.Blobs;
import org.chainrule.datasets.generators.Circles;
import org.chainrule.datasets.generators.Generator;
import org.chainrule.datasets.generators.LinearRegression;
import org.chainrule.datasets.generators.LogisticRegression;
import org.chainrule.datasets.generators.Moons;
import org.chainrule.datasets.generators.Sine;
import org.chainrule.datasets.generators.SineWaves;
import org.chainrule.datasets.generators.Spirals;
import org.chainrule.datasets.generators.Xor;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.trainers.plots.DecisionBoundaryPlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is generated can be learned, as well as its truth allows. */
class GeneratedDataTest {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final int STEPS = 600;

    private static Generator points(String name, int count) {
        return switch (name) {
            case "three spirals" -> new Spirals(count).withArms(3).withTurns(1);
            case "spirals" -> new Spirals(count);
            case "moons" -> new Moons(count);
            case "circles" -> new Circles(count);
            default -> new Blobs(count).withNoise(0.3);
        };
    }

    private static Training training(FeatureNet net, Batches data, long seed) {
        return Training.of(net)
                .on(data)
                .optimizer(Optimizers.adamW(1e-2))
                .schedule(Schedules.warmupCosine(20, STEPS))
                .steps(STEPS)
                .batch(64)
                .seed(seed)
                .threads(1);
    }

    /** On a quarter that was held out, and on more points, drawn from another seed. */
    @ParameterizedTest
    @CsvSource({
        "spirals, 1",
        "spirals, 2",
        "spirals, 3",
        "three spirals, 1",
        "three spirals, 2",
        "three spirals, 3",
        "moons, 1",
        "moons, 2",
        "moons, 3",
        "circles, 1",
        "circles, 2",
        "circles, 3",
        "blobs, 1",
        "blobs, 2",
        "blobs, 3"
    })
    void heldOutPointsAreToldApart(String name, long seed) {
        int count = name.endsWith("spirals") ? 1_200 : 400;
        Examples.Split split = points(name, count).examples(seed).split(0.25, seed);
        Examples fresh = points(name, 2_000).examples(1_000 + seed);
        FeatureNet net =
                Net.features(2).dense(64).gelu().dense(64).gelu().logits(fresh.classes().size());
        long start = System.nanoTime();
        try (Run run = training(net, ExampleBatches.of(split), seed).start();
                var classifier = new Classifier(net, run.weights(), fresh.classes())) {
            double seconds = (System.nanoTime() - start) / 1e9;
            double test = classifier.predict(split.test()).confusion().accuracy();
            double more = classifier.predict(fresh).confusion().accuracy();
            System.out.printf(
                    "%s, seed %d: %.2f%% of %d held-out points and %.2f%% of %d more, %.2f s%n",
                    name,
                    seed,
                    100 * test,
                    split.test().count(),
                    100 * more,
                    fresh.count(),
                    seconds);
            new DecisionBoundaryPlot(name, split.test(), classifier::probabilities)
                    .write(PICTURES.resolve("boundary-%s-%d.png".formatted(name, seed)));
            assertThat(test).isGreaterThanOrEqualTo(0.99);
            assertThat(more).isGreaterThanOrEqualTo(0.99);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void exclusiveOrIsLearnedExactly(long seed) {
        Examples xor = new Xor(4).examples(seed);
        FeatureNet net = Net.features(2).dense(8).tanh().logits(2);
        try (Run run = training(net, ExampleBatches.of(xor, xor), seed).batch(4).start();
                var classifier = new Classifier(net, run.weights(), xor.classes())) {
            var predictions = classifier.predict(xor);
            assertThat(predictions.predicted()).containsExactly(0, 1, 1, 0);
            for (int i = 0; i < 4; i++) {
                assertThat(predictions.probabilities().at(i, (int) xor.target(i)))
                        .isGreaterThan(0.99);
            }
        }
    }

    /** No line parts them: a linear network is right on three of four at most. */
    @Test
    void exclusiveOrNeedsAHiddenLayer() {
        Examples xor = new Xor(4).examples(1);
        FeatureNet net = Net.features(2).dense(2);
        try (Run run = training(net, ExampleBatches.of(xor, xor), 1).batch(4).start();
                var classifier = new Classifier(net, run.weights(), xor.classes())) {
            assertThat(classifier.predict(xor).confusion().accuracy()).isLessThanOrEqualTo(0.75);
            assertThat(run.validationLoss()).isCloseTo(Math.log(2), within(1e-3));
        }
    }

    @Test
    void trainingFindsTheLine() {
        var line = new LinearRegression(500).withNoise(0.05);
        Examples examples = line.examples(1);
        FeatureNet net = Net.features(2).dense(1);
        try (Run run =
                training(net, ExampleBatches.of(examples, examples), 1)
                        .optimizer(Optimizers.adam(5e-2))
                        .loss(Losses.meanSquaredError())
                        .start()) {
            float[] weights = run.weights().arrays().get("dense.weight").toFloatArray();
            float[] bias = run.weights().arrays().get("dense.bias").toFloatArray();
            assertThat(weights).containsExactly(new float[] {2, -1}, within(0.02f));
            assertThat(bias[0]).isCloseTo(0.5f, within(0.02f));
            assertThat(run.validationLoss()).isCloseTo(0.05 * 0.05, within(5e-4));
        }
    }

    @Test
    void trainingFindsTheChances() {
        var truth = new LogisticRegression(4_000);
        Examples examples = truth.examples(1);
        FeatureNet net = Net.features(2).dense(2);
        try (Run run =
                        training(net, ExampleBatches.of(examples, examples), 1)
                                .optimizer(Optimizers.adam(5e-2))
                                .start();
                var classifier = new Classifier(net, run.weights(), examples.classes())) {
            double[][] points = {{0, 0}, {0.5, 0.5}, {-0.5, 0.5}, {0.2, 1}, {-1, -1}};
            for (double[] point : points) {
                var x = NumericArray.of(point, 1, 2);
                assertThat(classifier.probabilities(x).at(0, 1))
                        .isCloseTo(truth.truth(point), within(0.05));
            }
        }
    }

    @Test
    void sineIsFittedDownToItsNoise() {
        Examples training = new Sine(400).withFrequency(2).examples(1);
        Examples test = new Sine(2_000).withFrequency(2).examples(2);
        FeatureNet net = Net.features(1).dense(32).gelu().dense(32).gelu().dense(1);
        try (Run run =
                training(net, ExampleBatches.of(training, test), 1)
                        .loss(Losses.meanSquaredError())
                        .start()) {
            assertThat(run.validationLoss()).isBetween(0.009, 0.0125); // σ² = 0.01
        }
    }

    /** The last number as a forecast, and one beyond the trend, are what it must beat. */
    @Test
    void wavesAreForecast() {
        Examples training = new SineWaves(1_000, 12).examples(1);
        Examples test = new SineWaves(500, 12).examples(2);
        FeatureNet net = Net.sequence(1).gru(24).last().dense(1);
        try (Run run =
                training(net, ExampleBatches.of(training, test), 1)
                        .loss(Losses.meanSquaredError())
                        .start()) {
            System.out.printf(
                    "waves: mean squared error %.5f, of the last number %.3f, of the trend %.3f%n",
                    run.validationLoss(), error(test, 0), error(test, 1));
            assertThat(run.validationLoss()).isLessThan(error(test, 0) / 20);
            assertThat(run.validationLoss()).isLessThan(error(test, 1) / 20);
        }
    }

    /** The mean squared error of the last number plus so much of the last change. */
    private static double error(Examples waves, double trend) {
        float[] wave = new float[waves.size()];
        double sum = 0;
        for (int i = 0; i < waves.count(); i++) {
            waves.copy(i, new SplittableRandom(0), wave, 0);
            double last = wave[wave.length - 1];
            double change = last - wave[wave.length - 2];
            sum += Math.pow(waves.target(i) - last - trend * change, 2);
        }
        return sum / waves.count();
    }
}
