package org.chainrule.dsl.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.dsl.derivation.Equation;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mean, variance and entropy of each distribution, by sums or integrals of its density. */
class UnivariateTest {
    private static final double FAR = 60; // beyond, no density here exceeds 10⁻¹²
    private static final int POINTS = 60_000;
    private static final double INTEGRAL = 2e-3; // at jumps, half the way between points
    private static final int DRAWS = 20_000;
    private static final long SEED = 1337;
    private static final NumericArray UNIT = NumericArray.of(new double[] {1, 0, 0, 1}, 2, 2);
    private static final double NUMERICAL = 1e-7;

    static Stream<Univariate> distributions() {
        return Stream.of(
                new Gaussian(),
                new Gaussian(-1.5, 2.5),
                new Laplace(1, 0.7),
                new Exponential(1.3),
                new Uniform(-2, 5),
                new Bernoulli(0.3),
                new Bernoulli(1));
    }

    private static double sum(Univariate distribution, DoubleBinaryOperator f) {
        boolean isDiscrete = distribution instanceof Bernoulli;
        double width = 2 * FAR / POINTS;
        double[] x =
                isDiscrete
                        ? new double[] {0, 1}
                        : IntStream.range(0, POINTS)
                                .mapToDouble(i -> -FAR + (i + 0.5) * width)
                                .toArray();
        double[] logs = distribution.logDensity(NumericArray.of(x, x.length)).values();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double density = Math.exp(logs[i]);
            sum += density == 0 ? 0 : density * f.applyAsDouble(x[i], logs[i]);
        }
        return isDiscrete ? sum : sum * width;
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void densityHasTheMomentsThatAreSaid(Univariate d) {
        assertThat(sum(d, (x, log) -> 1)).isCloseTo(1, within(INTEGRAL));
        assertThat(sum(d, (x, log) -> x)).isCloseTo(d.mean(), within(INTEGRAL));
        assertThat(sum(d, (x, log) -> (x - d.mean()) * (x - d.mean())))
                .isCloseTo(d.variance(), within(5 * INTEGRAL));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void entropyIsTheMeanOfTheNegativeLogDensity(Univariate d) {
        assertThat(sum(d, (x, log) -> -log)).isCloseTo(d.entropy(), within(2 * INTEGRAL));
    }

    /** The mean of n draws lies within four of its deviations, σ/√n; likewise the variance. */
    @ParameterizedTest
    @MethodSource("distributions")
    void drawsHaveTheseMoments(Univariate d) {
        Sample sample = Sample.of(d.samples(DRAWS, new SplittableRandom(SEED)));
        double deviation = Math.sqrt(d.variance() / DRAWS);
        assertThat(sample.mean()).isCloseTo(d.mean(), within(4 * deviation + 1e-15));
        double kurtosis = 9; // the greatest of them, the exponential distribution's
        assertThat(sample.variance())
                .isCloseTo(
                        d.variance(),
                        within(4 * d.variance() * Math.sqrt(kurtosis / DRAWS) + 1e-15));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void drawsOfASeedAreTheSame(Univariate d) {
        assertThat(d.samples(5, new SplittableRandom(1)))
                .isEqualTo(d.samples(5, new SplittableRandom(1)));
    }

    @Test
    void gradientsByOutcomeAndParametersAreTheOps() {
        NumericArray x = NumericArray.of(new double[] {0.5, -2, 3}, 3);
        Map<String, NumericArray> gradients = new Gaussian(1, 2).gradients(x);
        assertThat(gradients.keySet()).containsExactly("x", "μ", "σ");
        assertThat(gradients.get("x").values()).containsExactly(0.125, 0.75, -0.5);
        assertThat(slope(h -> total(new Gaussian(1 + h, 2), x)))
                .isCloseTo(gradients.get("μ").item(), within(NUMERICAL));
        assertThat(slope(h -> total(new Gaussian(1, 2 + h), x)))
                .isCloseTo(gradients.get("σ").item(), within(NUMERICAL));
        Map<String, NumericArray> coin =
                new Bernoulli(0.25).gradients(NumericArray.of(new double[] {1, 0, 0}, 3));
        assertThat(coin.keySet()).containsExactly("p");
        assertThat(coin.get("p").item()).isCloseTo(1 / 0.25 - 2 / 0.75, within(1e-14));
    }

    private static double total(Univariate d, NumericArray x) {
        return IntStream.range(0, x.count()).mapToDouble(i -> d.logDensity(x.at(i))).sum();
    }

    private static double slope(DoubleUnaryOperator f) {
        return (f.applyAsDouble(1e-6) - f.applyAsDouble(-1e-6)) / 2e-6;
    }

    @Test
    void derivationIsPrinted() {
        assertThat(new Gaussian().derivation().stream().map(Equation::text))
                .containsExactly(
                        "ℓ = −z²/2 − ln σ − ln(√(2π)) where z = (x − μ)/σ",
                        "dx = −dℓ/σ·z",
                        "dμ = dℓ/σ·z",
                        "dσ = dℓ/σ·(z² − 1)");
        assertThat(new Laplace(0, 1).derivation().get(0).text())
                .isEqualTo("ℓ = −|x − μ|/b − ln(2·b)");
        var many = new MultivariateGaussian(NumericArray.filled(0, 2), UNIT).derivation();
        assertThat(many).hasSize(4);
        assertThat(many.get(0).text())
                .startsWith("ℓ = −(Σ z²)/2 − Σ ln diag L − 2·ln(√(2π)) where")
                .contains("z = forwardSubstitution(L, x − μ)");
        assertThat(many.get(1).text()).contains("w = backSubstitution(L, z)");
    }

    @Test
    void outsideOfTheSupportTheDensityIsZero() {
        assertThat(new Uniform(0, 1).logDensity(1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(new Uniform(0, 1).logDensity(0)).isZero();
        assertThat(new Uniform(0, 1).density(-0.1)).isZero();
        assertThat(new Exponential(2).density(-0.1)).isZero();
        assertThat(new Exponential(2).logDensity(0)).isEqualTo(Math.log(2));
        assertThat(new Bernoulli(0).logDensity(1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(new Bernoulli(0).logDensity(0)).isZero();
        assertThat(new Bernoulli(1).entropy()).isZero();
    }

    @Test
    void farOutcomesStayFinite() {
        assertThat(new Gaussian(0, 1).logDensity(1e4)).isEqualTo(-5e7 - 0.9189385332046727);
        assertThat(new Gaussian(0, 1e-300).logDensity(0)).isFinite();
        assertThat(new Laplace(0, 1).logDensity(-1e300)).isEqualTo(-1e300);
        assertThat(Bernoulli.ofLogit(-1e4).p()).isZero();
        assertThat(Bernoulli.ofLogit(1e4).p()).isEqualTo(1);
    }
}
