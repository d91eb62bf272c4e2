package org.chainrule.dsl.probability;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionErrorsTest {

    private static Arguments of(Runnable action, String message) {
        return Arguments.of(message, action);
    }

    private static NumericArray matrix(double... values) {
        int n = (int) Math.sqrt(values.length);
        return NumericArray.of(values, n, n);
    }

    private static MultivariateGaussian gaussian(double... covariance) {
        NumericArray matrix = matrix(covariance);
        return new MultivariateGaussian(NumericArray.filled(0, matrix.size(0)), matrix);
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                of(
                        () -> new Gaussian(0, 0),
                        "Gaussian: deviation must be positive and finite, but found 0.0. Give"
                                + " another."),
                of(
                        () -> new Gaussian(Double.NaN, 1),
                        "Gaussian: mean must be finite, but found NaN. Give another."),
                of(
                        () -> new Laplace(0, -1),
                        "Laplace: scale must be positive and finite, but found -1.0. Give"
                                + " another."),
                of(
                        () -> new Laplace(Double.NEGATIVE_INFINITY, 1),
                        "Laplace: mean must be finite, but found -Infinity. Give another."),
                of(
                        () -> new Exponential(Double.POSITIVE_INFINITY),
                        "Exponential: rate must be positive and finite, but found Infinity. Give"
                                + " another."),
                of(
                        () -> new Uniform(1, 1),
                        "Uniform: from must be less than to, but 1.0 is not less than 1.0. Exchange"
                                + " or change them."),
                of(
                        () -> new Uniform(0, Double.NaN),
                        "Uniform: to must be finite, but found NaN. Give another."),
                of(
                        () -> new Bernoulli(1.5),
                        "Bernoulli: p must lie between 0 and 1, but found 1.5. Give a"
                                + " probability."),
                of(
                        () -> new Bernoulli(0.5).logDensity(2),
                        "Bernoulli: an outcome must be 0 or 1, but found 2.0. Call one outcome 0"
                                + " and the other 1."),
                of(
                        () -> new Categorical(0.5, 0.6),
                        "Categorical: probabilities must sum to 1, but these sum to 1.1. Divide"
                                + " each by the sum, if they are counts."),
                of(
                        () -> new Categorical(1.5, -0.5),
                        "Categorical: probabilities must be numbers of 0 or more, but found -0.5."
                                + " Check where it comes from."),
                of(
                        Categorical::new,
                        "Categorical: probabilities must sum to 1, but these sum to 0.0. Divide"
                                + " each by the sum, if they are counts."),
                of(
                        () -> new Categorical(NumericArray.filled(0.25, 2, 2)),
                        "Categorical: probabilities must be a vector, but found 2 axes. Give a"
                                + " probability for each class."),
                of(
                        () -> new Categorical(0.5, 0.5).logProbability(2),
                        "Categorical: an outcome must be a class from 0 to 1, but found 2.0. Number"
                                + " the classes from 0."),
                of(
                        () -> gaussian(1, 0.5, 0.4, 1),
                        "MultivariateGaussian: the covariance must be symmetric, but found 0.4 at"
                                + " (1, 0) and 0.5 at (0, 1). Give the same number twice."),
                of(
                        () -> gaussian(1, 2, 2, 4),
                        "MultivariateGaussian: the covariance must be positive definite, but a"
                                + " combination of the coordinates has no positive variance. Leave a"
                                + " coordinate out that follows from others, or add a little to the"
                                + " diagonal."),
                of(
                        () -> gaussian(1, 2, 2, 1),
                        "MultivariateGaussian: the covariance must be positive definite, but a"
                                + " combination of the coordinates has no positive variance. Leave a"
                                + " coordinate out that follows from others, or add a little to the"
                                + " diagonal."),
                of(
                        () -> gaussian(1, 0, 0, 0),
                        "MultivariateGaussian: variances must be positive and finite, but found 0.0"
                                + " at 1. Leave a coordinate out that does not vary."),
                of(
                        () ->
                                new MultivariateGaussian(
                                        NumericArray.filled(0, 2), NumericArray.filled(1, 2, 3)),
                        "MultivariateGaussian: the covariance must be a square matrix, but found"
                                + " sizes [2, 3]. Give a row and a column for each coordinate."),
                of(
                        () -> new MultivariateGaussian(NumericArray.filled(0, 2), matrix(1)),
                        "MultivariateGaussian: the covariance must have a row for each number of"
                                + " the mean, but found 1 rows and 2 numbers. Give both for the same"
                                + " coordinates."),
                of(
                        () -> new MultivariateGaussian(NumericArray.scalar(0), matrix(1)),
                        "MultivariateGaussian: the mean must be a vector, but found 0 axes. Give a"
                                + " number for each coordinate."),
                of(
                        () -> gaussian(1, 0, 0, 1).logDensity(1, 2, 3),
                        "MultivariateGaussian: an outcome must be a vector of 2 numbers, but found"
                                + " sizes [3]. Let the last axis run over the coordinates."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void saysWhatIsWrong(String message, Runnable action) {
        assertThatThrownBy(action::run).isInstanceOf(ChainruleException.class).hasMessage(message);
    }
}
