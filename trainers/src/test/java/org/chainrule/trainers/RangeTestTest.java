package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTestTest {
    private static final double DOUBLE = 1e-12;

    @TempDir private Path folder;

    /** Losses at rates of 10⁻⁴, 10⁻³·⁹ and so on to 10¹, by the rate's decimal logarithm. */
    private static RangeTest of(DoubleUnaryOperator loss) {
        return new RangeTest(
                IntStream.rangeClosed(0, 50)
                        .mapToObj(
                                i -> {
                                    double log = -4 + i / 10.0;
                                    double y = loss.applyAsDouble(log);
                                    return new RangeTest.Row(Math.pow(10, log), y + 1, y);
                                })
                        .toList());
    }

    /** tanh is steepest at 0. */
    @Test
    void steepestDescentIsWhereTheSmoothedLossFallsFastest() {
        RangeTest found = of(log -> 3 - Math.tanh(2 * (log + 1.5)));
        assertThat(found.steepest()).isCloseTo(Math.pow(10, -1.5), within(DOUBLE));
    }

    /** What falls after an explosion is no descent. */
    @Test
    void steepestDescentIsBeforeTheLeast() {
        RangeTest found = of(log -> log < 0 ? 3 - Math.tanh(2 * (log + 1.5)) : 9 - 5 * log);
        assertThat(found.steepest()).isCloseTo(Math.pow(10, -1.5), within(DOUBLE));
        assertThat(of(log -> 5 + log).steepest()).isCloseTo(Math.pow(10, -3.9), within(DOUBLE));
    }

    @Test
    void tenthOfTheLeastIsOneDecadeBelowTheSmoothedMinimum() {
        RangeTest found = of(log -> 1 + (log + 1) * (log + 1));
        assertThat(found.tenthOfLeast()).isCloseTo(1e-2, within(DOUBLE));
    }

    @Test
    void tableHasARowAStep() {
        var table = of(log -> 2 - log).table();
        assertThat(table.columnNames()).containsExactly("learning_rate", "loss", "smoothed_loss");
        assertThat(table.rowCount()).isEqualTo(51);
        assertThat(table.doubleColumn("learning_rate").get(0)).isCloseTo(1e-4, within(DOUBLE));
        assertThat(table.doubleColumn("loss").get(50)).isEqualTo(2);
        assertThat(table.doubleColumn("smoothed_loss").get(50)).isEqualTo(1);
    }

    @Test
    void plotIsWrittenAsAnImage() {
        Path file = folder.resolve("rates.svg");
        of(log -> 3 - Math.tanh(log)).plot().write(file);
        assertThat(file).content().startsWith("<?xml");
    }

    @ParameterizedTest
    @CsvSource({"4.1, 1, true", "4, 1, false", "-0.9, -1, false", "2.1, -1, true", "0, 0, false"})
    void lossExplodesAboveFourTimesTheLeast(double loss, double least, boolean explodes) {
        assertThat(RangeTest.explodes(loss, least)).isEqualTo(explodes);
    }

    @Test
    void threeStepsAreTheLeast() {
        RangeTest.Row row = new RangeTest.Row(0.1, 1, 1);
        assertThatThrownBy(() -> new RangeTest(List.of(row, row)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "learning-rate finder: the loss must stay a number for three steps or more,"
                                + " but did for 2. Begin with a lower rate, or with other"
                                + " weights.");
    }
}
