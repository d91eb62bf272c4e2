package org.chainrule.notebooks.display;

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
    private static final int SHARP = 2; // pixels of the picture for one of CSS

    private Pictures() {}

    static Bundle of(Picture picture) {
        Picture made = picture.made();
        double pixels = SHARP * WIDTH / (double) made.chart().get().getWidth();
        return Bundle.png(made.text(), png(IndexedPng.of(made.image(pixels))), WIDTH);
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
