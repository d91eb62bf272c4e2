package org.chainrule.dsl.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

/** Fits to Fisher's irises, by the closed forms and by a second method. */
class IrisTest {
    private static final int CLASSES = 3;
    private static final int COLUMNS = 4;

    private static NumericArray flowers(int kind) {
        NumericArray iris = Tables.iris();
        double[] chosen =
                IntStream.range(0, iris.size(0))
                        .filter(i -> iris.at(i, COLUMNS) == kind)
                        .boxed()
                        .flatMapToDouble(
                                i -> IntStream.range(0, COLUMNS).mapToDouble(j -> iris.at(i, j)))
                        .toArray();
        return NumericArray.of(chosen, chosen.length / COLUMNS, COLUMNS);
    }

    /** The means that Fisher, 1936, prints in his table 2. */
    @Test
    void meansAreFishers() {
        assertThat(new Sample(flowers(0)).means().values())
                .containsExactly(new double[] {5.006, 3.428, 1.462, 0.246}, within(1e-12));
        assertThat(new Sample(flowers(1)).means().values())
                .containsExactly(new double[] {5.936, 2.770, 4.260, 1.326}, within(1e-12));
        assertThat(new Sample(flowers(2)).means().values())
                .containsExactly(new double[] {6.588, 2.974, 5.552, 2.026}, within(1e-12));
    }

    @Test
    void newtonFindsTheClosedFormOfEachClassAndColumn() {
        for (int kind = 0; kind < CLASSES; kind++) {
            Sample flowers = new Sample(flowers(kind));
            for (int column = 0; column < COLUMNS; column++) {
                var fit = new GaussianFit(flowers.column(column));
                assertThat(fit.newton().mean())
                        .as("class %s, column %s", kind, column)
                        .isCloseTo(fit.closedForm().mean(), within(1e-7));
                assertThat(fit.newton().deviation())
                        .as("class %s, column %s", kind, column)
                        .isCloseTo(fit.closedForm().deviation(), within(1e-7));
            }
        }
    }

    @Test
    void newtonFindsTheClosedFormOfAWholeClass() {
        var fit = new MultivariateGaussianFit(new Sample(flowers(1)));
        MultivariateGaussian newton = fit.newton();
        assertThat(newton.mean().values())
                .containsExactly(fit.closedForm().mean().values(), within(1e-6));
        assertThat(newton.covariance().values())
                .containsExactly(fit.closedForm().covariance().values(), within(1e-6));
    }

    /** Quadratic discriminant analysis is known to mistake 3 of the 150. */
    @Test
    void bayesRuleWithFittedDensitiesTellsTheClassesApart() {
        NumericArray iris = Tables.iris();
        MultivariateGaussian[] densities =
                IntStream.range(0, CLASSES)
                        .mapToObj(kind -> new Sample(flowers(kind)))
                        .map(
                                s ->
                                        new MultivariateGaussian(
                                                s.means(), s.covariances(Divisor.N_MINUS_1)))
                        .toArray(MultivariateGaussian[]::new);
        long wrong =
                IntStream.range(0, iris.size(0))
                        .filter(
                                i -> {
                                    double[] x =
                                            IntStream.range(0, COLUMNS)
                                                    .mapToDouble(j -> iris.at(i, j))
                                                    .toArray();
                                    double[] each =
                                            Arrays.stream(densities)
                                                    .mapToDouble(d -> d.logDensity(x))
                                                    .toArray();
                                    int best =
                                            IntStream.range(0, CLASSES)
                                                    .reduce((a, b) -> each[b] > each[a] ? b : a)
                                                    .orElseThrow();
                                    return best != iris.at(i, COLUMNS);
                                })
                        .count();
        assertThat(wrong).isEqualTo(3);
    }

    /** Sepal length and petal length: 0.872, as in many textbooks. */
    @Test
    void correlationOfLengthsIsKnown() {
        Sample iris = new Sample(Tables.iris());
        assertThat(iris.column(0).correlation(iris.column(2))).isCloseTo(0.8718, within(5e-5));
    }

    /** The petals' width from the other three: the closed form, and Newton on either sum. */
    @Test
    void ridgeIsTheMaximumAPosteriori() {
        NumericArray iris = Tables.iris();
        int rows = iris.size(0);
        double[] x = new double[3 * rows];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < 3; j++) {
                x[3 * i + j] = iris.at(i, j);
            }
            y[i] = iris.at(i, 3);
        }
        var ridge =
                new RidgeRegression(
                        NumericArray.of(x, rows, 3), NumericArray.of(y, rows), 0.2, 0.1);
        double[] closed = ridge.closedForm().values();
        assertThat(ridge.negativeLogPosterior().newton(2).parameters().get(0).values())
                .containsExactly(closed, within(1e-9));
        assertThat(ridge.penalizedLoss().newton(2).parameters().get(0).values())
                .containsExactly(closed, within(1e-9));
    }
}
