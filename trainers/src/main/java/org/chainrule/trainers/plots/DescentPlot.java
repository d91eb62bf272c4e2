package org.chainrule.trainers.plots;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.descent.DescentPath;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.symbolic.Expression;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The paths of optimizers over the contour lines of a function of two variables. Levels are chosen
 * so that few of the plot's points lie below the lowest lines, and more between higher ones: a deep
 * ravine is seen; one is 0 if the function passes it. Paths of up to 100 steps show each step as a
 * dot, longer ones their ends; where a path begins is a dark dot.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import java.util.List;
 * import org.chainrule.dsl.descent.DescentPath;
 * import org.chainrule.dsl.optimizers.Optimizers;
 * import org.chainrule.dsl.symbolic.Expression;
 * import org.chainrule.trainers.plots.DescentPlot;
 *
 * Expression f = Expression.parse("(1 - x)^2 + 100 (y - x^2)^2");
 * List<Double> start = List.of(-1.5, 2.0);
 * new DescentPlot(
 *                 f,
 *                 List.of(
 *                         DescentPath.of("Adam", f, Optimizers.adam(0.05), start, 300),
 *                         DescentPath.of("descent", f, Optimizers.sgd(0.001), start, 300)))
 *         .write(Path.of("descent.png"));
 * }</pre>
 *
 * @param function a function of two variables
 * @param paths one to eight paths on it
 */
public record DescentPlot(Expression function, List<DescentPath> paths) implements Plot {
    private static final int WIDTH = 820;
    private static final int HEIGHT = 760;
    private static final int STEPS = 240; // squares of the grid, each way
    private static final int LEVELS = 16;
    private static final double MARGIN = 0.12; // of what the paths span
    private static final double TAIL = 0.01; // of a path, at either end, that may lie outside
    private static final int MOST_MARKED = 100; // steps, each with a dot
    private static final double NOTHING = 1e-6; // of the side of what is seen
    private static final double LEAST = 0.5; // of one axis' span in the other's
    private static final int LOW = 0xDA; // gray
    private static final int HIGH = 0x88;

    /**
     * A plot of paths.
     *
     * @throws ChainruleException if the function has more or fewer than two variables, or there are
     *     no paths, or more than eight
     */
    public DescentPlot {
        paths = List.copyOf(paths);
        if (function.variables().size() != 2) {
            throw new ChainruleException(
                    "plot",
                    "paths are drawn on a function of two variables",
                    "but " + function.text() + " has " + function.variables().size(),
                    "Put numbers in the place of others.");
        }
        if (paths.isEmpty() || paths.size() > Picture.COLORS.size()) {
            throw new ChainruleException(
                    "plot",
                    "paths must be one to " + Picture.COLORS.size(),
                    "but found " + paths.size(),
                    "Draw several plots.");
        }
    }

    @Override
    public Picture picture() {
        return new Picture(this::chart);
    }

    /** The chart. */
    XYChart chart() {
        Span x = span(0);
        Span y = span(1);
        double least = LEAST * Math.max(x.length(), y.length());
        return chart(wide(x, least), wide(y, least));
    }

    /** Where the paths go while they are no higher than their start, but for a few points. */
    private Span span(int variable) {
        Span all = null;
        for (DescentPath path : paths) {
            double highest = height(path.points().get(0));
            double[] low =
                    path.points().stream()
                            .filter(point -> !(height(point) > highest))
                            .mapToDouble(point -> point.get(variable))
                            .toArray();
            Span own = Span.robust(low, TAIL, 0).joined(Span.of(low[0], low[low.length - 1]));
            all = all == null ? own : all.joined(own);
        }
        return all.widened(MARGIN);
    }

    private double height(List<Double> point) {
        List<String> names = List.copyOf(function.variables());
        return function.at(Map.of(names.get(0), point.get(0), names.get(1), point.get(1)));
    }

    private static Span wide(Span span, double least) {
        double half = Math.max(span.length(), least > 0 ? least : 1) / 2;
        return new Span(span.middle() - half, span.middle() + half);
    }

    private XYChart chart(Span x, Span y) {
        List<String> names = List.copyOf(function.variables());
        String title = "f(" + String.join(", ", names) + ") = " + function.text();
        XYChart chart = Picture.blank(WIDTH, HEIGHT, title, names.get(0), names.get(1));
        var styler = chart.getStyler();
        styler.setXAxisMin(x.from()).setXAxisMax(x.to());
        styler.setYAxisMin(y.from()).setYAxisMax(y.to());
        styler.setPlotGridLinesVisible(false);
        styler.setMarkerSize(5);
        Picture.legendBelow(chart);
        drawLines(chart, x, y);
        for (int i = 0; i < paths.size(); i++) {
            drawPath(chart, paths.get(i), Picture.COLORS.get(i), x, y);
        }
        for (int i = 0; i < paths.size(); i++) { // over all paths
            List<List<Double>> points = paths.get(i).points();
            drawDot(chart, "end " + i, points.get(points.size() - 1), Picture.COLORS.get(i), x, y);
            drawDot(chart, "start " + i, points.get(0), Color.DARK_GRAY, x, y);
        }
        return chart;
    }

    private void drawLines(XYChart chart, Span x, Span y) {
        List<String> names = List.copyOf(function.variables());
        ContourLines lines = new ContourLines(function, names.get(0), names.get(1), x, y, STEPS);
        double[] levels = ContourLevels.shares(lines.values(), LEVELS, part -> part * part);
        for (int i = 0; i < levels.length; i++) {
            int gray = LOW + (HIGH - LOW) * i / levels.length;
            List<double[]> points = new ArrayList<>();
            for (List<double[]> line : lines.of(levels[i])) {
                points.addAll(line);
                points.add(new double[] {line.get(0)[0], Double.NaN});
            }
            if (!points.isEmpty()) {
                add(chart, "level " + i, points, new Color(gray, gray, gray), SeriesMarkers.NONE)
                        .setShowInLegend(false);
            }
        }
    }

    private static void drawPath(XYChart chart, DescentPath path, Color color, Span x, Span y) {
        List<double[]> points = new ArrayList<>();
        for (List<Double> point : path.points()) {
            boolean isSeen = x.contains(point.get(0)) && y.contains(point.get(1));
            points.add(new double[] {point.get(0), isSeen ? point.get(1) : Double.NaN});
        }
        List<Double> end = path.points().get(path.points().size() - 1);
        int steps = path.points().size() - 1;
        String label =
                "%s, step %d: (%s, %s)"
                        .formatted(path.name(), steps, shown(end.get(0), x), shown(end.get(1), y));
        Marker marker = steps > MOST_MARKED ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE;
        add(chart, label, points, color, marker);
    }

    private static void drawDot(
            XYChart chart, String name, List<Double> point, Color color, Span x, Span y) {
        if (x.contains(point.get(0)) && y.contains(point.get(1))) {
            double[] at = {point.get(0), point.get(1)};
            add(chart, name, List.<double[]>of(at), color, SeriesMarkers.CIRCLE)
                    .setShowInLegend(false);
        }
    }

    /** A coordinate; one that nobody could tell from 0 in what is seen is 0. */
    private static String shown(double value, Span seen) {
        return Labels.measured(Math.abs(value) < NOTHING * seen.length() ? 0 : value);
    }

    private static XYSeries add(
            XYChart chart, String name, List<double[]> points, Color color, Marker marker) {
        return Picture.add(
                chart,
                name,
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[1]).toArray(),
                color,
                1.3f,
                marker);
    }
}
