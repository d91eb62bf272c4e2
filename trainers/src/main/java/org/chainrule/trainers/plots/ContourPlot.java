package org.chainrule.trainers.plots;

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Numbers;
import org.chainrule.dsl.symbolic.PointGradient;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A function of two variables as contour lines, with the gradient at a point as an arrow: it stands
 * at a right angle to the line through the point, since both axes have the same scale. Levels are
 * round and equally far apart; where most of the plot would have no line, they are closer there,
 * and the legend names no distance. One is 0 if the function passes it.
 *
 * <p>The plot shows the point and the origin, and without a point all from −3 to 3, or as much as
 * {@link #within} says. The arrows show directions; lengths are told in the legend.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import java.util.List;
 * import java.util.Map;
 * import java.util.Optional;
 * import org.chainrule.dsl.symbolic.*;
 * import org.chainrule.trainers.plots.ContourPlot;
 *
 * Expression f = Expression.parse("x^2 + x y");
 * PointGradient gradient = PointGradient.of(f, Map.of("x", 1.0, "y", 2.0), List.of());
 * new ContourPlot(f, Optional.of(gradient)).write(Path.of("gradient.png"));
 * }</pre>
 *
 * @param function a function of two variables
 * @param gradient its gradient at a point, and a direction there, if they are shown
 * @param radius how far from the point, or without one from the origin, the plot shows each
 *     variable at least; if it is not given, the plot chooses
 */
public record ContourPlot(
        Expression function, Optional<PointGradient> gradient, Optional<Double> radius)
        implements Plot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 820;
    private static final int STEPS = 240; // squares of the grid, each way
    private static final double AROUND = 3; // without a point
    private static final double MORE = 1.5; // than the distance of the point from the origin
    private static final int LABEL_DIGITS = 3; // of the point's line
    private static final int NAME_DIGITS = 15; // all that are sure: no two lines have one name
    private static final double NEAR = 0.25; // of the way to the next level
    private static final double ARROW = 0.17; // of the plot
    private static final Color LOW = new Color(0x9A, 0xCD, 0xF0);
    private static final Color HIGH = new Color(0x00, 0x3A, 0x66);

    /**
     * A plot of a function.
     *
     * @throws ChainruleException if it has more or fewer than two variables, or the radius is not
     *     positive
     */
    public ContourPlot {
        if (function.variables().size() != 2) {
            throw new ChainruleException(
                    "plot",
                    "contour lines need a function of two variables",
                    "but " + function.text() + " has " + function.variables().size(),
                    "Put numbers in the place of others.");
        }
        if (radius.filter(r -> !(r > 0) || r.isInfinite()).isPresent()) {
            throw new ChainruleException(
                    "plot",
                    "the radius must be a positive number",
                    "but found " + radius.get(),
                    "Use for example 2.");
        }
    }

    /** A plot that chooses how much it shows. */
    public ContourPlot(Expression function, Optional<PointGradient> gradient) {
        this(function, gradient, Optional.empty());
    }

    /** The same, but so far around the point, or without one around the origin. */
    public ContourPlot within(double size) {
        return new ContourPlot(function, gradient, Optional.of(size));
    }

    /**
     * The plot as a picture.
     *
     * @throws ChainruleException when it is drawn, if the function has no value in the plot
     */
    @Override
    public Picture picture() {
        return new Picture(this::chart);
    }

    /** The chart, drawn once to see its scales and again with both alike. */
    XYChart chart() {
        Span x = around(0);
        Span y = around(1);
        XYChart draft = chart(x, y);
        Picture.image(draft);
        double ratio =
                (draft.getScreenXFromChart(x.to()) - draft.getScreenXFromChart(x.from()))
                        / (draft.getScreenYFromChart(y.from()) - draft.getScreenYFromChart(y.to()));
        return chart(
                ratio > 1 ? x.widened((ratio - 1) / 2) : x,
                ratio < 1 ? y.widened((1 / ratio - 1) / 2) : y);
    }

    private Span around(int variable) {
        double middle = gradient.map(g -> g.point().get(variable)).orElse(0.0);
        double size = radius.or(() -> gradient.map(ContourPlot::toOrigin)).orElse(AROUND);
        return new Span(middle - size, middle + size);
    }

    private static double toOrigin(PointGradient g) {
        return MORE * g.point().stream().mapToDouble(Math::abs).reduce(1, Math::max);
    }

    private XYChart chart(Span x, Span y) {
        List<String> names = List.copyOf(function.variables());
        String title = "f(" + String.join(", ", names) + ") = " + function.text();
        XYChart chart = Picture.blank(WIDTH, HEIGHT, title, names.get(0), names.get(1));
        var styler = chart.getStyler();
        styler.setXAxisMin(x.from()).setXAxisMax(x.to());
        styler.setYAxisMin(y.from()).setYAxisMax(y.to());
        Picture.legendBelow(chart);
        styler.setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        styler.setPlotGridLinesVisible(false);
        Axes.draw(chart, x, y);
        drawLines(chart, x, y);
        gradient.ifPresent(g -> drawArrows(chart, g, ARROW * x.length()));
        return chart;
    }

    private void drawLines(XYChart chart, Span x, Span y) {
        List<String> names = List.copyOf(function.variables());
        ContourLines lines = new ContourLines(function, names.get(0), names.get(1), x, y, STEPS);
        ContourLevels levels = ContourLevels.of(heights(lines));
        ContourLabels labels = new ContourLabels(x, y);
        gradient.ifPresent(g -> avoidArrows(labels, g, ARROW * x.length()));
        double[] values = levels.values();
        String apart =
                levels.step().isPresent()
                        ? Labels.exact(levels.step().getAsDouble()) + " apart, "
                        : "";
        boolean isNamed = false;
        for (int i = 0; i < values.length; i++) {
            double part = values.length > 1 ? i / (values.length - 1.0) : 1;
            if (isNearPoint(values, i)) {
                continue;
            }
            String text = Labels.exact(values[i]);
            XYSeries series = add(chart, lines, values[i], text, labels, mixed(part), 1.3f);
            if (series != null) {
                series.setLabel("contour lines, " + apart + "the darker the higher");
                series.setShowInLegend(!isNamed);
                isNamed = true;
            }
        }
        if (gradient.isPresent()) {
            double value = gradient.get().value();
            String text = Numbers.rounded(value, LABEL_DIGITS).replace('-', '−');
            XYSeries series = add(chart, lines, value, text, labels, Color.BLACK, 1.8f);
            if (series != null) {
                series.setLabel("contour line through the point, f = " + Labels.exact(value));
            }
        }
    }

    /** Whether a level is about that of the point, whose line is drawn apart. */
    private boolean isNearPoint(double[] levels, int i) {
        double next = levels[i == levels.length - 1 ? Math.max(0, i - 1) : i + 1];
        double step = next == levels[i] ? 1 : Math.abs(next - levels[i]);
        return gradient.filter(g -> Math.abs(g.value() - levels[i]) < NEAR * step).isPresent();
    }

    private double[] heights(ContourLines lines) {
        double[] heights = Arrays.stream(lines.values()).filter(Double::isFinite).toArray();
        if (heights.length == 0) {
            throw new ChainruleException(
                    "plot",
                    "a function must be defined somewhere near the origin",
                    "but no value of " + function.text() + " was found",
                    "Give a point where it is defined.");
        }
        return heights;
    }

    /** The lines of a level as one series with gaps, and its label; nothing where there is none. */
    private static XYSeries add(
            XYChart chart,
            ContourLines all,
            double level,
            String text,
            ContourLabels labels,
            Color color,
            float width) {
        List<List<double[]>> lines = all.of(level);
        Optional<ContourLabels.Label> label = labels.place(text, lines);
        List<double[]> points = new ArrayList<>();
        for (List<double[]> line : lines) {
            for (double[] point : line) {
                boolean isCovered = label.filter(l -> labels.covers(l, point)).isPresent();
                points.add(isCovered ? new double[] {point[0], Double.NaN} : point);
            }
            points.add(new double[] {line.get(0)[0], Double.NaN});
        }
        if (points.isEmpty()) {
            return null;
        }
        label.ifPresent(l -> chart.addAnnotation(new AnnotationText(text, l.x(), l.y(), false)));
        return Picture.add(
                chart,
                "level " + Numbers.rounded(level, NAME_DIGITS).replace('-', '−'),
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[1]).toArray(),
                color,
                width,
                SeriesMarkers.NONE);
    }

    private static Color mixed(double part) {
        return new Color(
                (int) (LOW.getRed() + part * (HIGH.getRed() - LOW.getRed())),
                (int) (LOW.getGreen() + part * (HIGH.getGreen() - LOW.getGreen())),
                (int) (LOW.getBlue() + part * (HIGH.getBlue() - LOW.getBlue())));
    }

    private static void avoidArrows(ContourLabels labels, PointGradient g, double length) {
        for (double part : new double[] {0, 0.33, 0.67, 1}) {
            List<Double> steepest = steepest(g);
            Arrow gradient = Arrow.of(g.point(), steepest, part * length);
            labels.avoid(gradient.toX(), gradient.toY());
            g.direction()
                    .map(d -> Arrow.of(g.point(), d.unit(), part * length))
                    .ifPresent(arrow -> labels.avoid(arrow.toX(), arrow.toY()));
        }
    }

    /** ∇f/‖∇f‖, or 0. */
    private static List<Double> steepest(PointGradient g) {
        double norm = g.norm();
        return g.partials().stream().map(each -> norm == 0 ? 0 : each / norm).toList();
    }

    private static void drawArrows(XYChart chart, PointGradient g, double length) {
        String numbers =
                g.partials().stream()
                        .map(Labels::exact)
                        .collect(Collectors.joining(", ", "(", ")"));
        String at =
                g.point().stream().map(Labels::exact).collect(Collectors.joining(", ", "(", ")"));
        g.direction()
                .ifPresent(
                        d ->
                                Arrow.of(g.point(), d.unit(), length)
                                        .draw(
                                                chart,
                                                "direction v = (%s), slope ∇f·v/‖v‖ = %s"
                                                        .formatted(
                                                                d.vector().stream()
                                                                        .map(Expression::text)
                                                                        .collect(
                                                                                Collectors.joining(
                                                                                        ", ")),
                                                                Labels.exact(d.slope())),
                                                Picture.GREEN));
        if (g.norm() > 0) {
            Arrow.of(g.point(), steepest(g), length)
                    .draw(
                            chart,
                            "gradient at %s: ∇f = %s, ‖∇f‖ = %s"
                                    .formatted(at, numbers, Labels.exact(g.norm())),
                            Picture.VERMILION);
        }
        double[] x = {g.point().get(0)};
        double[] y = {g.point().get(1)};
        XYSeries dot =
                Picture.add(
                        chart,
                        "at " + at + " the gradient is zero",
                        x,
                        y,
                        Picture.VERMILION,
                        0,
                        SeriesMarkers.CIRCLE);
        dot.setShowInLegend(g.norm() == 0);
    }
}
