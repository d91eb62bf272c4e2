package org.chainrule.trainers;

import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.trainers.plots.Picture;
import org.chainrule.trainers.plots.Plot;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The loss of a run over its steps: each step's loss thin and light, its running mean bold, and
 * validation losses as dots. Works without a display. Values that are not finite are left out.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 *
 * History history = History.read(Path.of("run", "metrics.csv"));
 * new LossPlot("Names of characters", history.rows()).png(Path.of("run", "loss.png"));
 * }</pre>
 *
 * @param title what stands above
 * @param rows what was measured
 */
public record LossPlot(String title, List<History.Row> rows) implements Plot {
    private static final int WIDTH = 800; // points of 1/72 inch in SVG
    private static final int HEIGHT = 500;
    private static final int MAX_POINTS = 1_200;
    private static final int MIN_SMOOTHED = 25; // steps from which a running mean tells more

    // lets the mean shine through
    private static final Color SKY_BLUE = new Color(0x56, 0xB4, 0xE9, 150);

    /** The history of a run as a plot. */
    public LossPlot {
        rows = List.copyOf(rows);
    }

    /**
     * Writes the plot as PNG, 1,600 by 1,000 pixels.
     *
     * @throws ChainruleException if the file cannot be written, or this Java cannot draw text
     */
    public void png(Path file) {
        picture().png(file);
    }

    /**
     * Writes the plot as SVG.
     *
     * @throws ChainruleException as {@link #png}
     */
    public void svg(Path file) {
        picture().svg(file);
    }

    @Override
    public Picture picture() {
        return new Picture(this::chart);
    }

    private XYChart chart() {
        XYChart chart = Picture.blank(WIDTH, HEIGHT, title, "step", "loss");
        Curve training = Curve.of(rows, History.Row::loss);
        Curve validation = Curve.of(rows, History.Row::validationLoss);
        style(chart.getStyler(), range(training, validation));
        if (training.size() < MIN_SMOOTHED) {
            add(chart, "training", training, Picture.BLUE, 2, SeriesMarkers.CIRCLE);
        } else {
            int radius = radius(training.size());
            String mean = String.format(Locale.ROOT, "training, mean of %,d steps", 2 * radius + 1);
            add(chart, "training", training, SKY_BLUE, 1, SeriesMarkers.NONE);
            add(chart, mean, training.smoothed(radius), Picture.BLUE, 2.5f, SeriesMarkers.NONE);
            Picture.placeTicksFreely(chart, training.y()[0]);
        }
        add(chart, "validation", validation, Picture.VERMILION, 0, SeriesMarkers.CIRCLE);
        return chart;
    }

    /** A mean takes about 2% of all steps, and of a short run more. */
    private static int radius(int steps) {
        return Math.max(steps / 100, (int) Math.sqrt(steps / 4.0));
    }

    private static double range(Curve a, Curve b) {
        var all = DoubleStream.concat(DoubleStream.of(a.y()), DoubleStream.of(b.y()));
        var statistics = all.summaryStatistics();
        return statistics.getMax() - statistics.getMin();
    }

    private static void add(
            XYChart chart, String name, Curve curve, Color color, float width, Marker marker) {
        if (curve.size() == 0) {
            return;
        }
        Curve shown = curve.thinned(MAX_POINTS);
        Picture.add(chart, name, shown.x(), shown.y(), color, width, marker);
    }

    private static void style(XYStyler styler, double range) {
        styler.setLegendPosition(LegendPosition.InsideNE);
        styler.setLegendBorderColor(Color.WHITE); // XChart measures long names too short for a box
        styler.setXAxisDecimalPattern("#,##0");
        styler.setYAxisDecimalPattern(
                range > 20 ? "#,##0" : range > 1 ? "0.0" : range > 0.05 ? "0.00" : "0.0000##");
    }
}
