package org.chainrule.trainers;

import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.trainers.storage.AtomicFile;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The loss of a run over its steps: each step's loss thin and light, its running mean bold, and
 * validation losses as dots. Works without a display. Values that are not finite are left out.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 *
 * History history = History.read(Path.of("run", "metrics.csv"));
 * new LossPlot("Names of characters", history.rows()).png(Path.of("run", "loss.png"));
 * }</pre>
 *
 * @param title what stands above
 * @param rows what was measured
 */
public record LossPlot(String title, List<History.Row> rows) {
    private static final int WIDTH = 800; // points of 1/72 inch in SVG
    private static final int HEIGHT = 500;
    private static final int PIXELS = 2; // per point in PNG
    private static final int MAX_POINTS = 2_000;
    private static final int MIN_SMOOTHED = 25; // steps from which a running mean tells more
    private static final int RADIUS_SHARE = 100; // a mean takes about 2% of all steps

    // Of Okabe and Ito's palette, which people with any kind of colour vision can tell apart.
    private static final Color SKY_BLUE = new Color(0x56, 0xB4, 0xE9, 150);
    private static final Color BLUE = new Color(0x00, 0x72, 0xB2);
    private static final Color VERMILION = new Color(0xD5, 0x5E, 0x00);

    /** The history of a run as a plot. */
    public LossPlot {
        rows = List.copyOf(rows);
    }

    /**
     * Writes the plot as PNG, 1,600 by 1,000 pixels.
     *
     * @throws ChainruleException if the file cannot be written, or this Java cannot draw text
     */
    public void png(Path file) {
        byte[] bytes = drawn(file, this::png);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    /**
     * Writes the plot as SVG.
     *
     * @throws ChainruleException as {@link #png}
     */
    public void svg(Path file) {
        byte[] bytes = drawn(file, this::svg);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    @FunctionalInterface
    private interface Drawing {
        void drawOn(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] drawn(Path file, Drawing drawing) {
        var out = new ByteArrayOutputStream();
        try {
            drawing.drawOn(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        } catch (RuntimeException | LinkageError | InternalError | AWTError e) {
            throw new ChainruleException(
                    file.toString(),
                    "Java must be able to draw text",
                    "but it is not (" + e + ")",
                    "Install fontconfig and a font, such as fonts-dejavu-core, and start Java with"
                            + " -Djava.awt.headless=true.",
                    e);
        }
        return out.toByteArray();
    }

    private void png(ByteArrayOutputStream out) throws IOException {
        var image = new BufferedImage(PIXELS * WIDTH, PIXELS * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(PIXELS, PIXELS);
            chart().paint(graphics, WIDTH, HEIGHT);
        } finally {
            graphics.dispose();
        }
        try (var memory = new MemoryCacheImageOutputStream(out)) { // no temporary file
            ImageIO.write(image, "png", memory);
        }
    }

    private void svg(ByteArrayOutputStream out) throws IOException {
        VectorGraphicsEncoder.saveVectorGraphic(chart(), out, VectorGraphicsFormat.SVG);
    }

    private XYChart chart() {
        var chart = new XYChart(WIDTH, HEIGHT);
        chart.setTitle(title);
        chart.setXAxisTitle("step");
        chart.setYAxisTitle("loss");
        style(chart.getStyler());
        Curve training = Curve.of(rows, History.Row::loss);
        int radius = training.size() / RADIUS_SHARE;
        if (training.size() < MIN_SMOOTHED) {
            add(chart, "training", training, BLUE, 2, SeriesMarkers.CIRCLE);
        } else {
            add(chart, "training", training, SKY_BLUE, 1, SeriesMarkers.NONE);
            int steps = 2 * Math.max(2, radius) + 1;
            String name = "training, mean of " + steps + " steps";
            add(chart, name, training.smoothed(steps / 2), BLUE, 2.5f, SeriesMarkers.NONE);
        }
        Curve validation = Curve.of(rows, History.Row::validationLoss);
        add(chart, "validation", validation, VERMILION, 0, SeriesMarkers.CIRCLE);
        return chart;
    }

    private static void add(
            XYChart chart, String name, Curve curve, Color color, float width, Marker marker) {
        if (curve.size() == 0) {
            return;
        }
        Curve shown = curve.thinned(MAX_POINTS);
        XYSeries series = chart.addSeries(name, shown.x(), shown.y());
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        if (width == 0) {
            series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        }
        series.setMarker(marker);
        series.setMarkerColor(color);
    }

    private static void style(XYStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        styler.setLegendPosition(LegendPosition.InsideNE);
        styler.setLegendBorderColor(Color.LIGHT_GRAY);
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xE0E0E0));
        styler.setXAxisDecimalPattern("#,##0");
        styler.setMarkerSize(8);
        styler.setChartPadding(14);
    }
}
