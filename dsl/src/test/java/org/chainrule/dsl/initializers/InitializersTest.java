package org.chainrule.dsl.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitializersTest {
    private static final Shape SHAPE = Shape.of(Dim.of("out", 500), Dim.of("in", 400));
    private static final int COUNT = 200_000;
    private static final long SEED = 17;

    /** Five standard deviations: one run in two million misses it. */
    private static final double SIGMAS = 5;

    private static double[] draw(Initializer initializer) {
        return initializer.values(SHAPE, new SplittableRandom(SEED)).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    }

    @Test
    void constantsAreTheSameEverywhere() {
        assertThat(draw(Initializers.zeros())).hasSize(COUNT).containsOnly(0);
        assertThat(draw(Initializers.ones())).hasSize(COUNT).containsOnly(1);
        assertThat(draw(Initializers.constant(-2.5))).hasSize(COUNT).containsOnly(-2.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 1, 3})
    void normalHasItsMeanAndVariance(double deviation) {
        double[] values = draw(Initializers.normal(deviation));
        double variance = deviation * deviation;
        assertThat(values).hasSize(COUNT);
        assertThat(mean(values))
                .as("mean with seed %d", SEED)
                .isCloseTo(0, within(SIGMAS * deviation / Math.sqrt(COUNT)));
        assertThat(variance(values)) // its own variance is 2σ⁴/n
                .as("variance with seed %d", SEED)
                .isCloseTo(variance, within(SIGMAS * variance * Math.sqrt(2.0 / COUNT)));
    }

    @Test
    void normalHasItsShareWithinEachDeviation() {
        double[] values = draw(Initializers.normal(2));
        double[] shares = {0.682689, 0.954500, 0.997300}; // erf(k/√2)
        for (int k = 1; k <= 3; k++) {
            double bound = 2.0 * k;
            double p = shares[k - 1];
            double found = Arrays.stream(values).filter(v -> Math.abs(v) < bound).count();
            assertThat(found / COUNT)
                    .as("within %d deviations, with seed %d", k, SEED)
                    .isCloseTo(p, within(SIGMAS * Math.sqrt(p * (1 - p) / COUNT)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.125, 1, 3})
    void uniformFillsItsRangeEvenly(double bound) {
        double[] values = draw(Initializers.uniform(bound));
        double variance = bound * bound / 3;
        assertThat(values).hasSize(COUNT);
        assertThat(mean(values))
                .as("mean with seed %d", SEED)
                .isCloseTo(0, within(SIGMAS * Math.sqrt(variance / COUNT)));
        assertThat(variance(values)) // its own variance is (b⁴/5 − b⁴/9)/n
                .as("variance with seed %d", SEED)
                .isCloseTo(variance, within(SIGMAS * bound * bound * Math.sqrt(4.0 / 45 / COUNT)));
        double edge = bound * 20 / COUNT; // missed once in e^10 times
        assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(bound - edge, bound);
        assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(-bound, edge - bound);
    }

    @Test
    void uniformByInputsIsBoundedByTheRootOfTheInputs() {
        assertThat(draw(Initializers.uniformByInputs(64)))
                .isEqualTo(draw(Initializers.uniform(1.0 / 8)));
    }

    @Test
    void singleNumberHasNoAxes() {
        assertThat(
                        Initializers.normal(1)
                                .values(Shape.SCALAR, new SplittableRandom(SEED))
                                .toArray())
                .hasSize(1);
    }

    @Test
    void sameGeneratorGivesTheSameNumbers() {
        assertThat(draw(Initializers.normal(1))).isEqualTo(draw(Initializers.normal(1)));
    }
}
