package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.datasets.generators.Addition;
import org.chainrule.datasets.generators.SequenceCopy;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Generator;
import org.chainrule.dsl.metrics.Metrics;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.models.Gpt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small transformers that learn an algorithm, on what they were not trained on. */
class AlgorithmsTest {
    private static final Addition SUMS = new Addition(2);

    private static Training training(SequenceNet net, long seed, int steps) {
        return Training.of(net)
                .optimizer(Optimizers.adamW(5e-3).betas(0.9, 0.99))
                .schedule(Schedules.warmupCosine(steps / 20, steps))
                .clipNorm(1)
                .steps(steps)
                .every(steps)
                .batch(128)
                .seed(seed)
                .threads(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void gptAddsSumsThatItHasNotSeen(long seed) {
        SequenceNet net =
                Gpt.of(new Gpt.Config(SUMS.vocabularySize(), SUMS.longest(), 2, 2, 32, 0, false));
        Training training = training(net, seed, 1_200).on(SUMS).metric(Metrics.exactMatch());
        try (Run run = training.start();
                var generator = new Generator(net, SUMS.longest(), run.weights(), true)) {
            assertThat(run.history().metrics().get("exact match"))
                    .as("of %,d sums", SUMS.validationSums())
                    .isGreaterThanOrEqualTo(0.99);
            var likeliest = new Generator.Sampling(0, 0, 1, 1);
            int[] answer = generator.generate(SUMS.question(47, 85), 3, likeliest, made -> {});
            assertThat(SUMS.answer(answer)).isEqualTo(132);
        }
    }

    @Test
    void gptCopiesSequencesThatItHasNotSeen() {
        SequenceCopy data = new SequenceCopy(4, 6);
        SequenceNet net =
                Gpt.of(new Gpt.Config(data.vocabularySize(), data.longest(), 2, 2, 32, 0, false));
        try (Run run =
                training(net, 1, 400).on(data).batch(64).metric(Metrics.exactMatch()).start()) {
            assertThat(run.history().metrics().get("exact match")).isGreaterThanOrEqualTo(0.99);
        }
    }
}
