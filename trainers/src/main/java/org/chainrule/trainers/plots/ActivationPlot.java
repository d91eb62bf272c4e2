package org.chainrule.trainers.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluated;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Op;
import org.chainrule.trainers.plots.CoincidingLines.Line;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Activations and their derivatives against x, computed from the ops themselves: where the dashed
 * line comes near 0, the activation is saturated and little gradient passes. The derivative has a
 * gap where it jumps; where curves coincide they take turns, so that all colours are seen.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.dsl.ops.Sigmoid;
 * import org.chainrule.dsl.ops.Tanh;
 * import org.chainrule.trainers.plots.ActivationPlot;
 *
 * ActivationPlot.of(new Sigmoid(), new Tanh()).write(Path.of("saturation.png"));
 * }</pre>
 *
 * @param ops one to four ops of each element; one that is named twice is drawn once
 * @param from the least x; −6 by default
 * @param to the greatest x; 6 by default
 */
public record ActivationPlot(List<Op> ops, double from, double to) implements Plot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;
    private static final int POINTS = 1_201;
    private static final double AREA = 0.8; // about, of the width and height: the rest is labels
    private static final float LINE = 2f;
    private static final Color[] COLORS = {
        Picture.BLUE, Picture.VERMILION, Picture.GREEN, Picture.PURPLE
    };

    /** One op's curves. */
    private record Curves(String name, double[] y, double[] slope) {
        Stream<Line> lines() {
            return Stream.of(new Line(y, false, name), new Line(slope, true, name));
        }
    }

    /**
     * A plot of these ops between two x.
     *
     * @throws ChainruleException if there are none or more than four, or from is not below to
     */
    public ActivationPlot {
        ops = ops.stream().distinct().toList();
        if (ops.isEmpty() || ops.size() > COLORS.length) {
            throw new ChainruleException(
                    "plot",
                    "activations must be from 1 to " + COLORS.length,
                    "but found " + ops.size(),
                    "Draw the others in another picture.");
        }
        if (!(from < to) || !Double.isFinite(to - from)) {
            throw new ChainruleException(
                    "plot",
                    "the least x must be below the greatest",
                    "but found " + from + " and " + to,
                    "Use -6 and 6.");
        }
    }

    /** A plot from −6 to 6. */
    public static ActivationPlot of(Op... ops) {
        return new ActivationPlot(List.of(ops), -6, 6);
    }

    /** The same between other x. */
    public ActivationPlot between(double least, double greatest) {
        return new ActivationPlot(ops, least, greatest);
    }

    /**
     * The plot as a picture.
     *
     * @throws ChainruleException when it is drawn, if an op is not one of each element
     */
    @Override
    public Picture picture() {
        return new Picture(this::chart);
    }

    XYChart chart() {
        Span x = new Span(from, to);
        double[] points = x.steps(POINTS);
        List<Curves> all = ops.stream().map(op -> curves(op, points)).toList();
        Span y = Span.of(0);
        for (Curves curves : all) {
            y = y.joined(Span.of(curves.y())).joined(Span.of(curves.slope()));
        }
        y = y.length() > 0 ? y.widened(0.05) : new Span(-1, 1);
        String names = String.join(", ", all.stream().map(Curves::name).toList());
        XYChart chart = Picture.blank(WIDTH, HEIGHT, names, "x", "y");
        chart.getStyler().setXAxisMin(x.from()).setXAxisMax(x.to());
        chart.getStyler().setYAxisMin(y.from()).setYAxisMax(y.to());
        Picture.legendBelow(chart);
        Axes.draw(chart, x, y);
        List<double[]> drawn =
                new CoincidingLines(
                                points,
                                all.stream().flatMap(Curves::lines).toList(),
                                AREA * WIDTH / x.length(),
                                AREA * HEIGHT / y.length())
                        .drawn();
        for (int i = 0; i < all.size(); i++) {
            add(chart, points, all.get(i), drawn.get(2 * i), drawn.get(2 * i + 1), COLORS[i]);
        }
        return chart;
    }

    private Curves curves(Op op, double[] points) {
        NumericArray x = NumericArray.of(points, points.length);
        Evaluated found = evaluated(op, x);
        double first = found.value().count() == 0 ? 0 : found.value().values()[0];
        double alone = evaluated(op, NumericArray.of(new double[] {points[0]}, 1)).value().item();
        if (found.value().count() != points.length || first != alone) {
            throw refused(op, "mixes them", null);
        }
        return new Curves(name(op), found.value().values(), found.gradients().get(0).values());
    }

    private static Evaluated evaluated(Op op, NumericArray x) {
        try {
            return Evaluated.of(op, x);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw refused(op, "does not take a single x", e);
        }
    }

    private static ChainruleException refused(Op op, String why, Exception cause) {
        return new ChainruleException(
                "plot",
                "an activation must be a function of each element",
                "but " + op.name() + " " + why,
                "Choose one such as sigmoid or gelu.",
                cause);
    }

    /** The op's name, and its options where another op has the same name. */
    private String name(Op op) {
        boolean isUnique = ops.stream().filter(o -> o.name().equals(op.name())).count() == 1;
        String options = op.toString().replaceAll("^[^\\[]*\\[|\\]$", "");
        return isUnique ? op.name() : op.name() + " " + options.toLowerCase(Locale.ROOT);
    }

    /** One op's curves, as they are drawn. */
    private static void add(
            XYChart chart, double[] x, Curves curves, double[] y, double[] slope, Color color) {
        Picture.add(chart, curves.name(), x, y, color, LINE, SeriesMarkers.NONE);
        XYSeries dashed =
                Picture.add(chart, "d" + curves.name(), x, slope, color, LINE, SeriesMarkers.NONE);
        Span slopes = Span.of(curves.slope());
        dashed.setLabel(
                "its derivative, here from %s to %s"
                        .formatted(Labels.measured(slopes.from()), Labels.measured(slopes.to())));
        float dash = (float) CoincidingLines.DASH;
        float[] dashes = {dash, dash}; // in the legend
        dashed.setLineStyle(
                new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0));
    }
}
