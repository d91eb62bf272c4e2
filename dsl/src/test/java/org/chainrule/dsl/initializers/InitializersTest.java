package org.chainrule.dsl.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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

    /** Deviations as in the papers, for 400 inputs and 500 outputs. */
    static Stream<Arguments> scaled() {
        return Stream.of(
                Arguments.of(Initializers.xavierUniform(), Math.sqrt(2.0 / 900)),
                Arguments.of(
                        Initializers.xavierNormal().gain(5.0 / 3), 5.0 / 3 * Math.sqrt(2.0 / 900)),
                Arguments.of(Initializers.heUniform(), Math.sqrt(2.0 / 400)),
                Arguments.of(Initializers.heNormal(), Math.sqrt(2.0 / 400)),
                Arguments.of(Initializers.heNormal().byOutputs().gain(1), Math.sqrt(1.0 / 500)));
    }

    @ParameterizedTest
    @MethodSource("scaled")
    void varianceDependsOnTheNumberOfInputsAndOutputs(Initializer initializer, double deviation) {
        double variance = deviation * deviation;
        assertThat(variance(draw(initializer)))
                .as("seed %d", SEED)
                .isCloseTo(variance, within(SIGMAS * variance * Math.sqrt(2.0 / COUNT)));
    }

    @Test
    void uniformOnesStayWithinTheirBound() {
        double bound = Math.sqrt(6.0 / 900); // √3 deviations
        double[] values = draw(Initializers.xavierUniform());
        assertThat(Arrays.stream(values).map(Math::abs).max().orElseThrow())
                .isBetween(0.999 * bound, bound);
    }

    @Test
    void kernelOfConvolutionCountsAsInputsAndOutputs() {
        Shape kernel = Shape.of(32, 16, 5, 5);
        double[] values =
                Initializers.heNormal().values(kernel, new SplittableRandom(SEED)).toArray();
        double variance = 2.0 / (16 * 25);
        assertThat(variance(values))
                .isCloseTo(variance, within(SIGMAS * variance * Math.sqrt(2.0 / values.length)));
    }

    @Test
    void truncatedNormalHasNoTails() {
        double[] values = draw(Initializers.truncatedNormal(0.5));
        assertThat(Arrays.stream(values).map(Math::abs).max().orElseThrow()).isBetween(0.99, 1.0);
        double whole = 0.25 * 0.7737; // 1 − 2·2φ(2)/(2Φ(2) − 1)
        assertThat(variance(values)).isCloseTo(whole, within(0.01 * whole));
    }

    @ParameterizedTest
    @CsvSource({"7, 4", "4, 7", "5, 5", "6, 1"})
    void orthogonalHasOrthonormalRowsOrColumns(int rows, int columns) {
        double[] w =
                Initializers.orthogonal()
                        .gain(2)
                        .values(Shape.of(rows, columns), new SplittableRandom(SEED))
                        .toArray();
        boolean isTall = rows >= columns;
        int shorter = Math.min(rows, columns);
        for (int a = 0; a < shorter; a++) {
            for (int b = 0; b < shorter; b++) {
                double dot = 0;
                for (int k = 0; k < Math.max(rows, columns); k++) {
                    dot +=
                            isTall
                                    ? w[k * columns + a] * w[k * columns + b]
                                    : w[a * columns + k] * w[b * columns + k];
                }
                assertThat(dot).isCloseTo(a == b ? 4 : 0, within(1e-12));
            }
        }
    }

    /** Half of all orthogonal 1 by 1 matrices are −1; without the sign of R all would be. */
    @Test
    void orthogonalIsDrawnEvenly() {
        SplittableRandom random = new SplittableRandom(SEED);
        long positive =
                IntStream.range(0, 1_000)
                        .filter(
                                i ->
                                        Initializers.orthogonal()
                                                        .values(Shape.of(1, 1), random)
                                                        .sum()
                                                > 0)
                        .count();
        assertThat(positive).isBetween(420L, 580L); // five deviations
    }

    @Test
    void rejectsVectorWhereFansAreNeeded() {
        assertThatThrownBy(
                        () ->
                                Initializers.xavierNormal()
                                        .values(Shape.of(3), new SplittableRandom(SEED)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "xavier: a weight must have inputs and outputs, but found the shape (3)."
                                + " Begin a vector with zeros, ones or normal numbers.");
    }

    @Test
    void rejectsScalesThatAreNone() {
        assertThatThrownBy(() -> Initializers.normal(-1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "normal: the scale must be 0 or more, but found -1.0. 0.02 is common for"
                                + " transformers, a gain of 1 elsewhere.");
        assertThatThrownBy(() -> Initializers.constant(Double.NaN))
                .hasMessage("constant: the number must be finite, but found NaN. Use 0.");
        assertThatThrownBy(() -> Initializers.truncatedNormal(1).bound(0))
                .hasMessage(
                        "truncatedNormal: the bound must be 0.1 deviations or more, but found 0.0."
                                + " 2 is common.");
    }
}
