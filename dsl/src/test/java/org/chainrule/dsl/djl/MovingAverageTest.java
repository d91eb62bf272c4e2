package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.djl.Learner.Options;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MovingAverageTest {
    /** 64 bits, rounded in another order. */
    private static final double DOUBLE = 1e-14;

    /** 32 bits hold seven digits, and the sums of few steps lose one. */
    private static final double SINGLE = 1e-6;

    private static final double DECAY = 0.7;
    private static final FeatureNet NET = Net.features(3).dense(4).batchNorm().tanh().dense(2);
    private static final String WEIGHT = "dense.weight";

    private static Trial trial(
            Gradients gradients, DataType type, Optional<MovingAverage> average) {
        Options options =
                new Options(gradients, Precision.FULL, Trial.SEED)
                        .averaged(average)
                        .accumulating(true);
        Weights weights = new Weights(NET.stored(), Trial.SEED, type, Device.cpu());
        return new Trial(NET, adamW(0.05), options, weights).features(6, 3, 2);
    }

    private static Trial averaged(Gradients gradients, DataType type) {
        return trial(gradients, type, Optional.of(new MovingAverage(DECAY)));
    }

    private static double[] average(Trial trial, String path) {
        return Trial.numbers(trial.learner().averages().get(path));
    }

    /** w̄₁ = w₁, and then w̄ₜ = d·w̄ₜ₋₁ + (1 − d)·wₜ, written out in Java. */
    private static void assertFollowsTheFormula(Trial trial, double tolerance) {
        double[] expected = null;
        for (int step = 1; step <= 6; step++) {
            trial.step(step);
            double[] w = trial.values(WEIGHT);
            if (expected == null) {
                expected = w;
            } else {
                for (int i = 0; i < w.length; i++) {
                    expected[i] = DECAY * expected[i] + (1 - DECAY) * w[i];
                }
            }
            assertThat(average(trial, WEIGHT))
                    .as("after step " + step)
                    .containsExactly(expected, within(tolerance));
        }
    }

    @ParameterizedTest
    @EnumSource
    void averageFollowsTheFormula(Gradients gradients) {
        try (Trial trial = averaged(gradients, DataType.FLOAT64)) {
            assertFollowsTheFormula(trial, DOUBLE);
        }
    }

    /** In 32 bits a kernel updates all weights at once; the average must come after it. */
    @ParameterizedTest
    @EnumSource
    void averageFollowsTheFormulaAfterFusedUpdates(Gradients gradients) {
        try (Trial trial = averaged(gradients, DataType.FLOAT32)) {
            assertFollowsTheFormula(trial, SINGLE);
        }
    }

    @Test
    void beginsAsTheFirstWeightsAndThenAsThoseAfterTheFirstStep() {
        try (Trial trial = averaged(Gradients.DERIVED, DataType.FLOAT32)) {
            double[] first = trial.values(WEIGHT);
            assertThat(average(trial, WEIGHT)).containsExactly(first);
            trial.step(1);
            assertThat(average(trial, WEIGHT))
                    .containsExactly(trial.values(WEIGHT))
                    .isNotEqualTo(first);
        }
    }

    @ParameterizedTest
    @EnumSource
    void trainingGoesOnWithTheWeightsThemselves(Gradients gradients) {
        try (Trial plain = trial(gradients, DataType.FLOAT32, Optional.empty());
                Trial averaged = averaged(gradients, DataType.FLOAT32)) {
            assertThat(averaged.losses(10)).containsExactly(plain.losses(10));
            assertThat(averaged.values(WEIGHT)).containsExactly(plain.values(WEIGHT));
            assertThat(averaged.evaluate()).isNotEqualTo(plain.evaluate());
        }
    }

    @Test
    void evaluationUsesTheAverageOfTheWeightsAndTheBuffersAsTheyAre() {
        try (Trial averaged = averaged(Gradients.DERIVED, DataType.FLOAT64);
                Trial other = trial(Gradients.DERIVED, DataType.FLOAT64, Optional.empty())) {
            averaged.losses(5);
            Map<String, NDArray> evaluated = averaged.learner().evaluated();
            assertThat(evaluated.keySet()).isEqualTo(averaged.weights().arrays().keySet());
            other.weights().overwrite(evaluated);
            assertThat(other.evaluate()).isEqualTo(averaged.evaluate());
            assertThat(other.values(WEIGHT)).isNotEqualTo(averaged.values(WEIGHT));
            String buffer = "batchNorm.running_mean";
            assertThat(other.values(buffer)).containsExactly(averaged.values(buffer));
        }
    }

    @Test
    void averageTakesInStepsAndNotParts() {
        try (Trial trial = averaged(Gradients.DERIVED, DataType.FLOAT64)) {
            trial.step(1);
            double[] before = average(trial, WEIGHT);
            Batch batch = trial.batch();
            trial.learner().accumulate(new MicroBatch(List.of(batch.x()), batch.y(), 1), 2);
            assertThat(average(trial, WEIGHT)).containsExactly(before);
            trial.step(2);
            double[] w = trial.values(WEIGHT);
            List<Double> expected = new ArrayList<>();
            for (int i = 0; i < w.length; i++) {
                expected.add(DECAY * before[i] + (1 - DECAY) * w[i]);
            }
            assertThat(average(trial, WEIGHT))
                    .containsExactly(
                            expected.stream().mapToDouble(d -> d).toArray(), within(DOUBLE));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, 1.5, Double.NaN})
    void decayMustBeBetweenZeroAndOne(double decay) {
        assertThatThrownBy(() -> new MovingAverage(decay))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "averaged: the decay must be more than 0 and less than 1, but found "
                                + decay
                                + ". Use 0.999 to average over about 1,000 steps.");
    }
}
