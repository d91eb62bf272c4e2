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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
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
import org.knowm.xchart.style.lines.SeriesLines;
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
    private static final int MAX_POINTS = 1_200;
    private static final int MIN_SMOOTHED = 25; // steps from which a running mean tells more

    /** The digits of a number after the second decimal: half of a file. */
    private static final Pattern MORE_DIGITS = Pattern.compile("(?<=\\d\\.\\d\\d)\\d+");

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
        requireFonts(file);
        var out = new ByteArrayOutputStream();
        try {
            drawing.drawOn(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return out.toByteArray();
    }

    /** Draws a word: on machines without fonts or a display, Java fails in many ways. */
    private static void requireFonts(Path file) {
        try {
            Graphics2D graphics =
                    new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
            graphics.drawString("loss", 0, 0);
            graphics.dispose();
        } catch (RuntimeException | LinkageError | InternalError | AWTError e) {
            Throwable first = e;
            while (first.getCause() != null) {
                first = first.getCause();
            }
            throw new ChainruleException(
                    file.toString(),
                    "Java must be able to draw text",
                    "but it is not (" + first.getMessage() + ")",
                    "Install fontconfig and a font such as DejaVu, and start Java with"
                            + " -Djava.awt.headless=true.",
                    e);
        }
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
        var full = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(chart(), full, VectorGraphicsFormat.SVG);
        String text = full.toString(StandardCharsets.UTF_8);
        out.writeBytes(MORE_DIGITS.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8));
    }

    private XYChart chart() {
        var chart = new XYChart(WIDTH, HEIGHT);
        chart.setTitle(title);
        chart.setXAxisTitle("step");
        chart.setYAxisTitle("loss");
        Curve training = Curve.of(rows, History.Row::loss);
        Curve validation = Curve.of(rows, History.Row::validationLoss);
        style(chart.getStyler(), range(training, validation));
        if (training.size() < MIN_SMOOTHED) {
            add(chart, "training", training, BLUE, 2, SeriesMarkers.CIRCLE);
        } else {
            int radius = radius(training.size());
            String mean = String.format(Locale.ROOT, "training, mean of %,d steps", 2 * radius + 1);
            add(chart, "training", training, SKY_BLUE, 1, SeriesMarkers.NONE);
            add(chart, mean, training.smoothed(radius), BLUE, 2.5f, SeriesMarkers.NONE);
            placeTicksFreely(chart, training);
        }
        add(chart, "validation", validation, VERMILION, 0, SeriesMarkers.CIRCLE);
        return chart;
    }

    /** A mean takes about 2% of all steps, and of a short run more. */
    private static int radius(int steps) {
        return Math.max(steps / 100, (int) Math.sqrt(steps / 4.0));
    }

    /** Where all x are equally far apart, XChart has ticks only there: 1, 113, 225 and so on. */
    private static void placeTicksFreely(XYChart chart, Curve curve) {
        double y = curve.y()[0];
        XYSeries unseen = chart.addSeries("unseen", new double[] {0, 0.5}, new double[] {y, y});
        unseen.setLineStyle(SeriesLines.NONE);
        unseen.setMarker(SeriesMarkers.NONE);
        unseen.setShowInLegend(false);
    }

    private static double range(Curve a, Curve b) {
        var all = DoubleStream.concat(DoubleStream.of(a.y()), DoubleStream.of(b.y()));
        var statistics = all.summaryStatistics();
        return statistics.getMax() - statistics.getMin();
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

    private void style(XYStyler styler, double range) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleBoxVisible(false);
        int size = Math.max(8, Math.min(16, 1_100 / Math.max(1, title.length()))); // fits
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
        styler.setLegendPosition(LegendPosition.InsideNE);
        styler.setLegendBorderColor(Color.LIGHT_GRAY);
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xE0E0E0));
        styler.setLocale(Locale.ROOT);
        styler.setXAxisDecimalPattern("#,##0");
        styler.setYAxisDecimalPattern(
                range > 20 ? "#,##0" : range > 1 ? "0.0" : range > 0.05 ? "0.00" : "0.0000##");
        styler.setPlotMargin(0);
        styler.setChartTitlePadding(10);
        styler.setMarkerSize(8);
        styler.setChartPadding(14);
    }
}
