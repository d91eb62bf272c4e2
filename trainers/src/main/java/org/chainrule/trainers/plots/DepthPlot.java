package org.chainrule.trainers.plots;

import java.awt.Color;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The norm of the gradient by layer, on a logarithmic axis, for several networks: where a line is
 * level, gradients keep their size.
 *
 * <p>A norm of 0, which no logarithm has, is drawn as the least that a double can hold.
 *
 * @param norms for each network, by its name, the norm of each layer from the input on
 */
public record DepthPlot(Map<String, double[]> norms) implements Plot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 700;
    private static final double AIR = 0.05; // of the range, above and below the curves

    @Override
    public Picture picture() {
        return new Picture(this::chart);
    }

    XYChart chart() {
        XYChart chart =
                Picture.blank(
                        WIDTH,
                        HEIGHT,
                        "Gradient by depth",
                        "layer",
                        "log₁₀ of the norm of the gradient");
        Picture.legendBelow(chart);
        int place = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, double[]> each : norms.entrySet()) {
            double[] logs =
                    DoubleStream.of(each.getValue())
                            .map(norm -> Math.log10(Math.max(norm, Double.MIN_VALUE)))
                            .toArray();
            double[] layers =
                    DoubleStream.iterate(1, layer -> layer + 1).limit(logs.length).toArray();
            least = DoubleStream.of(logs).reduce(least, Math::min);
            greatest = DoubleStream.of(logs).reduce(greatest, Math::max);
            Color color = Picture.COLORS.get(place++ % Picture.COLORS.size());
            Picture.add(chart, each.getKey(), layers, logs, color, 2.2f, SeriesMarkers.NONE);
        }
        double air = AIR * Math.max(greatest - least, 1);
        chart.getStyler().setYAxisMin(least - air).setYAxisMax(greatest + air);
        return chart;
    }
}
