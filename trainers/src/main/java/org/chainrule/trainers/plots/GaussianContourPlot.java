package org.chainrule.trainers.plots;

import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.probability.MultivariateGaussian;
import org.chainrule.dsl.probability.MultivariateGaussianFit;
import org.chainrule.dsl.probability.Sample;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Pairs of numbers as points, and the normal distribution that fits them best as ellipses of equal
 * density: of all that is drawn from it, one half lies within the first, and 95% within the second.
 *
 * <p>An ellipse is the circle of radius r by μ + L·z, with r² = −2 ln(1 − share).
 *
 * @param x what the first number is, with its unit
 * @param y what the second number is
 * @param sample the pairs (n, 2)
 */
public record GaussianContourPlot(String x, String y, Sample sample) implements Plot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 700;
    private static final int POINTS = 181;
    private static final double HALF = 0.5;
    private static final double MOST = 0.95;
    private static final double MARGIN = 0.06;

    /**
     * A plot.
     *
     * @throws ChainruleException if the sample is not of pairs
     */
    public GaussianContourPlot {
        if (sample.width() != 2) {
            throw new ChainruleException(
                    "plot",
                    "ellipses need two numbers a row",
                    "but found " + sample.width(),
                    "Choose two columns.");
        }
    }

    /**
     * The plot as a picture.
     *
     * @throws ChainruleException when it is drawn, if a column does not vary or follows from the
     *     other
     */
    @Override
    public Picture picture() {
        return new Picture(this::chart);
    }

    XYChart chart() {
        MultivariateGaussian fit = new MultivariateGaussianFit(sample).closedForm();
        double[] mean = fit.mean().values();
        double[][] half = ellipse(fit, HALF);
        double[][] most = ellipse(fit, MOST);
        double[] xs = sample.column(0).rows().values();
        double[] ys = sample.column(1).rows().values();
        XYChart chart = Picture.blank(WIDTH, HEIGHT, y + " over " + x + ", fitted", x, y);
        Picture.legendBelow(chart);
        Span spanX = Span.of(xs).joined(Span.of(most[0])).widened(MARGIN);
        Span spanY = Span.of(ys).joined(Span.of(most[1])).widened(MARGIN);
        chart.getStyler().setXAxisMin(spanX.from()).setXAxisMax(spanX.to());
        chart.getStyler().setYAxisMin(spanY.from()).setYAxisMax(spanY.to());
        String points = "%d pairs".formatted(sample.size());
        Picture.add(chart, points, xs, ys, Picture.BLUE, 0, SeriesMarkers.CIRCLE);
        double correlation = sample.column(0).correlation(sample.column(1));
        Picture.add(
                chart,
                "half of the fitted distribution, correlation " + Labels.measured(correlation),
                half[0],
                half[1],
                Picture.VERMILION,
                2.5f,
                SeriesMarkers.NONE);
        Picture.add(chart, "95% of it", most[0], most[1], Picture.GREEN, 2, SeriesMarkers.NONE);
        Picture.add(
                chart,
                "mean (%s, %s)".formatted(Labels.measured(mean[0]), Labels.measured(mean[1])),
                new double[] {mean[0]},
                new double[] {mean[1]},
                Picture.VERMILION,
                0,
                SeriesMarkers.DIAMOND);
        return chart;
    }

    /** The ellipse that holds this share of the distribution: x and y of its points. */
    static double[][] ellipse(MultivariateGaussian gaussian, double share) {
        double radius = Math.sqrt(-2 * Math.log1p(-share));
        NumericArray factor = gaussian.factor();
        double[][] points = new double[2][POINTS];
        for (int i = 0; i < POINTS; i++) {
            double angle = 2 * Math.PI * i / (POINTS - 1);
            double a = radius * Math.cos(angle);
            double b = radius * Math.sin(angle);
            points[0][i] = gaussian.mean().at(0) + factor.at(0, 0) * a;
            points[1][i] = gaussian.mean().at(1) + factor.at(1, 0) * a + factor.at(1, 1) * b;
        }
        return points;
    }
}
