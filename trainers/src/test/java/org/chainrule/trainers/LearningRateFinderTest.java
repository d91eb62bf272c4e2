package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.optimizers.Optimizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRateFinderTest {
    /** 64 bits, rounded in another order. */
    private static final double DOUBLE = 1e-12;

    private static final LearningRateFinder FINDER =
            LearningRateFinder.of(SmallGpt.training().optimizer(Optimizers.sgd(1)));

    private static Weights weights(long seed) {
        return new Weights(SmallGpt.net().stored(), seed, DataType.FLOAT32, Device.cpu());
    }

    @Test
    void ratesRiseExponentiallyFromTheLeastToTheGreatest() {
        List<RangeTest.Row> rows = FINDER.rates(1e-5, 0.1).steps(21).run().rows();
        assertThat(rows).hasSize(21);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).rate()).isCloseTo(Math.pow(10, -5 + i / 5.0), within(DOUBLE));
        }
    }

    /** The mean of the losses so far, in which one of i steps ago counts 0.9ⁱ. */
    @Test
    void smoothedLossIsTheMovingMean() {
        List<RangeTest.Row> rows = FINDER.run().rows();
        for (int i = 0; i < rows.size(); i++) {
            double sum = 0;
            double weights = 0;
            for (int j = 0; j <= i; j++) {
                sum += Math.pow(0.9, i - j) * rows.get(j).loss();
                weights += Math.pow(0.9, i - j);
            }
            assertThat(rows.get(i).smoothed()).isCloseTo(sum / weights, within(DOUBLE));
        }
    }

    @Test
    void stepsAreThoseOfARunWithTheseRates() {
        List<RangeTest.Row> rows = FINDER.rates(1e-3, 1).steps(10).run().rows();
        Training training =
                FINDER.training().schedule((peak, step) -> rows.get((int) step).rate()).steps(10);
        try (Run run = training.start()) {
            assertThat(rows).extracting(RangeTest.Row::loss).isEqualTo(SmallGpt.losses(run));
        }
    }

    @Test
    void suggestsRatesAtWhichTheNetworkLearns() {
        RangeTest found = FINDER.run();
        assertThat(found.steepest()).isBetween(0.01, 5.0);
        assertThat(found.tenthOfLeast()).isBetween(0.01, 1.0);
        Training training = FINDER.training().steps(100);
        try (Run suggested = training.optimizer(Optimizers.sgd(found.tenthOfLeast())).start();
                Run low = training.optimizer(Optimizers.sgd(1e-4)).start()) {
            assertThat(suggested.validationLoss()).isLessThan(low.validationLoss() - 0.2);
        }
    }

    @Test
    void stopsWhereTheLossExplodes() {
        RangeTest found = FINDER.rates(1e-3, 1e6).steps(200).run();
        int last = found.rows().size() - 1;
        assertThat(last).isLessThan(199);
        double least =
                found.rows().stream().mapToDouble(RangeTest.Row::smoothed).min().orElseThrow();
        for (int i = 0; i < last; i++) {
            assertThat(found.rows().get(i).smoothed()).isLessThanOrEqualTo(4 * least);
        }
    }

    @Test
    void weightsOfTheCallerStay() {
        try (Weights weights = weights(5)) {
            List<float[]> before = SmallGpt.numbers(weights);
            RangeTest found = FINDER.weights(weights).run();
            assertThat(SmallGpt.numbers(weights))
                    .usingElementComparator(Arrays::compare)
                    .isEqualTo(before);
            assertThat(found.rows().get(0)).isNotEqualTo(FINDER.run().rows().get(0));
            assertThat(FINDER.weights(weights).run()).isEqualTo(found);
        }
    }

    @Test
    void stepsMayBeMadeOfSeveralBatches() {
        LearningRateFinder finder =
                LearningRateFinder.of(FINDER.training().batch(2).accumulate(4)).steps(20);
        List<RangeTest.Row> rows = finder.run().rows();
        List<RangeTest.Row> whole = FINDER.steps(20).run().rows();
        assertThat(rows.get(0).loss()).isCloseTo(whole.get(0).loss(), within(1e-5)); // 32 bits
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "1, 1", "2, 1", "NaN, 1", "1, Infinity"})
    void ratesMustRise(double least, double greatest) {
        assertThatThrownBy(() -> FINDER.rates(least, greatest))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "learning-rate finder: rates must rise from more than 0, but found "
                                + least
                                + " and "
                                + greatest
                                + ". Use 1e-7 and 10.");
    }

    @Test
    void stepsMustNotBeTooFew() {
        assertThatThrownBy(() -> FINDER.steps(9))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "learning-rate finder: steps must be 10 or more, but found 9. Use 100.");
    }

    @Test
    void dataMustBeGiven() {
        assertThatThrownBy(() -> LearningRateFinder.of(Training.of(SmallGpt.net())).run())
                .isInstanceOf(ChainruleException.class)
                .hasMessage("training: a run needs data, but none was given. Add .on(data).");
    }

    @Test
    void lossThatIsNoNumberAtOnceIsTold() {
        assertThatThrownBy(() -> FINDER.rates(1e35, 1e38).run())
                .isInstanceOf(ChainruleException.class)
                .hasMessageMatching(
                        "learning-rate finder: the loss must stay a number for three steps or more,"
                                + " but did for [12]\\. Begin with a lower rate, or with other"
                                + " weights\\.");
    }
}
