package org.chainrule.trainers.plots;

import java.nio.file.Path;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.symbolic.EulerLimit;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Euler's number as a limit: (1 + 1/n)ⁿ over n, n by powers of ten, below the line y = e.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.dsl.symbolic.EulerLimit;
 *
 * EulerLimit limit = EulerLimit.upTo(8);
 * System.out.print(limit.text()); // the table
 * new LimitPlot(limit).write(Path.of("e.png"));
 * }</pre>
 *
 * @param limit the table of the values
 */
@Teaches(meaning = "e as the limit of (1 + 1/n)ⁿ, a table and a plot", rows = "A42")
public record LimitPlot(EulerLimit limit) {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;
    private static final int BETWEEN = 20; // points of the curve from a power of ten to the next

    /**
     * Writes the plot as what the name of the file ends in, .png or .svg.
     *
     * @throws ChainruleException as {@link Picture#write}
     */
    public void write(Path file) {
        new Picture(this::chart).write(file);
    }

    private XYChart chart() {
        XYChart chart = Picture.blank(WIDTH, HEIGHT, "(1 + 1/n)ⁿ → e for n → ∞", "n", "");
        var styler = chart.getStyler();
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setPlotContentSize(1);
        styler.setLegendLayout(LegendLayout.Vertical);
        int last = limit.rows().size() - 1;
        styler.setXAxisLogarithmic(true);
        styler.setYAxisMin(1.9).setYAxisMax(2.8);
        double[] n = new double[last * BETWEEN + 1];
        double[] curve = new double[n.length];
        for (int i = 0; i < n.length; i++) {
            n[i] = Math.pow(10, (double) i / BETWEEN);
            curve[i] = Math.exp(n[i] * Math.log1p(1 / n[i]));
        }
        double[] ends = {1, n[n.length - 1]};
        String e = "e = 2.718281828…";
        Picture.add(
                chart,
                e,
                ends,
                new double[] {Math.E, Math.E},
                Picture.VERMILION,
                1.8f,
                SeriesMarkers.NONE);
        Picture.add(chart, "(1 + 1/n)ⁿ", n, curve, Picture.BLUE, 2.5f, SeriesMarkers.NONE);
        double[] powers = limit.rows().stream().mapToDouble(EulerLimit.Row::n).toArray();
        double[] values = limit.rows().stream().mapToDouble(EulerLimit.Row::value).toArray();
        Picture.add(
                chart, "n = 1, 10, 100, …", powers, values, Picture.BLUE, 0, SeriesMarkers.CIRCLE);
        return chart;
    }
}
