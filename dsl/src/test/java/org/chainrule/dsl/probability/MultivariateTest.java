package org.chainrule.dsl.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class MultivariateTest {
    private static final Offset<Double> ROUNDING = within(1e-13);
    private static final MultivariateGaussian GAUSSIAN =
            new MultivariateGaussian(
                    NumericArray.of(new double[] {1, -2}, 2),
                    NumericArray.of(new double[] {4, 1.2, 1.2, 1}, 2, 2));

    /** With two coordinates, inverse and determinant can be written down. */
    @Test
    void logDensityIsThatOfTheInverse() {
        double determinant = 4 - 1.44;
        double a = 0.5;
        double b = 0.7;
        double square = (a * a - 2 * 1.2 * a * b + 4 * b * b) / determinant;
        assertThat(GAUSSIAN.logDensity(1.5, -1.3))
                .isCloseTo(
                        -0.5 * square - 0.5 * Math.log(determinant) - Math.log(2 * Math.PI),
                        ROUNDING);
        assertThat(GAUSSIAN.entropy())
                .isCloseTo(
                        0.5 * Math.log(Math.pow(2 * Math.PI * Math.E, 2) * determinant), ROUNDING);
    }

    @Test
    void factorIsLowerTriangularAndGivesTheCovarianceBack() {
        NumericArray factor = GAUSSIAN.factor();
        assertThat(factor.values()).containsExactly(new double[] {2, 0, 0.6, 0.8}, ROUNDING);
        assertThat(MultivariateGaussian.ofFactor(GAUSSIAN.mean(), factor).covariance().values())
                .containsExactly(GAUSSIAN.covariance().values(), ROUNDING);
    }

    @Test
    void withoutCorrelationItIsAProduct() {
        var independent =
                new MultivariateGaussian(
                        NumericArray.of(new double[] {1, -2}, 2),
                        NumericArray.of(new double[] {4, 0, 0, 9}, 2, 2));
        assertThat(independent.logDensity(0.3, 5))
                .isCloseTo(
                        new Gaussian(1, 2).logDensity(0.3) + new Gaussian(-2, 3).logDensity(5),
                        ROUNDING);
    }

    /** Units do not matter: a coordinate in nanometres beside one in kilometres. */
    @Test
    void tinyAndHugeVariancesAreFactored() {
        var far =
                new MultivariateGaussian(
                        NumericArray.filled(0, 2),
                        NumericArray.of(new double[] {1e-24, 0.5e-12, 0.5e-12, 1}, 2, 2));
        assertThat(far.entropy())
                .isCloseTo(Math.log(2 * Math.PI * Math.E) + 0.5 * Math.log(0.75e-24), ROUNDING);
    }

    @Test
    void drawsHaveMeanAndCovariance() {
        int count = 40_000;
        Sample sample = new Sample(GAUSSIAN.samples(count, new SplittableRandom(7)));
        double error = 4 * 4 * Math.sqrt(2.0 / count); // four deviations of the greatest variance
        assertThat(sample.means().values())
                .containsExactly(GAUSSIAN.mean().values(), within(error));
        assertThat(sample.covariances(Divisor.N_MINUS_1).values())
                .containsExactly(GAUSSIAN.covariance().values(), within(error));
    }

    @Test
    void gradientsPointToTheMean() {
        var gradients = GAUSSIAN.gradients(NumericArray.of(new double[] {1.5, -1.3}, 2));
        assertThat(gradients.keySet()).containsExactly("x", "μ", "L");
        double determinant = 4 - 1.44;
        double[] pull = {(0.5 - 1.2 * 0.7) / determinant, (-1.2 * 0.5 + 4 * 0.7) / determinant};
        assertThat(gradients.get("μ").values()).containsExactly(pull, ROUNDING);
        assertThat(gradients.get("L").at(0, 1)).isZero();
    }

    @Test
    void categoricalHasTheMomentsOfOneHotVectors() {
        Categorical categorical = new Categorical(0.5, 0.3, 0.2, 0);
        assertThat(categorical.mean().values()).containsExactly(0.5, 0.3, 0.2, 0);
        assertThat(categorical.covariance().at(0, 0)).isEqualTo(0.25);
        assertThat(categorical.covariance().at(0, 1)).isEqualTo(-0.15);
        assertThat(categorical.entropy())
                .isCloseTo(
                        -0.5 * Math.log(0.5) - 0.3 * Math.log(0.3) - 0.2 * Math.log(0.2), ROUNDING);
        assertThat(categorical.logProbability(3)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(categorical.logProbability(1)).isEqualTo(Math.log(0.3));
    }

    @Test
    void classesAreDrawnAsOftenAsTheyAreProbable() {
        Categorical categorical = new Categorical(0, 0.5, 0.3, 0, 0.2, 0);
        SplittableRandom random = new SplittableRandom(1337);
        int count = 20_000;
        double[] shares = new double[6];
        IntStream.range(0, count).forEach(i -> shares[categorical.sample(random)] += 1.0 / count);
        assertThat(shares)
                .containsExactly(
                        categorical.probabilities().values(), within(4 * 0.5 / Math.sqrt(count)));
        assertThat(shares[0] + shares[3] + shares[5]).isZero();
    }

    @Test
    void scoresAndCountsGiveProbabilities() {
        assertThat(Categorical.ofLogits(1e4, 1e4, -1e4).probabilities().values())
                .containsExactly(0.5, 0.5, 0);
        assertThat(Categorical.ofCounts(1, 3).probabilities().values()).containsExactly(0.25, 0.75);
    }
}
