package org.chainrule.trainers.plots;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.chainrule.dsl.algebra.PrincipalComponents;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The rows of a table along their first two principal components, a dot each, coloured by class;
 * the axes tell how much of the variance lies along them.
 *
 * <p>Classes are told apart by colour and by the shape of the dot; there may be up to 21.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import java.util.List;
 * import org.chainrule.dsl.algebra.PrincipalComponents;
 * import org.chainrule.dsl.eval.NumericArray;
 * import org.chainrule.trainers.plots.PcaPlot;
 *
 * NumericArray table = NumericArray.of(new double[] {1, 1, 2, 3, 3, 4, 4, 6}, 4, 2);
 * PrincipalComponents found = PrincipalComponents.of(table);
 * new PcaPlot(found, table, List.of("low", "low", "high", "high")).write(Path.of("pca.png"));
 * }</pre>
 *
 * @param components the components of the table, at least two
 * @param table a row for each example
 * @param classes the name of each example's class; of the names, the first that occurs comes first
 */
@Teaches(meaning = "scatter plot of the first two principal components")
public record PcaPlot(PrincipalComponents components, NumericArray table, List<String> classes)
        implements Plot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 640;
    private static final int DOT = 7;
    private static final float OPACITY = 0.75f; // so that dots on each other are seen

    /** Okabe and Ito's palette without its yellow, which is too light on white. */
    private static final List<Color> COLORS =
            List.of(
                    Picture.BLUE,
                    Picture.VERMILION,
                    Picture.GREEN,
                    Picture.PURPLE,
                    new Color(0xE6, 0x9F, 0x00),
                    new Color(0x56, 0xB4, 0xE9),
                    Color.BLACK);

    private static final List<Marker> MARKERS =
            List.of(SeriesMarkers.CIRCLE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.SQUARE);

    /**
     * A plot of a table.
     *
     * @throws ChainruleException if there are not as many classes as rows, more than 21 different
     *     ones, or fewer than two components
     */
    public PcaPlot {
        classes = List.copyOf(classes);
        if (classes.size() != table.size(0)) {
            throw new ChainruleException(
                    "plot",
                    "each of the " + table.size(0) + " rows must have a class",
                    "but found " + classes.size(),
                    "Give a name for each.");
        }
        long most = (long) COLORS.size() * MARKERS.size();
        long different = classes.stream().distinct().count();
        if (different > most) {
            throw new ChainruleException(
                    "plot",
                    "classes must be " + most + " or fewer to be told apart",
                    "but found " + different,
                    "Join some.");
        }
        if (components.variances().count() < 2) {
            throw new ChainruleException(
                    "plot",
                    "two components are needed for two axes",
                    "but found 1",
                    "Give a table with two columns or more.");
        }
    }

    @Override
    public Picture picture() {
        return new Picture(this::chart);
    }

    XYChart chart() {
        XYChart chart = Picture.blank(WIDTH, HEIGHT, "principal components", axis(0), axis(1));
        Picture.legendBelow(chart);
        chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
        chart.getStyler().setMarkerSize(DOT);
        NumericArray scores = components.scores(table, 2);
        Span x = span(scores, 0);
        Span y = span(scores, 1);
        chart.getStyler().setXAxisMin(x.from()).setXAxisMax(x.to());
        chart.getStyler().setYAxisMin(y.from()).setYAxisMax(y.to());
        Axes.draw(chart, x, y);
        List<String> names = classes.stream().distinct().toList();
        for (int i = 0; i < names.size(); i++) {
            add(chart, names.get(i), scores, i);
        }
        return chart;
    }

    private void add(XYChart chart, String name, NumericArray scores, int index) {
        int[] rows =
                IntStream.range(0, classes.size())
                        .filter(row -> classes.get(row).equals(name))
                        .toArray();
        double[] x = IntStream.of(rows).mapToDouble(row -> scores.at(row, 0)).toArray();
        double[] y = IntStream.of(rows).mapToDouble(row -> scores.at(row, 1)).toArray();
        Color full = COLORS.get(index % COLORS.size());
        float[] parts = full.getRGBColorComponents(null);
        Color color = new Color(parts[0], parts[1], parts[2], OPACITY);
        Marker marker = MARKERS.get(index / COLORS.size());
        Picture.add(chart, name, x, y, color, 0, marker);
    }

    private static Span span(NumericArray scores, int component) {
        double[] values =
                IntStream.range(0, scores.size(0))
                        .mapToDouble(row -> scores.at(row, component))
                        .toArray();
        Span all = Span.of(values);
        return all.length() > 0 ? all.widened(0.05) : new Span(all.from() - 1, all.to() + 1);
    }

    private String axis(int component) {
        double part = 100 * components.explained().at(component);
        return String.format(
                Locale.ROOT, "component %d (%.1f%% of the variance)", component + 1, part);
    }
}
