package org.chainrule.datasets.images;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.initializers.Seeds;

/**
 * Digits that Java draws, white on black on 28×28 pixels as in MNIST, so that a network for images
 * can be trained with nothing to download. They need no display.
 *
 * <p>Each digit has a random size, slant, turn and place, and noise over it. In fonts, the shapes
 * are those of Java's logical fonts (serif, sans serif, monospaced, dialog) in four styles, and
 * look different from machine to machine; a Java without fonts refuses. In strokes, they are drawn
 * as with a pen by this class itself, of random width and bent at random: these work everywhere,
 * and differ more from one another.
 *
 * <pre>{@code
 * import org.chainrule.datasets.Examples;
 * import org.chainrule.datasets.images.DrawnDigits;
 *
 * Examples.Split split = DrawnDigits.inStrokes().withNoise(0.1).examples(6_000, 1).split(0.2, 1);
 * }</pre>
 *
 * @param lettering where shapes come from
 * @param degrees how far a digit turns at most, to either side; 15 by default
 * @param shear how far its top moves aside at most, as a share of its height; 0.3 by default
 * @param shift how many pixels it moves at most, in each direction; 2 by default
 * @param noise the deviation of what is added to each pixel, where white is 1; 0.05 by default
 */
public record DrawnDigits(
        Lettering lettering, double degrees, double shear, double shift, double noise) {
    private static final int SIZE = 28; // pixels
    private static final int DIGITS = 10;
    private static final double LOW = 15; // pixels of a digit's height
    private static final double HIGH = 21;
    private static final double WIDEST = 19; // pixels of its width

    /**
     * How digits are drawn.
     *
     * @throws ChainruleException if a number is below 0 or not finite
     */
    public DrawnDigits {
        for (double each : new double[] {degrees, shear, shift, noise}) {
            if (!(each >= 0 && each < Double.POSITIVE_INFINITY)) {
                throw new ChainruleException(
                        "DrawnDigits",
                        "rotation, shear, shift and noise must be 0 or more",
                        "but one is " + each,
                        "Try 15 degrees, 0.3, 2 pixels and 0.05.");
            }
        }
    }

    /** Digits in fonts where Java has some, else in strokes. */
    public static DrawnDigits standard() {
        return FontDigits.areThere() ? inFonts() : inStrokes();
    }

    /** Digits in Java's logical fonts. */
    public static DrawnDigits inFonts() {
        return new DrawnDigits(Lettering.FONTS, 15, 0.3, 2, 0.05);
    }

    /** Digits as with a pen. */
    public static DrawnDigits inStrokes() {
        return new DrawnDigits(Lettering.STROKES, 15, 0.3, 2, 0.05);
    }

    /** The same with turns of up to so many degrees. */
    public DrawnDigits withRotation(double most) {
        return new DrawnDigits(lettering, most, shear, shift, noise);
    }

    /** The same with a slant of up to such a share of the height. */
    public DrawnDigits withShear(double most) {
        return new DrawnDigits(lettering, degrees, most, shift, noise);
    }

    /** The same with shifts of up to so many pixels. */
    public DrawnDigits withShift(double pixels) {
        return new DrawnDigits(lettering, degrees, shear, pixels, noise);
    }

    /** The same with noise of another deviation. */
    public DrawnDigits withNoise(double deviation) {
        return new DrawnDigits(lettering, degrees, shear, shift, deviation);
    }

    /**
     * Draws digits, as many of each as of the others, or one more: (1, 28, 28).
     *
     * @param count how many
     * @param seed what they are drawn from
     * @throws ChainruleException if there are fewer than 1, or fonts are asked for and there are
     *     none
     */
    public ImageExamples examples(int count, long seed) {
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            images.add(draw(i % DIGITS, new SplittableRandom(Seeds.mix(seed, i))));
        }
        int[] targets = IntStream.range(0, count).map(i -> i % DIGITS).toArray();
        List<String> classes = IntStream.range(0, DIGITS).mapToObj(String::valueOf).toList();
        String name = lettering == Lettering.FONTS ? "digits in fonts" : "digits in strokes";
        return new ImageExamples(name, images, targets, classes);
    }

    private Image draw(int digit, SplittableRandom draws) {
        Shape shape = lettering.draw(digit, draws);
        Rectangle2D box = shape.getBounds2D();
        double height = draws.nextDouble(LOW, HIGH);
        double scale = Math.min(height / box.getHeight(), WIDEST / box.getWidth());
        var place = new AffineTransform(); // read from the last line to the first
        place.translate(SIZE / 2.0 + upTo(shift, draws), SIZE / 2.0 + upTo(shift, draws));
        place.rotate(Math.toRadians(upTo(degrees, draws)));
        place.shear(upTo(shear, draws), 0);
        place.scale(scale, scale);
        place.translate(-box.getCenterX(), -box.getCenterY());
        byte[] pixels = filled(place.createTransformedShape(shape));
        for (int i = 0; noise > 0 && i < pixels.length; i++) {
            double level = Byte.toUnsignedInt(pixels[i]) + 255 * noise * draws.nextGaussian();
            pixels[i] = (byte) Math.max(0, Math.min(255, Math.round(level)));
        }
        return new Image(1, SIZE, SIZE, pixels);
    }

    private static double upTo(double most, SplittableRandom draws) {
        return most * (2 * draws.nextDouble() - 1);
    }

    private static byte[] filled(Shape shape) {
        // In colour: Java takes the levels of gray images for linear, and edges would be brighter.
        var image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fill(shape);
        graphics.dispose();
        byte[] pixels = new byte[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) image.getRGB(i % SIZE, i / SIZE);
        }
        return pixels;
    }
}
