package org.chainrule.trainers.plots;

import java.awt.Color;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chainrule.dsl.check.ScoreScaling;
import org.chainrule.dsl.error.ChainruleException;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Why attention divides its scores by √D, drawn over head sizes D = 1, 2, 4, …: without it softmax
 * gives all to one key, and the gradient vanishes.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.trainers.plots.ScoreScalingPlot;
 *
 * new ScoreScalingPlot(10).write(Path.of("scaling.png"));
 * }</pre>
 *
 * @param greatestPower the binary logarithm of the greatest D
 */
public record ScoreScalingPlot(int greatestPower) implements Plot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;
    private static final double MARGIN = 0.2; // so that no dot is cut at the edge

    /** Checks the power. */
    public ScoreScalingPlot {
        if (greatestPower < 1 || greatestPower > 14) {
            throw new ChainruleException(
                    "plot",
                    "the greatest head size must be from 2 to 2 to the power of 14",
                    "but the power is " + greatestPower,
                    "Use 10 for head sizes up to 1,024.");
        }
    }

    @Override
    public Picture picture() {
        return new Picture(this::chart);
    }

    XYChart chart() {
        XYChart chart =
                Picture.blank(
                        WIDTH,
                        HEIGHT,
                        "Softmax of q·k by head size",
                        "log₂ d",
                        "weight, ratio of gradients");
        Picture.legendBelow(chart);
        chart.getStyler().setXAxisMin(-MARGIN).setXAxisMax(greatestPower + MARGIN);
        chart.getStyler().setYAxisMin(-MARGIN / 4).setYAxisMax(1.1);
        add(chart, "greatest weight of q·k", Picture.VERMILION, d -> weight(d, false));
        add(chart, "greatest weight of q·k/√d", Picture.BLUE, d -> weight(d, true));
        String gradient = "gradient of q·k over gradient of q·k/√d";
        add(chart, gradient, Picture.GREEN, d -> gradient(d, false) / gradient(d, true));
        return chart;
    }

    private static double weight(long size, boolean isScaled) {
        return ScoreScaling.measure(size, isScaled, size).greatest();
    }

    private static double gradient(long size, boolean isScaled) {
        return ScoreScaling.measure(size, isScaled, size).gradient();
    }

    private void add(XYChart chart, String name, Color color, ToDoubleFunction<Long> measured) {
        double[] powers = IntStream.rangeClosed(0, greatestPower).asDoubleStream().toArray();
        double[] values =
                LongStream.rangeClosed(0, greatestPower)
                        .map(power -> 1L << power)
                        .mapToDouble(measured::applyAsDouble)
                        .toArray();
        Picture.add(chart, name, powers, values, color, 2, SeriesMarkers.CIRCLE);
    }
}
