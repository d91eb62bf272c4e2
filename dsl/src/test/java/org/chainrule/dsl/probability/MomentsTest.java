package org.chainrule.dsl.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    private static Moments dice() {
        String[] sides = {"1", "2", "3", "4", "5", "6"};
        return new Moments(
                new JointDistribution(
                        List.of(Attribute.of("first", sides), Attribute.of("second", sides)),
                        NumericArray.filled(1 / 36.0, 6, 6)));
    }

    @Test
    void dieHasItsKnownMoments() {
        RandomVariable first = RandomVariable.number("first");
        RandomVariable sum = first.plus(RandomVariable.number("second"));
        assertThat(dice().expectation(first)).isCloseTo(3.5, ROUNDING);
        assertThat(dice().variance(first)).isCloseTo(35 / 12.0, ROUNDING);
        assertThat(dice().expectation(sum)).isCloseTo(7, ROUNDING);
        assertThat(dice().variance(sum)).isCloseTo(35 / 6.0, ROUNDING);
        assertThat(dice().covariance(first, sum)).isCloseTo(35 / 12.0, ROUNDING);
        assertThat(dice().correlation(first, sum)).isCloseTo(Math.sqrt(0.5), ROUNDING);
        assertThat(dice().expectation(sum, Event.of("first", "6"))).isCloseTo(9.5, ROUNDING);
    }

    @Test
    void expectationOfAnIndicatorIsTheProbability() {
        Event six = Event.of("first", "6");
        assertThat(dice().expectation(RandomVariable.indicator(six))).isCloseTo(1 / 6.0, ROUNDING);
    }

    @Test
    void totalVarianceIsWithinAndBetween() {
        RandomVariable product =
                RandomVariable.number("first").times(RandomVariable.number("second"));
        Moments.Parts parts = dice().variance(product, "first");
        assertThat(parts.total()).isCloseTo(dice().variance(product), ROUNDING);
        assertThat(parts.between()).isCloseTo(3.5 * 3.5 * 35 / 12, ROUNDING); // Var(3.5·first)
    }

    /** Anscombe's first set: mean 9 and 7.5, variances 11 and 4.13, correlation 0.816. */
    @Test
    void sampleHasItsPublishedMoments() {
        Sample x = Sample.of(10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5);
        Sample y = Sample.of(8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68);
        assertThat(x.mean()).isEqualTo(9);
        assertThat(x.variance()).isEqualTo(11);
        assertThat(x.variance(Divisor.N)).isEqualTo(10);
        assertThat(y.mean()).isCloseTo(7.5009, within(5e-5));
        assertThat(y.variance()).isCloseTo(4.1273, within(5e-5));
        assertThat(x.correlation(y)).isCloseTo(0.8164, within(5e-5));
        assertThat(x.covariance(y)).isCloseTo(5.501, within(5e-4));
    }

    @Test
    void numbersFarFromZeroLoseNothing() {
        assertThat(Sample.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16).variance()).isEqualTo(30);
    }

    @Test
    void covariancesAreThoseOfEachTwoColumns() {
        Sample sample = new Sample(NumericArray.of(new double[] {1, 2, 3, 7, 5, 6}, 3, 2));
        assertThat(sample.means().values()).containsExactly(3, 5);
        assertThat(sample.covariances(Divisor.N_MINUS_1).values()).containsExactly(4, 4, 4, 7);
        assertThat(sample.column(0).covariance(sample.column(1), Divisor.N))
                .isCloseTo(8 / 3.0, ROUNDING);
    }

    private static void refuses(Runnable action, String message) {
        assertThatThrownBy(action::run).isInstanceOf(ChainruleException.class).hasMessage(message);
    }

    @Test
    void refusesWhatHasNoMoments() {
        refuses(
                Sample::of,
                "Sample: a sample must have one row or more, each of numbers along one axis, but"
                        + " found sizes [0]. Give an array of sizes (n) or (n, d).");
        refuses(
                () -> Sample.of(1, Double.NaN),
                "Sample: each number must be finite, but found NaN. Give another.");
        refuses(
                () -> Sample.of(1).variance(),
                "Sample: n − 1 needs two numbers or more, but found 1. Divide by n.");
        refuses(
                () -> Sample.of(1, 2).covariance(Sample.of(1)),
                "Sample: two samples must have as many numbers, but found 2 and 1. Pair each number"
                        + " with one of the other.");
        refuses(
                () -> Sample.of(1, 2).correlation(Sample.of(3, 3)),
                "correlation: both variables must vary, but found variances 0.25 and 0.0. Leave out"
                        + " what is constant.");
        refuses(
                () -> new Sample(NumericArray.filled(1, 2, 2)).mean(),
                "Sample: one number a row is needed, but found 2. Choose a column.");
        refuses(
                () -> dice().expectation(RandomVariable.number("third")),
                "RandomVariable third: values must be numbers, but found null. Write a function of"
                        + " the outcome instead.");
        assertThat(Sample.of(1).variance(Divisor.N)).isZero();
    }
}
