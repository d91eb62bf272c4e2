package org.chainrule.trainers.plots;

import java.awt.Color;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.symbolic.EulerLimit;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Euler's number as a limit: (1 + 1/n)ⁿ over n, n by powers of ten, below the line y = e.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.dsl.symbolic.EulerLimit;
 * import org.chainrule.trainers.plots.LimitPlot;
 *
 * EulerLimit limit = EulerLimit.upTo(8);
 * System.out.print(limit.text()); // the table
 * new LimitPlot(limit).write(Path.of("e.png"));
 * }</pre>
 *
 * @param limit the table of the values
 */
@Teaches(meaning = "e as the limit of (1 + 1/n)ⁿ, a table and a plot", rows = "A42")
public record LimitPlot(EulerLimit limit) implements Plot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;
    private static final double MARGIN = 0.25; // before n = 1
    private static final double LOWEST = 1.9; // below (1 + 1/1)¹
    private static final double HIGHEST = 2.8; // above e
    private static final int POINTS = 201;

    @Override
    public Picture picture() {
        return new Picture(this::chart);
    }

    XYChart chart() {
        XYChart chart =
                Picture.blank(WIDTH, HEIGHT, "(1 + 1/n)ⁿ → e for n → ∞", "k, for n = 10ᵏ", "(1 + 1/n)ⁿ");
        Picture.legendBelow(chart);
        int last = limit.rows().size() - 1;
        Span k = new Span(-MARGIN, last + MARGIN);
        chart.getStyler().setXAxisMin(k.from()).setXAxisMax(k.to());
        chart.getStyler().setYAxisMin(LOWEST).setYAxisMax(HIGHEST);
        double[] exponents = new Span(0, last).steps(POINTS);
        double[] curve =
                DoubleStream.of(exponents)
                        .map(exponent -> Math.pow(10, exponent))
                        .map(n -> Math.exp(n * Math.log1p(1 / n)))
                        .toArray();
        double[] ends = {k.from(), k.to()};
        double[] e = {Math.E, Math.E};
        double[] powers = IntStream.rangeClosed(0, last).asDoubleStream().toArray();
        double[] values = limit.rows().stream().mapToDouble(EulerLimit.Row::value).toArray();
        String dots = "n = 1, 10, 100, …";
        add(chart, "e = 2.718281828…", ends, e, Picture.VERMILION);
        add(chart, "(1 + 1/n)ⁿ", exponents, curve, Picture.BLUE);
        Picture.add(chart, dots, powers, values, Picture.BLUE, 0, SeriesMarkers.CIRCLE);
        return chart;
    }

    private static void add(XYChart chart, String name, double[] x, double[] y, Color color) {
        Picture.add(chart, name, x, y, color, 2, SeriesMarkers.NONE);
    }
}
