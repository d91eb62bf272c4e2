package org.chainrule.trainers.plots;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.probability.Gaussian;
import org.chainrule.dsl.probability.GaussianFit;
import org.chainrule.dsl.probability.Sample;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Numbers of a few classes as histograms, each with the density of the normal distribution that
 * fits it best. The bars are as high as a density: their area is 1 for each class.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import java.util.LinkedHashMap;
 * import java.util.Map;
 * import org.chainrule.dsl.probability.Sample;
 * import org.chainrule.trainers.plots.GaussianFitPlot;
 *
 * var petals = new LinkedHashMap<String, Sample>();
 * petals.put("setosa", Sample.of(1.4, 1.4, 1.3, 1.5));
 * petals.put("virginica", Sample.of(6, 5.1, 5.9, 5.6));
 * new GaussianFitPlot("petal length", petals).write(Path.of("petals.svg"));
 * }</pre>
 *
 * @param measure what was measured, with its unit
 * @param classes a sample of single numbers for each class, one to four
 */
public record GaussianFitPlot(String measure, Map<String, Sample> classes) implements Plot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 560;
    private static final int BARS = 24; // over all classes
    private static final int POINTS = 401;
    private static final double TAILS = 3.5; // deviations from the mean
    private static final double EDGE = 1e-9; // of a bar: a number on its left edge belongs to it
    private static final double HEADROOM = 1.08;
    private static final float CURVE = 2.5f;
    private static final float BAR = 1.2f;
    private static final int LIGHT = 150; // of 255
    private static final List<Color> COLORS =
            List.of(Picture.BLUE, Picture.VERMILION, Picture.GREEN, Picture.PURPLE);

    /**
     * A plot.
     *
     * @throws ChainruleException if there is no class, or more than four
     */
    public GaussianFitPlot {
        classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
        if (classes.isEmpty() || classes.size() > COLORS.size()) {
            throw new ChainruleException(
                    "plot",
                    "there must be one to " + COLORS.size() + " classes",
                    "but found " + classes.size(),
                    "Show some of them.");
        }
    }

    /**
     * The plot as a picture.
     *
     * @throws ChainruleException when it is drawn, if the numbers of a class do not vary
     */
    @Override
    public Picture picture() {
        return new Picture(this::chart);
    }

    XYChart chart() {
        Span all = null;
        Map<String, Gaussian> fits = new LinkedHashMap<>();
        for (Map.Entry<String, Sample> each : classes.entrySet()) {
            Gaussian fit = new GaussianFit(each.getValue()).closedForm();
            fits.put(each.getKey(), fit);
            double tail = TAILS * fit.deviation();
            Span own =
                    Span.of(each.getValue().rows().values())
                            .joined(new Span(fit.mean() - tail, fit.mean() + tail));
            all = all == null ? own : all.joined(own);
        }
        double step = all.roundStep(BARS);
        Span x = new Span(step * Math.floor(all.from() / step), step * Math.ceil(all.to() / step));
        XYChart chart =
                Picture.blank(WIDTH, HEIGHT, measure + ", fitted by class", measure, "density");
        Picture.legendBelow(chart);
        chart.getStyler().setXAxisMin(x.from()).setXAxisMax(x.to());
        double highest = 0;
        int color = 0;
        for (Map.Entry<String, Gaussian> each : fits.entrySet()) {
            Sample sample = classes.get(each.getKey());
            highest = Math.max(highest, addBars(chart, each.getKey(), sample, x, step, color));
            highest = Math.max(highest, addCurve(chart, each, sample, x, color));
            color++;
        }
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(HEADROOM * highest);
        return chart;
    }

    /** The outline of the bars; the height of the highest. */
    private static double addBars(
            XYChart chart, String name, Sample sample, Span x, double step, int color) {
        int count = (int) Math.round(x.length() / step);
        double[] heights = new double[count];
        for (double value : sample.rows().values()) {
            int bar = (int) Math.floor((value - x.from()) / step + EDGE);
            heights[Math.min(count - 1, bar)] += 1 / (step * sample.size());
        }
        List<double[]> points = new ArrayList<>();
        double highest = 0;
        for (int i = 0; i < count; i++) {
            double left = x.from() + i * step;
            boolean isSeen = heights[i] > 0;
            double before = i == 0 ? 0 : heights[i - 1];
            if (isSeen || before > 0) {
                points.add(new double[] {left, before});
                points.add(new double[] {left, 0});
                points.add(new double[] {left, heights[i]});
            } else {
                points.add(new double[] {left, Double.NaN});
            }
            highest = Math.max(highest, heights[i]);
        }
        points.add(new double[] {x.to(), heights[count - 1]});
        points.add(new double[] {x.to(), 0});
        Color full = COLORS.get(color);
        Color light = new Color(full.getRed(), full.getGreen(), full.getBlue(), LIGHT);
        Picture.add(
                        chart,
                        name + ", bars",
                        points.stream().mapToDouble(point -> point[0]).toArray(),
                        points.stream().mapToDouble(point -> point[1]).toArray(),
                        light,
                        BAR,
                        SeriesMarkers.NONE)
                .setShowInLegend(false);
        return highest;
    }

    /** The density; its greatest value. */
    private static double addCurve(
            XYChart chart, Map.Entry<String, Gaussian> fit, Sample sample, Span x, int color) {
        double[] steps = x.steps(POINTS);
        Gaussian gaussian = fit.getValue();
        double[] density =
                gaussian.logDensity(NumericArray.of(steps, POINTS)).map(Math::exp).values();
        String name =
                "%s: n = %d, mean %s, deviation %s"
                        .formatted(
                                fit.getKey(),
                                sample.size(),
                                Labels.measured(gaussian.mean()),
                                Labels.measured(gaussian.deviation()));
        Picture.add(chart, name, steps, density, COLORS.get(color), CURVE, SeriesMarkers.NONE);
        return gaussian.density(gaussian.mean());
    }
}
