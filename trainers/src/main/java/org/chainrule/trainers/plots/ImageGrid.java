package org.chainrule.trainers.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;

/**
 * Images side by side, each with a line of text below: a contact sheet. The least number of all
 * images is black, the greatest white.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.datasets.images.DrawnDigits;
 * import org.chainrule.trainers.plots.ImageGrid;
 *
 * var digits = DrawnDigits.inStrokes().examples(60, 1);
 * ImageGrid.of(digits, 60).write(Path.of("digits.png"));
 * }</pre>
 *
 * @param images each (1, H, W) or (3, H, W), all of one shape
 * @param labels what stands below each
 * @param columns how many stand in a row
 */
public record ImageGrid(List<NumericArray> images, List<String> labels, int columns) {
    private static final int SIDE = 96; // pixels of the longer side of an image, about
    private static final int GAP = 8;
    private static final int LINE = 20; // for a label
    private static final int COLUMNS = 10;

    /**
     * Copies of the lists.
     *
     * @throws ChainruleException if there is no image, one has no label, or shapes differ
     */
    public ImageGrid {
        images = List.copyOf(images);
        labels = List.copyOf(labels);
        if (images.isEmpty() || images.size() != labels.size() || columns < 1) {
            throw new ChainruleException(
                    "image grid",
                    "there must be an image, a label for each, and a column",
                    "but found %d, %d and %d".formatted(images.size(), labels.size(), columns),
                    "Give as many labels as images.");
        }
        long[] shape = images.get(0).sizes();
        for (NumericArray image : images) {
            boolean isImage = image.rank() == 3 && (image.size(0) == 1 || image.size(0) == 3);
            if (!isImage || !Arrays.equals(shape, image.sizes())) {
                throw new ChainruleException(
                        "image grid",
                        "all images must be (1, height, width) or (3, height, width), and alike",
                        "but found %s and %s"
                                .formatted(Arrays.toString(shape), Arrays.toString(image.sizes())),
                        "Bring them to one shape.");
            }
        }
    }

    /**
     * The first of some examples, with the names of their classes.
     *
     * @param examples images (C, H, W)
     * @param count how many at most
     */
    public static ImageGrid of(Examples examples, int count) {
        List<NumericArray> images = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        float[] one = new float[examples.size()];
        for (int i = 0; i < Math.min(count, examples.count()); i++) {
            examples.copy(i, new SplittableRandom(i), one, 0);
            double[] wide = new double[one.length];
            for (int j = 0; j < wide.length; j++) {
                wide[j] = one[j];
            }
            images.add(NumericArray.of(wide, examples.shape()));
            double target = examples.target(i);
            labels.add(
                    examples.classes().isEmpty()
                            ? String.format(Locale.ROOT, "%.4g", target)
                            : examples.classes().get((int) target));
        }
        return new ImageGrid(images, labels, COLUMNS);
    }

    /** The same with other labels, such as what a network took each image for. */
    public ImageGrid withLabels(List<String> others) {
        return new ImageGrid(images, others, columns);
    }

    /** The same with another number of images in a row. */
    public ImageGrid withColumns(int count) {
        return new ImageGrid(images, labels, count);
    }

    /**
     * Writes the grid as PNG.
     *
     * @throws ChainruleException if the file cannot be written, or this Java cannot draw text
     */
    public void write(Path file) {
        Picture.png(file, this::image);
    }

    /** The grid as pixels, as a notebook shows it. */
    public BufferedImage image() {
        int height = images.get(0).size(1);
        int width = images.get(0).size(2);
        int zoom = Math.max(1, SIDE / Math.max(height, width));
        int cellWidth = Math.max(SIDE, zoom * width) + GAP;
        int cellHeight = zoom * height + LINE + GAP;
        int shown = Math.min(columns, images.size());
        int rows = (images.size() + columns - 1) / columns;
        var whole =
                new BufferedImage(
                        shown * cellWidth + GAP,
                        rows * cellHeight + GAP,
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = whole.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, whole.getWidth(), whole.getHeight());
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        graphics.setColor(Color.BLACK);
        Span range = Span.of(all());
        for (int i = 0; i < images.size(); i++) {
            int x = GAP + i % columns * cellWidth;
            int y = GAP + i / columns * cellHeight;
            BufferedImage pixels = pixels(images.get(i), range);
            int left = x + (cellWidth - GAP - zoom * width) / 2;
            graphics.drawImage(pixels, left, y, zoom * width, zoom * height, null);
            String label = fitting(labels.get(i), graphics.getFontMetrics(), cellWidth - GAP);
            int room = cellWidth - GAP - graphics.getFontMetrics().stringWidth(label);
            graphics.drawString(label, x + room / 2, y + zoom * height + LINE - 5);
        }
        graphics.dispose();
        return whole;
    }

    /** As much of a label as there is room for. */
    private static String fitting(String label, FontMetrics font, int room) {
        String shown = label;
        int length = Math.min(label.length(), room); // no letter is narrower than a pixel
        while (font.stringWidth(shown) > room) {
            length--;
            shown = label.substring(0, length) + "…";
        }
        return shown;
    }

    private double[] all() {
        return images.stream().flatMapToDouble(i -> DoubleStream.of(i.values())).toArray();
    }

    private static BufferedImage pixels(NumericArray image, Span range) {
        int height = image.size(1);
        int width = image.size(2);
        boolean isGray = image.size(0) == 1;
        var pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int color = 0;
                for (int c = 0; c < 3; c++) {
                    double value = image.at(isGray ? 0 : c, y, x);
                    double share = range.length() > 0 ? (value - range.from()) / range.length() : 0;
                    double level = 255 * Math.max(0, Math.min(1, share)); // of infinities too
                    color = color << 8 | (int) Math.round(level);
                }
                pixels.setRGB(x, y, color);
            }
        }
        return pixels;
    }
}
