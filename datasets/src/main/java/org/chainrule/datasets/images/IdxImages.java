package org.chainrule.datasets.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Images in the files of MNIST: one of gray images, (N, H, W) unsigned bytes, and one of their
 * labels, (N). Either may be packed by gzip.
 *
 * <p>LeCun, Cortes and Burges, The MNIST Database of Handwritten Digits.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.datasets.images.IdxImages;
 * import org.chainrule.datasets.images.ImageExamples;
 *
 * ImageExamples mnist = IdxImages.read(
 *         Path.of("train-images-idx3-ubyte.gz"), Path.of("train-labels-idx1-ubyte.gz"));
 * }</pre>
 */
public final class IdxImages {
    private IdxImages() {}

    /**
     * Images whose classes are called as their labels: 0, 1, 2, up to the greatest.
     *
     * @throws ChainruleException if a file cannot be read or is not as MNIST's are, or there are
     *     not as many labels as images; the message says at which byte
     */
    public static ImageExamples read(Path images, Path labels) {
        byte[] numbers = IdxFile.read(labels, "labels", 1).data();
        int greatest = greatest(numbers);
        return read(
                images,
                labels,
                IntStream.rangeClosed(0, greatest).mapToObj(String::valueOf).toList());
    }

    /**
     * Images whose classes have names.
     *
     * @param images the file of the images
     * @param labels the file of the labels
     * @param classes the name of each label, from label 0 on
     * @throws ChainruleException as above, or if a label has no name
     */
    public static ImageExamples read(Path images, Path labels, List<String> classes) {
        IdxFile pixels = IdxFile.read(images, "images", 3);
        byte[] numbers = IdxFile.read(labels, "labels", 1).data();
        int count = pixels.sizes()[0];
        if (count != numbers.length) {
            throw new ChainruleException(
                    labels.toString(),
                    "there must be a label for each of the %d images in %s"
                            .formatted(count, images),
                    "but there are " + numbers.length,
                    "Give the two files that belong together.");
        }
        int[] targets = new int[count];
        for (int i = 0; i < count; i++) {
            targets[i] = Byte.toUnsignedInt(numbers[i]);
            if (targets[i] >= classes.size()) {
                throw new ChainruleException(
                        "%s, byte %d".formatted(labels, 8 + i),
                        "a label must be from 0 to %d".formatted(classes.size() - 1),
                        "but it is " + targets[i],
                        "Name all classes.");
            }
        }
        int height = pixels.sizes()[1];
        int width = pixels.sizes()[2];
        List<Image> each = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int begin = i * height * width;
            byte[] own = Arrays.copyOfRange(pixels.data(), begin, begin + height * width);
            each.add(new Image(1, height, width, own));
        }
        return new ImageExamples(String.valueOf(images.getFileName()), each, targets, classes);
    }

    private static int greatest(byte... labels) {
        int greatest = 0;
        for (byte label : labels) {
            greatest = Math.max(greatest, Byte.toUnsignedInt(label));
        }
        return greatest;
    }
}
