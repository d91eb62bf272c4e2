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
 * a line below says what white and blue are. For a head of a trained network, see {@link
 * #of(AttentionMap, List)}.
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
 * @param across what the columns are
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
    private static final int SIDE = 72; // points, of a square at most
    private static final int MARGIN = 90;
    private static final int LINE = 22; // for what the shades mean
    private static final int LARGEST = 64; // rows or columns
    private static final int LEVELS = 40;
    private static final double LABEL = 1; // squares that a label takes

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

    /** A matrix whose title says what rows and columns are. */
    public HeatMap(String title, NumericArray values, List<String> rows, List<String> columns) {
        this(title, values, rows, columns, "", "");
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

    private XYChart chart() {
        int side = Math.min(SIDE, PLOT / Math.max(rows.size(), columns.size()));
        XYChart chart =
                Picture.blank(
                        side * (columns.size() + 1) + MARGIN,
                        side * (rows.size() + 1) + MARGIN + LINE,
                        title,
                        (across.isEmpty() ? "" : across + "; ") + shades(),
                        down);
        XYStyler styler = chart.getStyler();
        styler.setLegendVisible(false);
        styler.setPlotGridLinesVisible(false);
        styler.setAxisTicksVisible(false);
        styler.setMarkerSize(side);
        int size = Math.max(8, Math.min(14, side * 3 / 4)); // fits beside a square
        styler.setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        styler.setPlotContentSize(1);
        styler.setXAxisMin(-LABEL - 0.5).setXAxisMax(columns.size() - 0.5);
        styler.setYAxisMin(-0.5).setYAxisMax(rows.size() - 0.5 + LABEL);
        for (int row = 0; row < rows.size(); row++) {
            label(chart, rows.get(row), -LABEL, rows.size() - 1 - row);
        }
        for (int column = 0; column < columns.size(); column++) {
            label(chart, columns.get(column), column, rows.size() - 1 + LABEL);
        }
        fill(chart);
        return chart;
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
