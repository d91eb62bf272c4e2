package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYSeries;

class ScoreScalingPlotTest {
    @TempDir private Path folder;

    private static List<double[]> curves(int power) {
        return new ScoreScalingPlot(power)
                .chart().getSeriesMap().values().stream().map(XYSeries::getYData).toList();
    }

    @Test
    void softmaxSaturatesAndTheGradientFallsUnlessScaled() {
        List<double[]> curves = curves(8);
        double[] plain = curves.get(0);
        double[] scaled = curves.get(1);
        double[] gradient = curves.get(2);
        assertThat(plain).hasSize(9);
        assertThat(plain[8]).isGreaterThan(0.9);
        assertThat(scaled[8]).isCloseTo(scaled[2], within(0.1)).isLessThan(0.4);
        assertThat(gradient[0]).as("D = 1, where √D is 1").isEqualTo(1);
        assertThat(gradient[8]).isLessThan(0.1);
    }

    @Test
    void isWrittenAsAnImage() {
        Path file = folder.resolve("scaling.svg");
        new ScoreScalingPlot(2).write(file);
        assertThat(file).content().startsWith("<?xml").contains("rgb(0,158,115)"); // the gradient
    }

    @Test
    void powerMustBeInReach() {
        assertThatThrownBy(() -> new ScoreScalingPlot(0))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "plot: the greatest head size must be from 2 to 2 to the power of 14, but"
                                + " the power is 0. Use 10 for head sizes up to 1,024.");
    }
}
