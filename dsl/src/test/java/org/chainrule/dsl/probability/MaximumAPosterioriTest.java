package org.chainrule.dsl.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaximumAPosterioriTest {
    private static final Offset<Double> ROUNDING = within(1e-11);
    private static final int ROWS = 12;
    private static final NumericArray X =
            NumericArray.of(new Gaussian().samples(3 * ROWS, new SplittableRandom(5)), ROWS, 3);
    private static final NumericArray Y =
            NumericArray.of(new Gaussian(0, 2).samples(ROWS, new SplittableRandom(6)), ROWS);

    /** Columns of a Hadamard matrix, scaled: orthonormal. */
    private static final NumericArray ORTHONORMAL =
            NumericArray.of(new double[] {1, 1, 1, -1, 1, 1, 1, -1}, 4, 2).map(v -> v / 2);

    private static final NumericArray Y4 = NumericArray.of(new double[] {3, 1, 2, 0.5}, 4);

    static Stream<MaximumAPosteriori> problems() {
        return Stream.of(
                new RidgeRegression(X, Y, 1.5, 0.8),
                new LassoRegression(X, Y, 1.5, 0.8),
                new BetaBernoulli(2, 3.5, 7, 4));
    }

    /** A prior is a penalty: everywhere, not only at the minimum. */
    @ParameterizedTest
    @MethodSource("problems")
    void gradientOfThePosteriorIsThatOfLossAndPenalty(MaximumAPosteriori problem) {
        SplittableRandom random = new SplittableRandom(1);
        int count = problem.penalizedLoss().start().get(0).count();
        for (int i = 0; i < 5; i++) {
            NumericArray start = problem.penalizedLoss().start().get(0);
            NumericArray point = start.map(zero -> random.nextDouble(0.05, 0.95));
            double[] posterior =
                    problem.negativeLogPosterior().gradient(List.of(point)).get(0).values();
            double[] penalized =
                    problem.penalizedLoss()
                            .gradient(List.of(point))
                            .get(0)
                            .map(g -> g * problem.factor())
                            .values();
            assertThat(posterior).hasSize(count).containsExactly(penalized, ROUNDING);
        }
    }

    /** The two differ by a constant, which has no gradient. */
    @ParameterizedTest
    @MethodSource("problems")
    void posteriorAndPenalizedLossDifferByAConstant(MaximumAPosteriori problem) {
        NumericArray start = problem.penalizedLoss().start().get(0);
        double first = difference(problem, start.map(v -> 0.3));
        assertThat(difference(problem, start.map(v -> 0.8))).isCloseTo(first, ROUNDING);
    }

    private static double difference(MaximumAPosteriori problem, NumericArray at) {
        return problem.negativeLogPosterior().at(List.of(at))
                - problem.factor() * problem.penalizedLoss().at(List.of(at));
    }

    @Test
    void ridgeClosedFormIsWhatTrainingFinds() {
        var ridge = new RidgeRegression(X, Y, 1.5, 0.8);
        double[] closed = ridge.closedForm().values();
        assertThat(ridge.penalty()).isCloseTo(3.515625, within(1e-15));
        assertThat(ridge.negativeLogPosterior().newton(20).parameters().get(0).values())
                .containsExactly(closed, within(1e-7));
        assertThat(ridge.penalizedLoss().descended(0.02, 3_000).parameters().get(0).values())
                .containsExactly(closed, within(1e-9));
        assertThat(
                        ridge.negativeLogPosterior()
                                .gradient(List.of(ridge.closedForm()))
                                .get(0)
                                .values())
                .containsExactly(new double[3], ROUNDING);
    }

    /** With a prior that says nothing, ridge regression is least squares. */
    @Test
    void widePriorIsMaximumLikelihood() {
        var wide = new RidgeRegression(ORTHONORMAL, Y4, 1, 1e8);
        assertThat(wide.closedForm().values())
                .containsExactly(new double[] {3.25, 1.75}, within(1e-9));
    }

    @Test
    void lassoOfOrthonormalColumnsIsTheSoftThreshold() {
        var lasso = new LassoRegression(ORTHONORMAL, Y4, 1, 0.5);
        assertThat(lasso.penalty()).isEqualTo(2);
        assertThat(lasso.closedForm().values())
                .containsExactly(new double[] {1.25, 0}, within(1e-15));
        assertThat(lasso.trained(10).values())
                .containsExactly(new double[] {1.25, 0}, within(1e-12));
        assertThat(LassoRegression.softThreshold(-3, 2)).isEqualTo(-1);
    }

    /** At a minimum the squared error's slope is ∓λ where w is not 0, and not more where it is. */
    @Test
    void trainedLassoKeepsTheConditionsOfAMinimum() {
        var lasso = new LassoRegression(X, Y, 1.5, 0.5);
        NumericArray w = lasso.trained(5_000);
        double[] slope = new double[3];
        for (int i = 0; i < ROWS; i++) {
            double error = -Y.at(i);
            for (int j = 0; j < 3; j++) {
                error += X.at(i, j) * w.at(j);
            }
            for (int j = 0; j < 3; j++) {
                slope[j] += error * X.at(i, j);
            }
        }
        boolean anyZero = false;
        for (int j = 0; j < 3; j++) {
            if (w.at(j) == 0) {
                anyZero = true;
                assertThat(Math.abs(slope[j])).isLessThanOrEqualTo(lasso.penalty());
            } else {
                assertThat(slope[j])
                        .isCloseTo(-Math.signum(w.at(j)) * lasso.penalty(), within(1e-9));
            }
        }
        assertThat(anyZero).isTrue();
    }

    @Test
    void betaPriorCountsLikeOutcomes() {
        var posterior = new BetaBernoulli(2, 3.5, 7, 4);
        assertThat(posterior.closedForm().item()).isCloseTo(8 / 14.5, within(1e-15));
        assertThat(posterior.negativeLogPosterior().newton(50).parameters().get(0).item())
                .isCloseTo(8 / 14.5, within(1e-7));
        assertThat(posterior.mean()).isCloseTo(9 / 16.5, within(1e-15));
    }

    /** Laplace's rule of succession, and a uniform prior's mode is maximum likelihood. */
    @Test
    void uniformPriorIsMaximumLikelihood() {
        var posterior = new BetaBernoulli(1, 1, 3, 1);
        assertThat(posterior.closedForm().item()).isEqualTo(0.75);
        assertThat(posterior.mean()).isCloseTo(4 / 6.0, within(1e-15));
        assertThat(posterior.variance()).isCloseTo(4 * 2 / (36.0 * 7), within(1e-15));
    }

    private static void refuses(Runnable action, String message) {
        assertThatThrownBy(action::run).isInstanceOf(ChainruleException.class).hasMessage(message);
    }

    @Test
    void refusesWhatHasNoMaximum() {
        refuses(
                () -> new BetaBernoulli(0.5, 1, 1, 1),
                "BetaBernoulli: a and b must be 1 or more, but found 0.5 and 1.0. Below 1 the"
                        + " density is infinite at 0 or 1, and has no mode between.");
        refuses(
                () -> new BetaBernoulli(1, 1, 0, 0),
                "BetaBernoulli: the prior or what was observed must prefer some p, but a = b = 1"
                        + " and nothing was observed. Observe something.");
        refuses(
                () -> new BetaBernoulli(1, 1, -1, 0),
                "BetaBernoulli: counts must be 0 or more, but found -1 and 0. Count again.");
        refuses(
                () -> new RidgeRegression(X, Y, 1, 0),
                "RidgeRegression: prior must be positive and finite, but found 0.0. Give another.");
        refuses(
                () -> new RidgeRegression(X, Y4, 1, 1),
                "RidgeRegression: x must be of sizes (n, d) and y of size (n), but found [12, 3]"
                        + " and [4]. Give an output for each row of inputs.");
        refuses(
                () -> new LassoRegression(X, Y, -1, 1),
                "LassoRegression: deviation must be positive and finite, but found -1.0. Give"
                        + " another.");
        refuses(
                () -> new LassoRegression(NumericArray.filled(1, 2, 1), Y4.reshaped(4), 1, 1),
                "LassoRegression: x must be of sizes (n, d) and y of size (n), but found [2, 1] and"
                        + " [4]. Give an output for each row of inputs.");
        refuses(
                () ->
                        new LassoRegression(
                                        NumericArray.filled(1, 2, 1),
                                        NumericArray.filled(1, 2),
                                        1,
                                        1)
                                .closedForm(),
                "LassoRegression: a closed form needs orthonormal columns, but the product of"
                        + " columns 0 and 0 is 2.0. Train it.");
    }
}
