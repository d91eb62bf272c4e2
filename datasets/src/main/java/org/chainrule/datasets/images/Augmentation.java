package org.chainrule.datasets.images;

import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Random changes of images that leave their classes as they are. They are drawn anew each time that
 * an image is taken for training; leave them out of what is tested.
 *
 * <p>In this order: a flip of left and right; a turn and a zoom about the middle, by the values
 * between pixels (bilinear); a shift by whole pixels, which is the same as to pad the image and to
 * crop it at random; noise. What comes in from outside is 0.
 *
 * <pre>{@code
 * import org.chainrule.datasets.Examples;
 * import org.chainrule.datasets.images.Augmentation;
 * import org.chainrule.datasets.images.DrawnDigits;
 *
 * Examples.Split split = DrawnDigits.inStrokes().examples(1_000, 1).split(0.2, 1);
 * Examples training = Augmentation.none().withShift(2).withRotation(10).over(split.training());
 * }</pre>
 *
 * @param hasFlip whether half of the images, at random, have left and right exchanged; by default
 *     not
 * @param shift how many pixels an image moves at most, up, down and to the sides; 0 by default
 * @param degrees how far it turns at most, to either side; 0 by default
 * @param zoom how much it grows or shrinks at most, as a share of its size; 0 by default
 * @param noise the deviation of what is added to each pixel, normally distributed; 0 by default
 */
public record Augmentation(boolean hasFlip, int shift, double degrees, double zoom, double noise) {

    /**
     * Random changes.
     *
     * @throws ChainruleException if one is below 0, a turn above 180, or a zoom not below 1
     */
    public Augmentation {
        require(shift >= 0, "shift must be 0 or more", shift, "1 to 4 pixels");
        require(degrees >= 0 && degrees <= 180, "degrees must be from 0 to 180", degrees, "10");
        require(zoom >= 0 && zoom < 1, "zoom must be from 0 to below 1", zoom, "0.1");
        boolean isNoise = noise >= 0 && noise < Double.POSITIVE_INFINITY;
        require(isNoise, "noise must be 0 or more", noise, "0.05, where white is 1");
    }

    private static void require(boolean holds, String must, Number found, String example) {
        if (!holds) {
            throw new ChainruleException(
                    "Augmentation", must, "but it is " + found, "Try " + example + ".");
        }
    }

    /** No change. */
    public static Augmentation none() {
        return new Augmentation(false, 0, 0, 0, 0);
    }

    /** The same with left and right exchanged in half of the images: not for digits. */
    public Augmentation withFlip() {
        return new Augmentation(true, shift, degrees, zoom, noise);
    }

    /** The same with shifts of up to so many pixels: a random crop of the padded image. */
    public Augmentation withShift(int pixels) {
        return new Augmentation(hasFlip, pixels, degrees, zoom, noise);
    }

    /** The same with turns of up to so many degrees. */
    public Augmentation withRotation(double most) {
        return new Augmentation(hasFlip, shift, most, zoom, noise);
    }

    /** The same with images up to such a share greater or smaller. */
    public Augmentation withZoom(double share) {
        return new Augmentation(hasFlip, shift, degrees, share, noise);
    }

    /** The same with normally distributed noise. */
    public Augmentation withNoise(double deviation) {
        return new Augmentation(hasFlip, shift, degrees, zoom, deviation);
    }

    /**
     * The images, changed anew each time that one is taken.
     *
     * @param training images (C, H, W) of the training part
     */
    public Examples over(Examples training) {
        Standardization.channels(training);
        return new AugmentedExamples(training, this);
    }
}
