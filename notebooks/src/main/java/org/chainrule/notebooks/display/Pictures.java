package org.chainrule.notebooks.display;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.chainrule.trainers.History;
import org.chainrule.trainers.LossPlot;
import org.chainrule.trainers.Run;
import org.chainrule.trainers.plots.Picture;

/** Plots and images as PNG, and what was measured in training as a curve of the loss. */
final class Pictures {
    private static final int WIDTH = 640; // CSS pixels: a plot leaves room beside it
    private static final double SCALE = 0.8; // CSS pixels of a point: letters as large as the page's
    private static final int SHARP = 2; // pixels of the picture for one of CSS
    private static final int CORNER = 16; // pixels that the corners of a card are round
    private static final Color EDGE = new Color(0xD0D0D0);

    private Pictures() {}

    static Bundle of(Picture picture) {
        Picture made = picture.made();
        int points = made.chart().get().getWidth();
        int width = (int) Math.min(WIDTH, SCALE * points);
        BufferedImage image = card(made.image(SHARP * width / (double) points));
        return Bundle.png(made.text(), png(IndexedPng.of(image)), width);
    }

    /**
     * A white card with round corners, which stands on a page of any colours. The paper stays white
     * on a dark page too, since plots say "the darker the higher" and white is a value of maps.
     */
    private static BufferedImage card(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        var card = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = card.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.fillRoundRect(0, 0, width, height, 2 * CORNER, 2 * CORNER);
            graphics.setComposite(AlphaComposite.SrcIn);
            graphics.drawImage(image, 0, 0, null);
            graphics.setComposite(AlphaComposite.SrcOver);
            graphics.setColor(EDGE);
            graphics.setStroke(new BasicStroke(SHARP));
            graphics.drawRoundRect(
                    SHARP / 2, SHARP / 2, width - SHARP, height - SHARP, 2 * CORNER, 2 * CORNER);
        } finally {
            graphics.dispose();
        }
        return card;
    }

    static Bundle of(RenderedImage image) {
        String text = "[image] %d × %d pixels".formatted(image.getWidth(), image.getHeight());
        return Bundle.png(text, png(image), Math.min(WIDTH, image.getWidth()));
    }

    private static byte[] png(RenderedImage image) {
        var out = new ByteArrayOutputStream();
        try (var memory = new MemoryCacheImageOutputStream(out)) { // no temporary file
            ImageIO.write(image, "png", memory);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return out.toByteArray();
    }

    static Bundle of(Run run) {
        return curve(title(run.steps(), run.isComplete(), run.validationLoss()), run.history());
    }

    static Bundle of(History history) {
        return curve("Loss", history);
    }

    private static String title(long steps, boolean isComplete, double validationLoss) {
        String text = String.format(Locale.ROOT, "%,d steps", steps);
        if (!isComplete) {
            text += ", stopped early";
        }
        return Double.isNaN(validationLoss)
                ? text
                : text + String.format(Locale.ROOT, ", validation loss %.4f", validationLoss);
    }

    private static Bundle curve(String title, History history) {
        if (history.rows().isEmpty()) {
            return Bundle.of(title);
        }
        return of(new LossPlot(title, history.rows()).picture());
    }
}
