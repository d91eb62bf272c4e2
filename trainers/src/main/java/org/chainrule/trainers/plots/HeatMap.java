package org.chainrule.trainers.plots;

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.djl.AttentionMap;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A matrix as squares, the darker the greater: for example where a head of attention looks, each
 * row a query, each column a key. White is the least of all numbers, and 0 where none is below it;
 * the line below, after what the columns are, says what white and blue are. For a head of a trained
 * network, see {@link #of(AttentionMap, List)}.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import java.util.List;
 * import org.chainrule.dsl.eval.NumericArray;
 * import org.chainrule.trainers.plots.HeatMap;
 *
 * var p = NumericArray.of(new double[] {1, 0, 0.3, 0.7}, 2, 2);
 * new HeatMap("attention", p, List.of("a", "b"), List.of("a", "b")).write(Path.of("map.png"));
 * }</pre>
 *
 * @param title what it shows
 * @param values the matrix, (rows, columns)
 * @param rows a label for each row
 * @param columns a label for each column
 * @param down what the rows are, in a word; may be empty
 * @param across what the columns are; may be empty
 */
public record HeatMap(
        String title,
        NumericArray values,
        List<String> rows,
        List<String> columns,
        String down,
        String across)
        implements Plot {
    private static final int PLOT = 440; // points that the longer side takes
    private static final int LEAST = 170; // points of either side, so that titles fit
    private static final int SIDE = 72; // points, of a square at most
    private static final int MARGIN = 90;
    private static final int LINE = 1; // points, white, between squares
    private static final int LARGEST = 64; // rows or columns
    private static final int LEVELS = 40;
    private static final double LETTER = 0.65; // about, of the font's size

    /**
     * Checks the sizes.
     *
     * @throws ChainruleException if it is no matrix, is empty or too large to be seen, or has other
     *     sizes than there are labels
     */
    public HeatMap {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        boolean fits =
                values.rank() == 2
                        && values.size(0) == rows.size()
                        && values.size(1) == columns.size();
        int longer = Math.max(rows.size(), columns.size());
        if (!fits || values.count() == 0 || longer > LARGEST) {
            throw new ChainruleException(
                    "heat map",
                    "there must be a matrix of up to %d rows and columns, with a label for each"
                            .formatted(LARGEST),
                    "but found %d numbers, %d labels of rows and %d of columns"
                            .formatted(values.count(), rows.size(), columns.size()),
                    "Give a part of it.");
        }
    }

    /** A matrix whose rows and columns are called so. */
    public HeatMap(String title, NumericArray values, List<String> rows, List<String> columns) {
        this(title, values, rows, columns, "row", "column");
    }

    /**
     * Where a head of attention looks.
     *
     * @param tokens a label for each token of the text that it was given
     * @throws ChainruleException if there are more or fewer labels than tokens
     */
    public static HeatMap of(AttentionMap map, List<String> tokens) {
        String title = map.path() + ", head " + map.head();
        return new HeatMap(title, map.weights(), tokens, tokens, "query", "key");
    }

    @Override
    public Picture picture() {
        return new Picture(this::chart);
    }

    /** The chart, drawn once to see how large its squares are, and again so that they touch. */
    private XYChart chart() {
        int longer = Math.max(rows.size(), columns.size());
        int side = Math.min(SIDE, PLOT / longer);
        XYChart draft = chart(side, MARGIN + PLOT, MARGIN + PLOT);
        Picture.image(draft);
        double wide = draft.getScreenXFromChart(1) - draft.getScreenXFromChart(0);
        double high = draft.getScreenYFromChart(0) - draft.getScreenYFromChart(1);
        XYStyler seen = draft.getStyler();
        return chart(
                side,
                draft.getWidth() + more(seen.getXAxisMin(), seen.getXAxisMax(), side, wide),
                draft.getHeight() + more(seen.getYAxisMin(), seen.getYAxisMax(), side, high));
    }

    /** How many more points an axis needs than it has now, so that squares touch. */
    private static int more(double from, double to, int side, double now) {
        return (int) Math.round((to - from) * (side + LINE - now));
    }

    private XYChart chart(int side, int width, int height) {
        String below = across.isEmpty() ? shades() : across + "; " + shades();
        XYChart chart = Picture.blank(width, height, title, below, down);
        XYStyler styler = chart.getStyler();
        styler.setLegendVisible(false);
        styler.setPlotGridLinesVisible(false);
        styler.setAxisTicksVisible(false);
        styler.setMarkerSize(side);
        int size = Math.max(8, Math.min(14, side * 3 / 4)); // fits beside a square
        styler.setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        styler.setPlotContentSize(1);
        int letters = rows.stream().mapToInt(String::length).max().orElse(1);
        double left = size * (LETTER * letters + 1) / side; // of labels, in squares
        double under = 2.0 * size / side;
        double beside = spare(columns.size() + left, side);
        double above = spare(rows.size() + under, side);
        styler.setXAxisMin(-0.5 - left - beside).setXAxisMax(columns.size() - 0.5 + beside);
        styler.setYAxisMin(-0.5 - under - above).setYAxisMax(rows.size() - 0.5 + above);
        for (int row = 0; row < rows.size(); row++) {
            label(chart, rows.get(row), -0.5 - left / 2, rows.size() - 1 - row);
        }
        for (int column = 0; column < columns.size(); column++) {
            label(chart, columns.get(column), column, -0.5 - under / 2);
        }
        fill(chart);
        return chart;
    }

    /** How many squares are missing, at either end, to a picture whose titles fit. */
    private static double spare(double squares, int side) {
        return Math.max(0, (double) LEAST / side - squares) / 2;
    }

    private String shades() {
        return "white %s, blue %s".formatted(Labels.measured(white()), Labels.measured(greatest()));
    }

    private static void label(XYChart chart, String text, double x, double y) {
        chart.addAnnotation(new AnnotationText(text, x, y, false));
    }

    /** One series for each shade, since a series has one colour. */
    private void fill(XYChart chart) {
        double least = white();
        double span = greatest() - least;
        for (int level = 0; level <= LEVELS; level++) {
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < columns.size(); column++) {
                    double part = span > 0 ? (values.at(row, column) - least) / span : 0;
                    if (Math.round(part * LEVELS) == level) {
                        x.add((double) column);
                        y.add((double) rows.size() - 1 - row);
                    }
                }
            }
            if (!x.isEmpty()) {
                Picture.add(
                                chart,
                                "level " + level,
                                x.stream().mapToDouble(Double::doubleValue).toArray(),
                                y.stream().mapToDouble(Double::doubleValue).toArray(),
                                shade((double) level / LEVELS),
                                0,
                                SeriesMarkers.SQUARE)
                        .setShowInLegend(false);
            }
        }
    }

    /** The least of all numbers, and 0 where none is below it. */
    private double white() {
        double least = 0;
        for (double value : values.values()) {
            least = Math.min(least, value);
        }
        return least;
    }

    private double greatest() {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : values.values()) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }

    /** From white to blue. */
    private static Color shade(double part) {
        Color full = Picture.BLUE;
        return new Color(
                mixed(full.getRed(), part),
                mixed(full.getGreen(), part),
                mixed(full.getBlue(), part));
    }

    private static int mixed(int channel, double part) {
        return (int) Math.round(255 + part * (channel - 255));
    }
}
