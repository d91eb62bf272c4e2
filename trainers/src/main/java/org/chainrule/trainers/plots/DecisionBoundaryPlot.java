package org.chainrule.trainers.plots;

import java.awt.Color;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;

/**
 * The plane in the colours of the classes that are predicted there, with points whose classes are
 * known on it. The colour is the stronger the surer the prediction: where all classes are equally
 * likely it is white, so that boundaries are seen.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.datasets.generators.Moons;
 * import org.chainrule.trainers.plots.DecisionBoundaryPlot;
 *
 * Examples.Split moons = new Moons(400).examples(1).split(0.25, 1);
 * var net = Net.features(2).dense(16).tanh().logits(2);
 * try (Run run = Training.of(net).on(ExampleBatches.of(moons)).batch(64).start();
 *         var classifier = new Classifier(net, run.weights(), moons.test().classes())) {
 *     new DecisionBoundaryPlot("moons", moons.test(), classifier::probabilities)
 *             .write(Path.of("moons.png"));
 * }
 * }</pre>
 *
 * @param title what stands above
 * @param points of shape (2), of 2 to 7 classes
 * @param classifier gives for inputs (n, 2) the probability of each class, (n, classes)
 */
public record DecisionBoundaryPlot(
        String title, Examples points, UnaryOperator<NumericArray> classifier) implements Plot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 760;
    private static final int CELLS = 340; // of the plane, each way
    private static final int DOT = 8;
    private static final double STRONGEST = 0.5; // of a colour on white, so that dots are seen
    private static final int SHADES = 40; // more are not seen, and make files large
    private static final double MARGIN = 0.08;
    private static final int MOST =
            Picture.COLORS.size() - 1; // gray cannot be told from light black

    /**
     * A plot of points and predictions.
     *
     * @throws ChainruleException if points are not pairs, or their classes not 2 to 7
     */
    public DecisionBoundaryPlot {
        require(points);
    }

    /**
     * Checks that points can be drawn, before a network is trained on them.
     *
     * @throws ChainruleException if they are not pairs, or their classes not 2 to 7
     */
    public static void require(Examples points) {
        if (points.shape().length != 1 || points.size() != 2) {
            throw new ChainruleException(
                    "plot",
                    "a plane needs examples of two numbers",
                    "but those of %s have the shape %s"
                            .formatted(points.name(), Arrays.toString(points.shape())),
                    "Choose two features.");
        }
        int classes = points.classes().size();
        if (classes < 2 || classes > MOST) {
            throw new ChainruleException(
                    "plot",
                    "there must be 2 to " + MOST + " classes to colour",
                    "but %s has %s".formatted(points.name(), classes == 0 ? "none" : classes),
                    "Choose data with classes, or join some.");
        }
    }

    @Override
    public Picture picture() {
        return new Picture(this::chart);
    }

    XYChart chart() {
        double[][] xy = coordinates();
        Span x = wide(Span.of(xy[0]));
        Span y = wide(Span.of(xy[1]));
        XYChart chart = Picture.blank(WIDTH, HEIGHT, title, "x₁", "x₂");
        Picture.legendBelow(chart);
        var styler = chart.getStyler();
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setMarkerSize(DOT);
        styler.setPlotGridLinesVisible(false);
        styler.setXAxisMin(x.from()).setXAxisMax(x.to());
        styler.setYAxisMin(y.from()).setYAxisMax(y.to());
        Plane plane = new Plane(chart, x, y, shades(x, y), CELLS);
        middle(chart, x, y).setMarker(plane);
        for (int label = 0; label < points.classes().size(); label++) {
            add(chart, label, xy);
        }
        return chart;
    }

    private double[][] coordinates() {
        float[] one = new float[2];
        double[][] xy = new double[2][points.count()];
        for (int i = 0; i < points.count(); i++) {
            points.copy(i, new SplittableRandom(i), one, 0);
            xy[0][i] = one[0];
            xy[1][i] = one[1];
        }
        return xy;
    }

    private static Span wide(Span span) {
        return span.length() > 0 ? span.widened(MARGIN) : new Span(span.from() - 1, span.to() + 1);
    }

    /** The colours of cells, row by row from the top. */
    private int[] shades(Span x, Span y) {
        double[] centres = new double[2 * CELLS * CELLS];
        for (int cell = 0; cell < CELLS * CELLS; cell++) {
            centres[2 * cell] = x.from() + x.length() * (cell % CELLS + 0.5) / CELLS;
            int row = cell / CELLS;
            centres[2 * cell + 1] = y.to() - y.length() * (row + 0.5) / CELLS;
        }
        NumericArray p = classifier.apply(NumericArray.of(centres, (long) CELLS * CELLS, 2));
        return IntStream.range(0, CELLS * CELLS).map(cell -> shade(p, cell)).toArray();
    }

    /** White where nothing is known, half of the colour of a class where it is certain. */
    private int shade(NumericArray p, int cell) {
        int classes = points.classes().size();
        int best = 0;
        for (int label = 1; label < classes; label++) {
            best = p.at(cell, label) > p.at(cell, best) ? label : best;
        }
        double even = 1.0 / classes;
        double certainty = Math.rint(SHADES * (p.at(cell, best) - even) / (1 - even)) / SHADES;
        return Plane.mixed(Picture.COLORS.get(best), STRONGEST * certainty);
    }

    /** A point in the middle, which is drawn as the plane. */
    private static XYSeries middle(XYChart chart, Span x, Span y) {
        XYSeries series =
                Picture.add(
                        chart,
                        "plane",
                        new double[] {x.middle()},
                        new double[] {y.middle()},
                        Color.WHITE,
                        0,
                        new Dot());
        series.setShowInLegend(false);
        return series;
    }

    private void add(XYChart chart, int label, double[][] xy) {
        int[] own =
                IntStream.range(0, points.count())
                        .filter(i -> (int) points.target(i) == label)
                        .toArray();
        if (own.length > 0) {
            Picture.add(
                    chart,
                    points.classes().get(label),
                    IntStream.of(own).mapToDouble(i -> xy[0][i]).toArray(),
                    IntStream.of(own).mapToDouble(i -> xy[1][i]).toArray(),
                    Picture.COLORS.get(label),
                    0,
                    new Dot());
        }
    }
}
