package org.chainrule.dsl.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.junit.jupiter.api.Test;

/** The closed form, gradient descent and Newton's method find the same. */
class MaximumLikelihoodTest {
    private static final Offset<Double> NEWTON = within(1e-7); // a flat minimum: √ of a rounding
    private static final Offset<Double> DESCENT = within(1e-6);

    @Test
    void bernoulliIsTheShareOfOnes() {
        var fit = new BernoulliFit(Sample.of(1, 0, 1, 1, 0));
        assertThat(fit.closedForm().p()).isEqualTo(0.6);
        assertThat(fit.newton().p()).isCloseTo(0.6, NEWTON);
        assertThat(fit.descended(1, 500).p()).isCloseTo(0.6, DESCENT);
    }

    /** The likelihood of ones alone is greatest at p = 1, whose logit is infinite. */
    @Test
    void bernoulliOfOnesAloneIsOne() {
        var fit = new BernoulliFit(Sample.of(1, 1, 1));
        assertThat(fit.closedForm().p()).isEqualTo(1);
        assertThat(fit.newton().p()).isCloseTo(1, NEWTON);
    }

    @Test
    void categoricalIsTheShareOfEachClass() {
        var fit = new CategoricalFit(4, Sample.of(0, 1, 1, 3, 3, 3, 2, 3));
        double[] shares = {0.125, 0.25, 0.125, 0.5};
        assertThat(fit.closedForm().probabilities().values()).containsExactly(shares);
        assertThat(fit.newton().probabilities().values()).containsExactly(shares, NEWTON);
        assertThat(fit.descended(1, 1_000).probabilities().values())
                .containsExactly(shares, DESCENT);
    }

    @Test
    void gaussianDividesByN() {
        var fit = new GaussianFit(Sample.of(1, 2, 4, 9));
        assertThat(fit.closedForm().mean()).isEqualTo(4);
        assertThat(fit.closedForm().variance()).isCloseTo(38 / 4.0, within(1e-14));
        assertThat(fit.newton().mean()).isCloseTo(4, NEWTON);
        assertThat(fit.newton().variance()).isCloseTo(9.5, within(1e-6));
        Gaussian descended = fit.descended(0.5, 3_000);
        assertThat(descended.mean()).isCloseTo(4, DESCENT);
        assertThat(descended.deviation()).isCloseTo(Math.sqrt(9.5), DESCENT);
    }

    /** At the maximum, the mean negative log likelihood is the fitted distribution's entropy. */
    @Test
    void leastNegativeLogLikelihoodIsTheEntropy() {
        var fit = new GaussianFit(Sample.of(1, 2, 4, 9));
        assertThat(fit.negativeLogLikelihood().newton(100).value())
                .isCloseTo(fit.closedForm().entropy(), within(1e-12));
    }

    @Test
    void multivariateGaussianHasTheSamplesCovariance() {
        var source =
                new MultivariateGaussian(
                        NumericArray.of(new double[] {1, -2, 0.5}, 3),
                        NumericArray.of(
                                new double[] {2, 0.5, 0, 0.5, 1, -0.3, 0, -0.3, 0.7}, 3, 3));
        var fit =
                new MultivariateGaussianFit(
                        new Sample(source.samples(40, new SplittableRandom(3))));
        MultivariateGaussian closed = fit.closedForm();
        MultivariateGaussian newton = fit.newton();
        MultivariateGaussian descended = fit.descended(0.3, 1_500);
        for (MultivariateGaussian found : List.of(newton, descended)) {
            assertThat(found.mean().values()).containsExactly(closed.mean().values(), DESCENT);
            assertThat(found.covariance().values())
                    .containsExactly(closed.covariance().values(), DESCENT);
        }
    }

    /** Anscombe's first set: y = 3.00 + 0.500x, and the mean squared residual is 13.763/11. */
    @Test
    void linearRegressionIsGaussianLikelihood() {
        double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
        double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
        var fit =
                new LinearRegressionFit(
                        NumericArray.of(x, x.length, 1), NumericArray.of(y, y.length));
        LinearModel closed = fit.closedForm();
        assertThat(closed.weights().at(0)).isCloseTo(0.50009, within(5e-6));
        assertThat(closed.intercept()).isCloseTo(3.00009, within(5e-6));
        assertThat(closed.deviation()).isCloseTo(Math.sqrt(13.76269 / 11), within(1e-6));
        assertThat(closed.mean(10)).isCloseTo(8.001, within(5e-4));
        LinearModel newton = fit.newton();
        assertThat(newton.weights().at(0)).isCloseTo(closed.weights().at(0), NEWTON);
        assertThat(newton.intercept()).isCloseTo(closed.intercept(), within(1e-6));
        assertThat(newton.deviation()).isCloseTo(closed.deviation(), NEWTON);
    }

    @Test
    void objectiveHasItsHessian() {
        NumericArray start = NumericArray.of(new double[] {1, 2}, 2);
        Node w = Objective.variable("w", start);
        Node cubes = w.pow(3).sum().plus(w.sum().square());
        Objective objective = new Objective(cubes, java.util.Map.of(), List.of(w), List.of(start));
        assertThat(objective.gradient(List.of(start)).get(0).values())
                .containsExactly(new double[] {9, 18}, within(1e-12));
        assertThat(objective.hessian(List.of(start)).values())
                .containsExactly(new double[] {8, 2, 2, 14}, within(1e-12));
    }

    private static void refuses(Runnable action, String message) {
        assertThatThrownBy(action::run).isInstanceOf(ChainruleException.class).hasMessage(message);
    }

    @Test
    void refusesWhatCannotBeFitted() {
        refuses(
                () -> new GaussianFit(Sample.of(2, 2, 2)),
                "GaussianFit: the numbers must vary, but all 3 are the same. There is no normal"
                        + " distribution of deviation 0.");
        refuses(
                () -> new CategoricalFit(2, Sample.of(0, 2)),
                "Categorical: an outcome must be a class from 0 to 1, but found 2.0. Number the"
                        + " classes from 0.");
        refuses(
                () -> new BernoulliFit(Sample.of(0, 0.5)),
                "Bernoulli: an outcome must be 0 or 1, but found 0.5. Call one outcome 0 and the"
                        + " other 1.");
        refuses(
                () ->
                        new LinearRegressionFit(
                                NumericArray.filled(1, 3, 1), NumericArray.filled(1, 2)),
                "LinearRegressionFit: x must be of sizes (n, d) and y of size (n), but found [3, 1]"
                        + " and [2]. Give an output for each row of inputs.");
        refuses(
                () ->
                        new LinearRegressionFit(
                                        NumericArray.filled(1, 3, 1), NumericArray.filled(1, 3))
                                .closedForm(),
                "LinearRegressionFit: no input may follow from the others, but the columns of x and"
                        + " a constant are not independent. Leave a column out, or use ridge"
                        + " regression.");
        refuses(
                () -> new GaussianFit(Sample.of(1, 2)).descended(1e300, 10),
                "gradient descent: the objective must stay finite, but at step 1 it is not. Choose"
                        + " a rate below 1.0E300.");
    }
}
