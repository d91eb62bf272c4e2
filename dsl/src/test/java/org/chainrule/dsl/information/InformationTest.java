package org.chainrule.dsl.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.probability.Categorical;
import org.chainrule.dsl.probability.Gaussian;
import org.chainrule.dsl.probability.Laplace;
import org.chainrule.dsl.probability.MultivariateGaussian;
import org.junit.jupiter.api.Test;

class InformationTest {
    private static final Offset<Double> ROUNDING = within(1e-14);
    private static final long SEED = 1337;
    private static final double[] P = {0.5, 0.25, 0.25, 0};
    private static final double[] Q = {0.25, 0.5, 0.125, 0.125};

    private static double[] drawn(SplittableRandom random) {
        return Categorical.ofCounts(random.doubles(5, 0, 1).toArray()).probabilities().values();
    }

    /** Cover and Thomas, "Elements of Information Theory", example 2.1.2 and figure 2.1. */
    @Test
    void entropyHasPublishedValues() {
        assertThat(Entropy.of(Unit.BITS, 0.5, 0.25, 0.125, 0.125)).isCloseTo(1.75, ROUNDING);
        assertThat(Entropy.of(Unit.BITS, 0.5, 0.5)).isCloseTo(1, ROUNDING);
        assertThat(Entropy.of(Unit.BITS, 0.11, 0.89)).isCloseTo(0.4999, within(5e-5));
        assertThat(Entropy.of(1, 0, 0)).isZero();
        assertThat(Entropy.of(P)).isCloseTo(1.5 * Math.log(2), ROUNDING);
    }

    @Test
    void entropyIsGreatestWhereAllAreAsProbable() {
        SplittableRandom random = new SplittableRandom(SEED);
        double greatest = Entropy.greatest(Unit.NATS, 5);
        assertThat(Entropy.of(0.2, 0.2, 0.2, 0.2, 0.2)).isCloseTo(greatest, ROUNDING);
        for (int i = 0; i < 50; i++) {
            assertThat(Entropy.of(drawn(random))).isBetween(0.0, greatest);
        }
    }

    @Test
    void crossEntropyIsEntropyAndDivergence() {
        SplittableRandom random = new SplittableRandom(SEED);
        assertThat(CrossEntropy.of(Unit.BITS, P, Q)).isCloseTo(0.5 * 2 + 0.25 + 0.75, ROUNDING);
        for (int i = 0; i < 50; i++) {
            double[] p = drawn(random);
            double[] q = drawn(random);
            assertThat(CrossEntropy.of(p, q))
                    .isCloseTo(Entropy.of(p) + KlDivergence.of(p, q), ROUNDING)
                    .isGreaterThan(Entropy.of(p));
        }
    }

    /** Cover and Thomas, example 2.3.1 with r = 1/2 and s = 1/4. */
    @Test
    void divergenceIsNotSymmetric() {
        double[] r = {0.5, 0.5};
        double[] s = {0.75, 0.25};
        assertThat(KlDivergence.of(Unit.BITS, r, s)).isCloseTo(0.2075, within(5e-5));
        assertThat(KlDivergence.of(Unit.BITS, s, r)).isCloseTo(0.1887, within(5e-5));
    }

    @Test
    void divergenceIsNeverNegativeAndZeroWhereEqual() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 50; i++) {
            double[] p = drawn(random);
            assertThat(KlDivergence.of(p, drawn(random))).isPositive();
            assertThat(KlDivergence.of(p, p)).isZero();
        }
    }

    @Test
    void infinitiesAreWhereTheyBelong() {
        assertThat(KlDivergence.of(P, Q)).isFinite(); // p = 0 < q
        assertThat(KlDivergence.of(Q, P)).isEqualTo(Double.POSITIVE_INFINITY); // q = 0 < p
        assertThat(CrossEntropy.of(Q, P)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(KlDivergence.of(P, P)).isZero(); // 0·ln(0/0) = 0
        assertThat(KlDivergence.of(new double[] {0, 1}, new double[] {1, 0}))
                .isEqualTo(Double.POSITIVE_INFINITY);
        double tiny = Double.MIN_VALUE;
        assertThat(KlDivergence.of(new double[] {tiny, 1}, new double[] {1, tiny}))
                .isCloseTo(-Math.log(tiny), within(1e-9));
    }

    @Test
    void jensenShannonIsSymmetricAndBounded() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] a = {1, 0};
        double[] b = {0, 1};
        assertThat(JensenShannon.of(a, b)).isCloseTo(Math.log(2), ROUNDING);
        assertThat(JensenShannon.of(Unit.BITS, a, b)).isCloseTo(1, ROUNDING);
        for (int i = 0; i < 50; i++) {
            double[] p = drawn(random);
            double[] q = drawn(random);
            double[] m = Value.middle(p, q);
            assertThat(JensenShannon.of(p, q))
                    .isCloseTo(JensenShannon.of(q, p), ROUNDING)
                    .isCloseTo(Entropy.of(m) - (Entropy.of(p) + Entropy.of(q)) / 2, within(1e-14));
        }
    }

    @Test
    void gaussianDivergenceIsItsIntegral() {
        Gaussian p = new Gaussian(1, 0.5);
        Gaussian q = new Gaussian(-0.5, 2);
        double integral = 0;
        double step = 1e-3;
        for (double x = -9; x < 11; x += step) {
            integral += step * p.density(x) * (p.logDensity(x) - q.logDensity(x));
        }
        assertThat(KlDivergence.of(p, q)).isCloseTo(integral, within(1e-10));
        assertThat(KlDivergence.of(q, p)).isNotCloseTo(integral, within(1.0));
        assertThat(KlDivergence.of(p, p)).isZero();
    }

    @Test
    void drawsEstimateTheDivergence() {
        Gaussian p = new Gaussian(1, 0.5);
        Gaussian q = new Gaussian(-0.5, 2);
        assertThat(KlDivergence.sampled(p, q, 20_000, new SplittableRandom(SEED)))
                .isCloseTo(KlDivergence.of(p, q), within(0.03)); // four deviations
        assertThat(KlDivergence.sampled(p, new Laplace(1, 0.5), 1_000, new SplittableRandom(SEED)))
                .isPositive();
    }

    @Test
    void multivariateDivergenceOfOneNumberIsTheOtherOne() {
        var p = gaussian(1, 0.25);
        var q = gaussian(-0.5, 4);
        assertThat(KlDivergence.of(p, q))
                .isCloseTo(KlDivergence.of(new Gaussian(1, 0.5), new Gaussian(-0.5, 2)), ROUNDING);
    }

    private static MultivariateGaussian gaussian(double mean, double variance) {
        return new MultivariateGaussian(
                NumericArray.filled(mean, 1), NumericArray.filled(variance, 1, 1));
    }

    @Test
    void perplexityCountsOutcomes() {
        assertThat(Perplexity.of(0.25, 0.25, 0.25, 0.25)).isCloseTo(4, ROUNDING);
        assertThat(Perplexity.of(1, 0)).isEqualTo(1);
        assertThat(Perplexity.ofLoss(Math.log(65))).isCloseTo(65, within(1e-12));
        assertThat(Perplexity.ofLosses(-Math.log(0.5), -Math.log(0.125))).isCloseTo(4, ROUNDING);
        assertThat(Perplexity.of(P, Q)).isCloseTo(4, ROUNDING);
        assertThat(Perplexity.bits(8)).isCloseTo(3, ROUNDING);
    }

    /** Cover and Thomas, example 2.2.1: H(X) = 7/4, H(Y) = 2, H(X, Y) = 27/8, I = 3/8 bits. */
    @Test
    void mutualInformationHasThePublishedValue() {
        double[] cells = {4, 2, 1, 1, 2, 4, 1, 1, 2, 2, 2, 2, 8, 0, 0, 0};
        var information = MutualInformation.of(NumericArray.of(cells, 4, 4).map(c -> c / 32));
        assertThat(information.in(Unit.BITS)).isCloseTo(0.375, ROUNDING);
        assertThat(information.divergence()).isCloseTo(information.nats(), ROUNDING);
        assertThat(Unit.BITS.of(information.jointEntropy())).isCloseTo(27 / 8.0, ROUNDING);
        assertThat(Unit.BITS.of(information.conditionalEntropy())).isCloseTo(11 / 8.0, ROUNDING);
        assertThat(Entropy.of(Unit.BITS, information.columns())).isCloseTo(1.75, ROUNDING);
    }

    /** Quinlan, 1986: the outlook tells 0.246 bits of whether to play, the humidity 0.151. */
    @Test
    void informationGainOfTheWeather() {
        int[] play = {0, 0, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0};
        int[] outlook = {0, 0, 1, 2, 2, 2, 1, 0, 0, 2, 0, 1, 1, 2};
        int[] humid = {1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1};
        assertThat(MutualInformation.ofColumns(outlook, play).in(Unit.BITS))
                .isCloseTo(0.2467, within(5e-5));
        assertThat(MutualInformation.ofColumns(humid, play).in(Unit.BITS))
                .isCloseTo(0.1518, within(5e-5));
    }

    @Test
    void independentVariablesTellNothing() {
        var none =
                MutualInformation.of(NumericArray.of(new double[] {0.06, 0.14, 0.24, 0.56}, 2, 2));
        assertThat(none.nats()).isCloseTo(0, ROUNDING);
        var all = MutualInformation.of(NumericArray.of(new double[] {0.3, 0, 0, 0.7}, 2, 2));
        assertThat(all.normalized()).isCloseTo(1, ROUNDING);
        assertThat(all.conditionalEntropy()).isCloseTo(0, ROUNDING);
    }

    @Test
    void binsHoldTheirNumbers() {
        double[] x = {0, 1, 2, 3, 10, 10};
        assertThat(Binning.ofWidth(2, x).bins(x)).containsExactly(0, 0, 0, 0, 1, 1);
        assertThat(Binning.ofCount(3, x).bins(x)).containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(Binning.ofCount(6, x).bins(x)).containsExactly(0, 1, 2, 3, 4, 4);
        assertThat(Binning.ofWidth(3, 7, 7).bins(7)).containsExactly(1);
        assertThat(Binning.ofWidth(1, x).bins(x)).containsOnly(0);
    }

    private static void refuses(Runnable action, String message) {
        assertThatThrownBy(action::run).isInstanceOf(ChainruleException.class).hasMessage(message);
    }

    @Test
    void refusesWhatIsNoDistribution() {
        refuses(
                () -> Entropy.of(0.5, 0.6),
                "Entropy: probabilities must sum to 1, but these sum to 1.1. Divide each by the"
                        + " sum, if they are counts.");
        refuses(
                () -> Entropy.of(1.5, -0.5),
                "Entropy: probabilities must be numbers of 0 or more, but found -0.5. Check where"
                        + " it comes from.");
        refuses(
                () -> KlDivergence.of(new double[] {1}, new double[] {0.5, 0.5}),
                "KlDivergence: both distributions must be of the same outcomes, but found 1 and 2"
                        + " probabilities. Give 0 to an outcome that one of them does not have.");
        refuses(
                () -> CrossEntropy.of(new double[] {0.5, 0.5}, new double[] {0.5, 0}),
                "CrossEntropy: probabilities must sum to 1, but these sum to 0.5. Divide each by"
                        + " the sum, if they are counts.");
        refuses(
                () -> JensenShannon.of(new double[] {Double.NaN}, new double[] {1}),
                "JensenShannon: probabilities must be numbers of 0 or more, but found NaN. Check"
                        + " where it comes from.");
        refuses(
                () ->
                        KlDivergence.of(
                                gaussian(0, 1),
                                new MultivariateGaussian(
                                        NumericArray.filled(0, 2),
                                        NumericArray.of(new double[] {1, 0, 0, 1}, 2, 2))),
                "KlDivergence: both distributions must be of as many numbers, but found 1 and 2."
                        + " Compare distributions of the same coordinates.");
        refuses(
                () -> Perplexity.ofLoss(-1),
                "Perplexity: a loss must be a number of 0 or more, but found -1.0. Give the mean of"
                        + " −ln q in nats.");
        refuses(
                Perplexity::ofLosses,
                "Perplexity: a loss must be a number of 0 or more, but found NaN. Give the mean of"
                        + " −ln q in nats.");
        refuses(
                () -> MutualInformation.of(NumericArray.filled(1, 1)),
                "MutualInformation: a joint table must have rows and columns, but found 1 axes."
                        + " Choose two variables.");
        refuses(
                () -> MutualInformation.ofColumns(new int[] {1}, new int[] {1, 2}),
                "MutualInformation: two columns must have as many rows, one or more, but found 1"
                        + " and 2. Pair each value with one of the other.");
        refuses(
                () -> MutualInformation.of(NumericArray.filled(1, 1, 1)).normalized(),
                "MutualInformation: both variables must vary, but the entropy of one is 0. Leave"
                        + " out what is constant.");
        refuses(
                () -> Binning.ofWidth(0, 1),
                "Binning: one bin or more and one finite number or more are needed, but found 0"
                        + " bins and [1.0]. Leave out what is no number.");
    }
}
