package org.chainrule.datasets.generators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.algebra.LeastSquares;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

/** What is drawn follows the truth that is known. */
class RegressionDataTest {
    private static final int MANY = 20_000;
    private static final double ROUNDING = 1e-6; // inputs in 32 bits
    private static final double FIVE = 5; // standard errors: once in two million

    /** The closed form on (x, 1). */
    private static LeastSquares solved(Examples examples) {
        int n = examples.count();
        int columns = examples.size() + 1;
        double[] a = new double[n * columns];
        for (int i = 0; i < n; i++) {
            double[] x = Arrays.copyOf(Plain.input(examples, i), columns);
            x[columns - 1] = 1;
            System.arraycopy(x, 0, a, i * columns, columns);
        }
        return LeastSquares.of(
                NumericArray.of(a, n, columns), NumericArray.of(Plain.targets(examples), n));
    }

    @Test
    void withoutNoiseLeastSquaresFindsTheWeights() {
        var line = new LinearRegression(50).withWeights(List.of(3.0, -2.0, 0.25), 7).withNoise(0);
        assertThat(solved(line.examples(1)).coefficients().values())
                .containsExactly(new double[] {3, -2, 0.25, 7}, within(ROUNDING));
        assertThat(line.truth(1, 1, 4)).isEqualTo(9);
    }

    @Test
    void withNoiseLeastSquaresFindsTheWeightsWithinTheirStandardError() {
        LeastSquares fit = solved(new LinearRegression(MANY).withNoise(0.3).examples(4));
        double error = 0.3 / Math.sqrt(MANY);
        assertThat(fit.coefficients().values())
                .containsExactly(new double[] {2, -1, 0.5}, within(FIVE * error));
        double variance = fit.error() * fit.error() / (MANY - 3);
        assertThat(variance).isCloseTo(0.3 * 0.3, within(FIVE * 0.3 * 0.3 * Math.sqrt(2.0 / MANY)));
    }

    /** At the truth the mean gradient of the log likelihood, (y − p)·(x, 1), is 0. */
    @Test
    void truthOfTheLogisticModelIsTheBestThereIs() {
        var chances = new LogisticRegression(MANY);
        Examples examples = chances.examples(2);
        double[][] gradient = new double[3][MANY];
        for (int i = 0; i < MANY; i++) {
            double[] x = Plain.input(examples, i);
            double difference = examples.target(i) - chances.truth(x);
            gradient[0][i] = difference * x[0];
            gradient[1][i] = difference * x[1];
            gradient[2][i] = difference;
        }
        for (double[] parts : gradient) {
            double error = Plain.deviation(parts) / Math.sqrt(MANY);
            assertThat(Plain.mean(parts)).isCloseTo(0, within(FIVE * error));
        }
        assertThat(chances.truth(0, 0)).isCloseTo(0.7310585786300049, within(1e-15)); // σ(1)
        assertThat(chances.truth(-0.25, 0)).isEqualTo(0.5);
    }

    @Test
    void numbersAreOfASine() {
        Examples sine = new Sine(MANY).withFrequency(3).withNoise(0).examples(1);
        double[] x = IntStream.range(0, MANY).mapToDouble(i -> Plain.input(sine, i)[0]).toArray();
        for (int i = 0; i < MANY; i++) {
            assertThat(sine.target(i)).isCloseTo(Math.sin(3 * x[i]), within(3 * ROUNDING));
        }
        assertThat(Plain.greatest(x)).isLessThanOrEqualTo((float) Math.PI);
        double uniform = Math.PI / Math.sqrt(3); // the deviation of [−π, π)
        assertThat(Plain.deviation(x)).isCloseTo(uniform, within(uniform * 0.02));
        assertThat(sine.classes()).isEmpty();
    }

    @Test
    void noiseOfASineHasItsDeviation() {
        var sine = new Sine(MANY).withNoise(0.2);
        Examples examples = sine.examples(1);
        double[] noise =
                IntStream.range(0, MANY)
                        .mapToDouble(
                                i -> examples.target(i) - sine.truth(Plain.input(examples, i)[0]))
                        .toArray();
        assertThat(Plain.deviation(noise))
                .isCloseTo(0.2, within(FIVE * 0.2 / Math.sqrt(2.0 * MANY)));
    }

    /** x(t + 1) + x(t − 1) = 2·cos ω·x(t), for the target too. */
    @Test
    void wavesFollowTheRecurrenceOfASine() {
        Examples waves = new SineWaves(200, 12).examples(1);
        assertThat(waves.shape()).containsExactly(12, 1);
        for (int i = 0; i < 200; i++) {
            double[] wave = Arrays.copyOf(Plain.input(waves, i), 13);
            wave[12] = waves.target(i);
            int strong = Math.abs(wave[1]) > Math.abs(wave[2]) ? 1 : 2;
            double factor = (wave[strong + 1] + wave[strong - 1]) / wave[strong]; // 2·cos ω
            assertThat(factor).isBetween(2 * Math.cos(1) - 1e-5, 2 * Math.cos(0.2) + 1e-5);
            for (int t = 1; t < 12; t++) {
                assertThat(wave[t + 1] + wave[t - 1])
                        .as("wave %d, t = %d", i, t)
                        .isCloseTo(factor * wave[t], within(1e-5));
            }
        }
    }

    @Test
    void noiseOfWavesIsNotInTheirTargets() {
        Examples waves = new SineWaves(MANY / 10, 5).withNoise(4).examples(1);
        assertThat(Plain.greatest(Plain.targets(waves))).isLessThanOrEqualTo(1);
        double[] first =
                IntStream.range(0, waves.count())
                        .mapToDouble(i -> Plain.input(waves, i)[0])
                        .toArray();
        assertThat(Plain.deviation(first)).isCloseTo(Math.sqrt(16.5), within(0.35)); // 4² + ½
    }
}
