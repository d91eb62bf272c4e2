package org.chainrule.datasets.images;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Images of one size, each with its class: (C, H, W), from 0 to 1.
 *
 * <pre>{@code
 * import java.util.List;
 * import org.chainrule.datasets.images.Image;
 * import org.chainrule.datasets.images.ImageExamples;
 *
 * Image dark = new Image(1, 1, 2, new byte[] {0, 9});
 * Image bright = new Image(1, 1, 2, new byte[] {(byte) 255, (byte) 200});
 * int[] classes = {0, 1};
 * var two = new ImageExamples("two", List.of(dark, bright), classes, List.of("dark", "bright"));
 * }</pre>
 */
public final class ImageExamples implements Examples {
    private final String name;
    private final long[] shape;
    private final IntFunction<Image> images;
    private final int[] targets; // (N)
    private final List<String> classes;

    /**
     * Images in memory; the pixels are not copied.
     *
     * @param name a short name, for reports and errors
     * @param images all of one size, and at least one
     * @param targets for each image the number of its class, from 0
     * @param classes the names of the classes
     * @throws ChainruleException if there is no image, sizes differ, or a class has no name
     */
    public ImageExamples(String name, List<Image> images, int[] targets, List<String> classes) {
        this(name, shape(name, images), List.copyOf(images)::get, targets, classes);
        if (images.size() != targets.length) {
            throw new ChainruleException(
                    name,
                    "there must be a class for each image",
                    "but there are %d images and %d classes"
                            .formatted(images.size(), targets.length),
                    "Give as many of both.");
        }
    }

    /** Images that are asked for anew each time that they are taken. */
    ImageExamples(
            String name,
            long[] shape,
            IntFunction<Image> images,
            int[] targets,
            List<String> classes) {
        this.name = name;
        this.shape = shape.clone();
        this.images = images;
        this.targets = targets.clone();
        this.classes = List.copyOf(classes);
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] < 0 || targets[i] >= classes.size()) {
                throw new ChainruleException(
                        "%s, image %d".formatted(name, i),
                        "a class must be from 0 to " + (classes.size() - 1),
                        "but it is " + targets[i],
                        "Name more classes, or leave the image out.");
            }
        }
    }

    private static long[] shape(String name, List<Image> images) {
        if (images.isEmpty()) {
            throw new ChainruleException(
                    name, "there must be an image", "but there is none", "Give at least one.");
        }
        Image first = images.get(0);
        for (int i = 1; i < images.size(); i++) {
            requireSize("%s, image %d".formatted(name, i), images.get(i), first);
        }
        return new long[] {first.channels(), first.height(), first.width()};
    }

    /** Checks that an image is as large as the first of its set. */
    static void requireSize(String where, Image image, Image first) {
        boolean isSame =
                image.height() == first.height()
                        && image.width() == first.width()
                        && image.channels() == first.channels();
        if (!isSame) {
            throw new ChainruleException(
                    where,
                    "all images must have the size of the first, %s".formatted(size(first)),
                    "but this one has " + size(image),
                    "Bring all to one size: ImageFormat.withSize(%d, %d)."
                            .formatted(first.height(), first.width()));
        }
    }

    private static String size(Image image) {
        return "%d × %d × %d".formatted(image.channels(), image.height(), image.width());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int count() {
        return targets.length;
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    /** The image as it was read. */
    public Image image(int index) {
        return images.apply(index);
    }

    @Override
    public void copy(int index, SplittableRandom draws, float[] to, int offset) {
        byte[] pixels = image(index).pixels();
        for (int i = 0; i < pixels.length; i++) {
            to[offset + i] = Byte.toUnsignedInt(pixels[i]) / (float) Image.WHITE;
        }
    }

    @Override
    public double target(int index) {
        return targets[index];
    }

    @Override
    public String toString() {
        return "%s, %d images".formatted(name, count());
    }
}
