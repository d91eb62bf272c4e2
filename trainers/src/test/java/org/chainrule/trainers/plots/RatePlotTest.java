package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

class RatePlotTest {
    private static final double[] RATES = {1e-4, 1e-3, 1e-2, 1e-1, 1};
    private static final double[] LOSSES = {4, 3.5, 2, 1, 1_000};
    private static final double[] SMOOTHED = {4, 3.8, 2.5, 1.5, 6};
    private static final RatePlot PLOT = new RatePlot(RATES, LOSSES, SMOOTHED, 1e-2, 0.01234);

    @TempDir private Path folder;

    @Test
    void ratesHaveALogarithmicAxis() {
        XYChart chart = PLOT.chart();
        assertThat(chart.getStyler().isXAxisLogarithmic()).isTrue();
        assertThat(chart.getSeriesMap().get("moving mean").getXData()).containsExactly(RATES);
        assertThat(chart.getSeriesMap().get("moving mean").getYData()).startsWith(4, 3.8, 2.5, 1.5);
    }

    @Test
    void lossThatExplodesEndsAtTheFrame() {
        double[] shown = PLOT.chart().getSeriesMap().get("loss").getYData();
        assertThat(shown).startsWith(4, 3.5, 2, 1);
        assertThat(shown[4]).isEqualTo(5.5);
    }

    /**
     * From the mean's first 4 down to the least loss 1, with half of that above and a bit below.
     */
    @Test
    void heightIsThatOfTheFall() {
        assertThat(PLOT.chart().getStyler().getYAxisMin()).isEqualTo(0.85);
        assertThat(PLOT.chart().getStyler().getYAxisMax()).isEqualTo(5.5);
    }

    @Test
    void suggestionsAreUprightLines() {
        XYChart chart = PLOT.chart();
        assertThat(chart.getSeriesMap().get("steepest fall: 0.010").getXData())
                .containsExactly(1e-2, 1e-2);
        assertThat(
                        chart.getSeriesMap()
                                .get("a tenth of the rate with the least loss: 0.012")
                                .getXData())
                .containsExactly(0.01234, 0.01234);
    }

    @Test
    void isWrittenAsPngAndSvg() throws IOException {
        PLOT.write(folder.resolve("rates.png"));
        assertThat(ImageIO.read(folder.resolve("rates.png").toFile()).getWidth()).isEqualTo(1_600);
        PLOT.write(folder.resolve("rates.svg"));
        assertThat(folder.resolve("rates.svg")).content().contains("rgb(213,94,0)");
    }

    @Test
    void levelLossIsDrawnToo() {
        double[] level = {2, 2, 2, 2, 2};
        XYChart chart = new RatePlot(RATES, level, level, 1e-2, 1e-3).chart();
        assertThat(chart.getStyler().getYAxisMin()).isEqualTo(1);
        assertThat(chart.getStyler().getYAxisMax()).isEqualTo(3);
    }
}
