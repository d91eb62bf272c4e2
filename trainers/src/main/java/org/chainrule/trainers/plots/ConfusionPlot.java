package org.chainrule.trainers.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.trainers.metrics.ConfusionMatrix;

/**
 * A confusion matrix as a picture: a row for each actual class, a column for each predicted one,
 * and the darker a square, the greater the share of its row.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import java.util.List;
 * import org.chainrule.trainers.metrics.ConfusionMatrix;
 * import org.chainrule.trainers.plots.ConfusionPlot;
 *
 * int[] actual = {0, 0, 1, 1};
 * int[] predicted = {0, 1, 1, 1};
 * var matrix = ConfusionMatrix.of(List.of("cat", "dog"), actual, predicted);
 * new ConfusionPlot(matrix).write(Path.of("confusion.png"));
 * }</pre>
 *
 * @param matrix the counts
 */
public record ConfusionPlot(ConfusionMatrix matrix) {
    private static final int SIDE = 560; // pixels of the matrix, about
    private static final int GREATEST_CELL = 90;
    private static final int LEAST_CELL = 14;
    private static final int SMALLEST_WITH_TEXT = 26;
    private static final int MARGIN = 16;
    private static final int LETTERS = 14; // of a label

    /**
     * Writes the picture as PNG.
     *
     * @throws ChainruleException if the file cannot be written, or this Java cannot draw text
     */
    public void write(Path file) {
        Picture.png(file, this::image);
    }

    /** The picture as pixels, as a notebook shows it. */
    public BufferedImage image() {
        List<String> labels = matrix.labels().stream().map(ConfusionPlot::cut).toList();
        int count = labels.size();
        int cell = Math.max(LEAST_CELL, Math.min(GREATEST_CELL, SIDE / count));
        var font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
        FontMetrics metrics = metrics(font);
        int longest = labels.stream().mapToInt(metrics::stringWidth).max().orElseThrow();
        int line = metrics.getHeight();
        int left = 2 * MARGIN + line + longest;
        int top = 2 * MARGIN + line + longest;
        var whole =
                new BufferedImage(
                        left + count * cell + MARGIN,
                        top + count * cell + MARGIN,
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = whole.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, whole.getWidth(), whole.getHeight());
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(font);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                square(graphics, i, j, left + j * cell, top + i * cell, cell);
            }
        }
        graphics.setColor(Color.BLACK);
        graphics.drawRect(left, top, count * cell, count * cell);
        names(graphics, labels, left, top, cell);
        graphics.dispose();
        return whole;
    }

    private static FontMetrics metrics(Font font) {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            return graphics.getFontMetrics(font);
        } finally {
            graphics.dispose();
        }
    }

    private void square(Graphics2D graphics, int actual, int predicted, int x, int y, int cell) {
        long count = matrix.count(actual, predicted);
        double share = count == 0 ? 0 : (double) count / matrix.support(actual);
        Color full = actual == predicted ? Picture.BLUE : Picture.VERMILION;
        graphics.setColor(between(full, share));
        graphics.fillRect(x, y, cell, cell);
        graphics.setColor(share > 0.5 ? Color.WHITE : Color.DARK_GRAY);
        String text = Long.toString(count);
        int width = graphics.getFontMetrics().stringWidth(text);
        if (count > 0 && cell >= SMALLEST_WITH_TEXT && width < cell) {
            graphics.drawString(text, x + (cell - width) / 2, y + cell / 2 + 5);
        }
    }

    /** White at share 0, the colour itself at 1. */
    private static Color between(Color full, double share) {
        return new Color(
                (int) Math.round(255 + share * (full.getRed() - 255)),
                (int) Math.round(255 + share * (full.getGreen() - 255)),
                (int) Math.round(255 + share * (full.getBlue() - 255)));
    }

    private static void names(
            Graphics2D graphics, List<String> labels, int left, int top, int cell) {
        FontMetrics metrics = graphics.getFontMetrics();
        int half = metrics.getAscent() / 2 - 1;
        for (int i = 0; i < labels.size(); i++) {
            int middle = i * cell + cell / 2;
            int width = metrics.stringWidth(labels.get(i));
            graphics.drawString(labels.get(i), left - 6 - width, top + middle + half);
            upright(graphics, labels.get(i), left + middle + half, top - 6);
        }
        int side = labels.size() * cell;
        String across = "predicted";
        graphics.drawString(across, left + (side - metrics.stringWidth(across)) / 2, MARGIN + half);
        String down = "actual";
        upright(graphics, down, MARGIN + half, top + (side + metrics.stringWidth(down)) / 2);
    }

    /** Draws text that is read from below. */
    private static void upright(Graphics2D graphics, String text, int x, int y) {
        graphics.translate(x, y);
        graphics.rotate(-Math.PI / 2);
        graphics.drawString(text, 0, 0);
        graphics.rotate(Math.PI / 2);
        graphics.translate(-x, -y);
    }

    private static String cut(String label) {
        return label.length() > LETTERS ? label.substring(0, LETTERS - 1) + "…" : label;
    }
}
