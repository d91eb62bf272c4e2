package org.chainrule.trainers.plots;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.symbolic.Derivation;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Tangent;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A function of one variable, its derivative, and its tangent at a point.
 *
 * <p>Around a point a it shows a distance of |a| or at least 2, and without a point all from −5 to
 * 5; of that, what the domain leaves. Curves have gaps where they are not defined; where they run
 * off to infinity, the plot shows what lies nearer.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import java.util.Optional;
 * import org.chainrule.dsl.symbolic.*;
 * import org.chainrule.trainers.plots.FunctionPlot;
 *
 * Expression f = Expression.parse("x^3 - x");
 * Derivation derivation = Derivation.of(f, "x", 1, Notation.LAGRANGE);
 * Tangent tangent = Tangent.of(f, "x", Expression.ONE);
 * new FunctionPlot(derivation, Optional.of(tangent)).write(Path.of("tangent.png"));
 * }</pre>
 *
 * @param derivation the function, and its derivatives: the first is shown, and the last
 * @param tangent the tangent, if there is one
 */
public record FunctionPlot(Derivation derivation, Optional<Tangent> tangent) implements Plot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;
    private static final double AROUND = 2;
    private static final double[] WIDER = {5, 50, 5_000}; // where nothing nearer is defined
    private static final double PADDING = 0.03;
    private static final int LONGEST = 90; // characters of a formula in the legend

    private record Named(String name, Expression curve, Color color) {}

    /**
     * The plot as a picture.
     *
     * @throws ChainruleException when it is drawn, if the function is nowhere defined near 0
     */
    @Override
    public Picture picture() {
        return new Picture(this::chart);
    }

    XYChart chart() {
        Span x = span();
        List<Named> curves = curves();
        List<Graph> graphs =
                curves.stream().map(c -> Graph.of(c.curve(), derivation.by(), x)).toList();
        Span y = height(graphs);
        XYChart chart =
                Picture.blank(
                        WIDTH,
                        HEIGHT,
                        shortened(derivation.definition().text()),
                        derivation.by(),
                        "y");
        chart.getStyler().setXAxisMin(x.from()).setXAxisMax(x.to());
        chart.getStyler().setYAxisMin(y.from()).setYAxisMax(y.to());
        Picture.legendBelow(chart);
        Axes.draw(chart, x, y);
        for (int i = 0; i < curves.size(); i++) {
            Graph shown = graphs.get(i).within(y);
            Named curve = curves.get(i);
            String name = shortened(curve.name());
            float width = i == 0 ? 2.5f : 2;
            Picture.add(
                    chart, name, shown.x(), shown.y(), curve.color(), width, SeriesMarkers.NONE);
        }
        tangent.ifPresent(line -> add(chart, line, x));
        return chart;
    }

    private List<Named> curves() {
        List<Named> curves = new ArrayList<>();
        int last = derivation.orders().size();
        curves.add(new Named(derivation.definition().text(), derivation.function(), Picture.BLUE));
        curves.add(
                new Named(
                        derivation.result(1).text(),
                        derivation.orders().get(0).result(),
                        Picture.GREEN));
        if (last > 1) {
            curves.add(
                    new Named(derivation.result(last).text(), derivation.result(), Picture.PURPLE));
        }
        return curves;
    }

    private void add(XYChart chart, Tangent line, Span x) {
        String name =
                "tangent at %s = %s:  %s   (slope %s)"
                        .formatted(
                                derivation.by(),
                                Labels.exact(line.point()),
                                line.text(),
                                Labels.exact(line.slope()));
        double[] ends = {x.from(), x.to()};
        double[] heights = new double[2];
        for (int i = 0; i < 2; i++) {
            heights[i] = line.value() + line.slope() * (ends[i] - line.point());
        }
        Picture.add(chart, name, ends, heights, Picture.VERMILION, 1.8f, SeriesMarkers.NONE);
        double[] point = {line.point()};
        double[] value = {line.value()};
        Picture.add(chart, "point", point, value, Picture.VERMILION, 0, SeriesMarkers.CIRCLE)
                .setShowInLegend(false);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 2) + " …";
    }

    /** What of the variable is shown. */
    private Span span() {
        double around = tangent.map(line -> Math.max(AROUND, Math.abs(line.point()))).orElse(0.0);
        double middle = tangent.map(Tangent::point).orElse(0.0);
        double[] tries = tangent.isPresent() ? new double[] {around} : WIDER;
        for (double size : tries) {
            Span all = new Span(middle - size, middle + size);
            Span defined = Graph.of(derivation.function(), derivation.by(), all).defined();
            if (defined.length() > 0) {
                return new Span(
                        Math.max(all.from(), defined.widened(PADDING).from()),
                        Math.min(all.to(), defined.widened(PADDING).to()));
            }
        }
        throw new ChainruleException(
                "plot",
                "a function must be defined somewhere near 0",
                "but no value of " + derivation.function().text() + " was found",
                "Give a point where it is defined.");
    }

    /** What of the curves is shown: most of the function, of its derivatives, and the point. */
    private Span height(List<Graph> graphs) {
        Span y = Span.robust(graphs.get(0).y(), 0.1, 0.3);
        for (Graph graph : graphs.subList(1, graphs.size())) {
            if (graph.defined().length() > 0) {
                y = y.joined(Span.robust(graph.y(), 0.3, 0.5));
            }
        }
        if (tangent.isPresent()) {
            y = y.joined(Span.of(tangent.get().value()));
        }
        return y.length() > 0 ? y.widened(0.05) : new Span(y.from() - 1, y.to() + 1);
    }
}
