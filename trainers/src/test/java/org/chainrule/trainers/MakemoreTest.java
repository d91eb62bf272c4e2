package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chainrule.datasets.BigramCounts;
import org.chainrule.datasets.Cache;
import org.chainrule.datasets.Corpora;
import org.chainrule.datasets.LineData;
import org.chainrule.datasets.Lines;
import org.chainrule.datasets.NextCharacters;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.probability.Categorical;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.models.Bigram;
import org.chainrule.models.CharacterMlp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The makemore lectures' models on their data, by their published figures; seeds 1, 2 and 3. */
class MakemoreTest {
    private static final int V = 27;
    private static final int CONTEXT = 3;

    /** What batches of 4,096 leave of the likelihood's greatest value. */
    private static final double STOCHASTIC = 2e-3;

    private static LineData data;

    @BeforeAll
    static void read() {
        Path file = Cache.standard().file("names.txt");
        assumeTrue(
                Files.exists(file),
                () ->
                        "needs %s; set %s to a folder that holds names.txt"
                                .formatted(file, Cache.VARIABLE));
        data = LineData.of(Lines.of(Corpora.named("names")), 42);
    }

    private static Training training(Net net, long seed, int steps) {
        return Training.of(net)
                .on(data)
                .optimizer(Optimizers.adamW(0.01).weightDecay(0))
                .schedule(Schedules.warmupCosine(steps / 50, steps))
                .steps(steps)
                .every(steps)
                .batch(512)
                .seed(seed)
                .threads(1);
    }

    private static double meanOfSeeds(LongToDoubleFunction loss) {
        return LongStream.rangeClosed(1, 3).mapToDouble(loss).average().orElseThrow();
    }

    /** Published: 2.1701 after 200,000 steps of 32, in part 3 of the lectures. */
    @Test
    void mlpReachesThePublishedLoss() {
        FeatureNet net = CharacterMlp.of(new CharacterMlp.Config(V, CONTEXT, 10, 200, false));
        assertThat(net.parameterCount()).isEqualTo(11_897);
        double loss = meanOfSeeds(seed -> loss(training(net, seed, 2_000)));
        assertThat(loss).isBetween(2.0, 2.17);
    }

    /** Published: 2.1048. */
    @Test
    void mlpWithBatchNormReachesThePublishedLoss() {
        FeatureNet net = CharacterMlp.of(new CharacterMlp.Config(V, CONTEXT, 10, 200, true));
        assertThat(net.parameterCount()).isEqualTo(11_897 + 400);
        double loss = meanOfSeeds(seed -> loss(training(net, seed, 6_000)));
        assertThat(loss).isBetween(2.0, 2.11);
    }

    private static double loss(Training training) {
        try (Run run = training.start()) {
            return run.validationLoss();
        }
    }

    /** Counting makes the likelihood of the training part greatest; training tends to it. */
    @Test
    void bigramByTrainingIsThatByCounting() {
        List<String> lines = data.split().training().lines();
        BigramCounts counts = BigramCounts.of(data.characters(), lines);
        double counted = counts.negativeLogLikelihood(lines);
        assertThat(counted).isBetween(2.45, 2.48);
        FeatureNet net = Bigram.of(new Bigram.Config(V));
        for (long seed = 1; seed <= 3; seed++) {
            Training training =
                    training(net, seed, 1_000).batch(4_096).optimizer(Optimizers.adamW(0.05));
            try (Run run = training.start();
                    var sampler = new LineSampler(net, run.weights(), data.characters())) {
                List<Categorical> rows = rows(run.weights());
                double trained = likelihood(rows, data.training(1));
                assertThat(trained)
                        .as("seed %d", seed)
                        .isBetween(counted, counted + STOCHASTIC)
                        .isBetween(2.45, 2.48);
                assertThat(run.validationLoss())
                        .isCloseTo(likelihood(rows, data.validation(1)), within(1e-5));
                assertThat(distance(rows, counts)).as("seed %d", seed).isLessThan(0.02);
                assertThat(shared(sampler.sample(100, seed), sampled(counts, seed)))
                        .as("names that both make of the same random numbers")
                        .isGreaterThan(60);
            }
        }
    }

    /** What follows each token, by softmax of the trained table. */
    private static List<Categorical> rows(Weights weights) {
        float[] table = weights.arrays().get("embed.weight").toFloatArray();
        return IntStream.range(0, V)
                .mapToObj(
                        a ->
                                Categorical.ofLogits(
                                        IntStream.range(0, V)
                                                .mapToDouble(b -> table[a * V + b])
                                                .toArray()))
                .toList();
    }

    private static double likelihood(List<Categorical> rows, NextCharacters pairs) {
        return IntStream.range(0, pairs.targets().length)
                .mapToDouble(
                        i ->
                                -Math.log(
                                        rows.get((int) pairs.inputs()[i])
                                                .probabilities()
                                                .at((int) pairs.targets()[i])))
                .average()
                .orElseThrow();
    }

    /** Half the sum of the differences in what begins a name: the total variation. */
    private static double distance(List<Categorical> rows, BigramCounts counts) {
        double[] trained = rows.get(0).probabilities().values();
        double[] counted = counts.after(0).probabilities().values();
        return IntStream.range(0, V).mapToDouble(b -> Math.abs(trained[b] - counted[b])).sum() / 2;
    }

    private static List<String> sampled(BigramCounts counts, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, 100).mapToObj(i -> counts.sample(random)).toList();
    }

    private static int shared(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>(one);
        both.retainAll(other);
        return both.size();
    }
}
