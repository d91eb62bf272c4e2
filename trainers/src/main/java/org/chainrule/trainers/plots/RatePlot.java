package org.chainrule.trainers.plots;

import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Losses over learning rates on a logarithmic axis: each loss light, their moving mean bold, and
 * two rates to choose from as upright lines.
 *
 * @param rates the rates, rising
 * @param losses the loss at each
 * @param smoothed their moving mean
 * @param steepest the rate at which the mean falls fastest
 * @param tenthOfLeast a tenth of the rate at which it is least
 */
public record RatePlot(
        double[] rates, double[] losses, double[] smoothed, double steepest, double tenthOfLeast)
        implements Plot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 560;
    private static final double BELOW = 0.05; // of the fall
    private static final double ABOVE = 0.5; // likewise
    private static final Color SKY_BLUE = new Color(0x56, 0xB4, 0xE9, 200);

    /** Copies of the numbers. */
    public RatePlot {
        rates = rates.clone();
        losses = losses.clone();
        smoothed = smoothed.clone();
    }

    @Override
    public Picture picture() {
        return new Picture(this::chart);
    }

    XYChart chart() {
        XYChart chart = Picture.blank(WIDTH, HEIGHT, "Loss by learning rate", "rate", "loss");
        Picture.legendBelow(chart);
        Span y = height();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(y.from()).setYAxisMax(y.to());
        add(chart, "loss", y, losses, SKY_BLUE, 1);
        add(chart, "moving mean", y, smoothed, Picture.BLUE, 2.5f);
        upright(chart, "steepest fall", steepest, y, Picture.VERMILION);
        upright(chart, "a tenth of the rate with the least loss", tenthOfLeast, y, Picture.GREEN);
        return chart;
    }

    /** What shows all losses down to the least; what explodes later runs off the plot. */
    private Span height() {
        int least = 0;
        for (int i = 1; i < smoothed.length; i++) {
            least = smoothed[i] < smoothed[least] ? i : least;
        }
        double top = Span.of(Arrays.copyOf(smoothed, least + 1)).to();
        double bottom = Math.min(smoothed[least], Span.of(losses).from());
        Span fall = new Span(bottom, top);
        return fall.length() > 0
                ? new Span(fall.widened(BELOW).from(), fall.widened(ABOVE).to())
                : new Span(bottom - 1, top + 1);
    }

    /** Adds a line; where it leaves the frame, it ends there. */
    private void add(XYChart chart, String name, Span y, double[] all, Color color, float width) {
        double[] shown = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            boolean follows = i > 0 && y.contains(all[i - 1]);
            boolean leads = i < all.length - 1 && y.contains(all[i + 1]);
            double edge = Math.max(y.from(), Math.min(all[i], y.to()));
            shown[i] = y.contains(all[i]) || follows || leads ? edge : Double.NaN;
        }
        Picture.add(chart, name, rates, shown, color, width, SeriesMarkers.NONE);
    }

    private static void upright(XYChart chart, String name, double rate, Span y, Color color) {
        String named = String.format(Locale.ROOT, "%s: %.2g", name, rate);
        double[] x = {rate, rate};
        double[] ends = {y.from(), y.to()};
        Picture.add(chart, named, x, ends, color, 1.8f, SeriesMarkers.NONE);
    }
}
