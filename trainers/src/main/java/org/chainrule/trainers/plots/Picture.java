package org.chainrule.trainers.plots;

import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.trainers.storage.AtomicFile;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A chart as a file, PNG or SVG, and what all charts have in common. Works without a display.
 *
 * @param chart makes the chart, once it is known that this Java can draw text
 */
public record Picture(Supplier<XYChart> chart) {
    // Of Okabe and Ito's palette, which people with any kind of colour vision can tell apart.
    /** For what matters most. */
    public static final Color BLUE = new Color(0x00, 0x72, 0xB2);

    /** For the second. */
    public static final Color VERMILION = new Color(0xD5, 0x5E, 0x00);

    /** For the third. */
    public static final Color GREEN = new Color(0x00, 0x9E, 0x73);

    /** For the fourth. */
    public static final Color PURPLE = new Color(0xCC, 0x79, 0xA7);

    /** Eight that can be told apart, for the first, the second and so on. */
    static final List<Color> COLORS =
            List.of(
                    BLUE,
                    VERMILION,
                    GREEN,
                    PURPLE,
                    new Color(0xE6, 0x9F, 0x00),
                    new Color(0x56, 0xB4, 0xE9),
                    Color.BLACK,
                    new Color(0x8C, 0x8C, 0x8C));

    private static final int PIXELS = 2; // per point in PNG
    private static final double TITLE = 1.375; // characters times their size, of the width

    /** The digits of a number after the second decimal: half of a file. */
    private static final Pattern MORE_DIGITS = Pattern.compile("(?<=\\d\\.\\d\\d)\\d+");

    @FunctionalInterface
    private interface Drawing {
        void drawOn(ByteArrayOutputStream out) throws IOException;
    }

    /**
     * Checks that the name of a file tells how it is written.
     *
     * @param where where the name was given, for the error
     * @throws ChainruleException if it ends in neither .png nor .svg
     */
    public static void requireEnding(String where, Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".png") && !name.endsWith(".svg")) {
            throw new ChainruleException(
                    where,
                    "the name of a picture must end in .png or .svg",
                    "but found " + file,
                    "Choose another name.");
        }
    }

    /**
     * Writes the picture as what the name of the file ends in, .png or .svg.
     *
     * @throws ChainruleException as {@link #png}, or if the name ends otherwise
     */
    public void write(Path file) {
        requireEnding("plot", file);
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
            svg(file);
        } else {
            png(file);
        }
    }

    /**
     * Writes the picture as PNG, two pixels a point.
     *
     * @throws ChainruleException if the file cannot be written, or this Java cannot draw text
     */
    public void png(Path file) {
        byte[] bytes = drawn(file.toString(), this::png);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    /**
     * The picture as pixels.
     *
     * @param pixels how many a point
     * @throws ChainruleException if this Java cannot draw text
     */
    public BufferedImage image(double pixels) {
        requireFonts("picture");
        return image(chart.get(), pixels);
    }

    /**
     * Writes the picture as SVG.
     *
     * @throws ChainruleException as {@link #png}
     */
    public void svg(Path file) {
        byte[] bytes = drawn(file.toString(), this::svg);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    /**
     * The same with its chart made: it may be drawn several times, and is computed once.
     *
     * @throws ChainruleException if this Java cannot draw text
     */
    public Picture made() {
        requireFonts("picture");
        XYChart made = chart.get();
        return new Picture(() -> made);
    }

    /** What the picture shows, in words: its title, and the names of its curves. */
    public String text() {
        XYChart made = chart.get();
        String curves =
                made.getSeriesMap().values().stream()
                        .filter(XYSeries::isShowInLegend)
                        .map(XYSeries::getName)
                        .collect(Collectors.joining("; "));
        return "[plot] " + made.getTitle() + (curves.isEmpty() ? "" : ": " + curves);
    }

    private static byte[] drawn(String where, Drawing drawing) {
        requireFonts(where);
        var out = new ByteArrayOutputStream();
        try {
            drawing.drawOn(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return out.toByteArray();
    }

    /** Draws a word: on machines without fonts or a display, Java fails in many ways. */
    private static void requireFonts(String where) {
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
                    where,
                    "Java must be able to draw text",
                    "but it is not (" + first.getMessage() + ")",
                    "Install fontconfig and a font such as DejaVu, and start Java with"
                            + " -Djava.awt.headless=true.",
                    e);
        }
    }

    private void png(ByteArrayOutputStream out) throws IOException {
        encode(image(chart.get()), out);
    }

    private static void encode(BufferedImage image, ByteArrayOutputStream out) throws IOException {
        try (var memory = new MemoryCacheImageOutputStream(out)) { // no temporary file
            ImageIO.write(image, "png", memory);
        }
    }

    /** Writes as PNG what is no chart, once it is known that this Java can draw text. */
    static void png(Path file, Supplier<BufferedImage> image) {
        byte[] bytes = drawn(file.toString(), out -> encode(image.get(), out));
        AtomicFile.write(file, out -> out.write(bytes));
    }

    /** A chart as pixels; afterwards the chart knows where on the screen its points lie. */
    static BufferedImage image(XYChart chart) {
        return image(chart, PIXELS);
    }

    private static BufferedImage image(XYChart chart, double pixels) {
        var image =
                new BufferedImage(
                        (int) Math.round(pixels * chart.getWidth()),
                        (int) Math.round(pixels * chart.getHeight()),
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE); // the chart may end within the last pixel
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.scale(pixels, pixels);
            graphics.setRenderingHint(
                    RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            chart.paint(graphics, chart.getWidth(), chart.getHeight());
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private void svg(ByteArrayOutputStream out) throws IOException {
        var full = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(chart.get(), full, VectorGraphicsFormat.SVG);
        String text = full.toString(StandardCharsets.UTF_8);
        out.writeBytes(MORE_DIGITS.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8));
    }

    /** A chart without series, in the style of all charts. */
    public static XYChart blank(int width, int height, String title, String x, String y) {
        var chart = new XYChart(width, height);
        chart.setTitle(title);
        chart.setXAxisTitle(x);
        chart.setYAxisTitle(y);
        XYStyler styler = chart.getStyler();
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleBoxVisible(false);
        int size =
                Math.max(
                        8,
                        Math.min(16, (int) (TITLE * width / Math.max(1, title.length())))); // fits
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
        styler.setLegendBorderColor(Color.LIGHT_GRAY);
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xE0E0E0));
        styler.setLocale(Locale.ROOT);
        styler.setPlotMargin(0);
        styler.setChartTitlePadding(10);
        styler.setMarkerSize(8);
        styler.setChartPadding(14);
        return chart;
    }

    /** Puts the legend below, where it covers nothing, a name a line. */
    static void legendBelow(XYChart chart) {
        XYStyler styler = chart.getStyler();
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Vertical);
        styler.setLegendBorderColor(Color.WHITE); // XChart measures long names too short for a box
        styler.setPlotContentSize(1);
    }

    /**
     * Adds a line, or with a width of 0 markers alone.
     *
     * @param y not a number where the line has a gap
     */
    public static XYSeries add(
            XYChart chart,
            String name,
            double[] x,
            double[] y,
            Color color,
            float width,
            Marker marker) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        if (width == 0) {
            series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        }
        series.setMarker(marker);
        series.setMarkerColor(color);
        return series;
    }

    /** Where all x are equally far apart, XChart has ticks only there: 1, 113, 225 and so on. */
    public static void placeTicksFreely(XYChart chart, double y) {
        XYSeries unseen = chart.addSeries("unseen", new double[] {0, 0.5}, new double[] {y, y});
        unseen.setLineStyle(SeriesLines.NONE);
        unseen.setMarker(SeriesMarkers.NONE);
        unseen.setShowInLegend(false);
    }
}
