package org.chainrule.datasets.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/**
 * The images that a user can name, and those of any folder: a folder for each class, or the files
 * of MNIST.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.datasets.Examples;
 * import org.chainrule.datasets.images.ImageFormat;
 * import org.chainrule.datasets.images.ImageSets;
 *
 * Examples digits = ImageSets.named("drawn-digits", 1);
 * Examples flowers = ImageSets.in(Path.of("flowers"), ImageFormat.color().withSize(32, 32));
 * }</pre>
 */
public final class ImageSets {
    private static final String DIGITS = "drawn-digits";
    private static final int DRAWN = 6_000;
    private static final Pattern PICTURE = Pattern.compile(".*\\.(png|jpe?g)");
    private static final Pattern IDX_IMAGES = Pattern.compile(".*images[-.]idx3-ubyte(\\.gz)?");
    private static final int CLASS_AND_IMAGE = 2; // levels below the folder

    private ImageSets() {}

    /**
     * The names of the sets, each with a description of one line.
     *
     * @return an unmodifiable map
     */
    public static Map<String, String> names() {
        return Map.of(
                DIGITS, "6,000 digits that Java draws, 28×28 pixels, to tell apart; no download");
    }

    /**
     * The images with a name.
     *
     * @param name one of {@link #names()}
     * @param seed what images that are drawn are drawn from
     * @throws ChainruleException if there are none of that name
     */
    public static Examples named(String name, long seed) {
        if (!name.equals(DIGITS)) {
            throw new ChainruleException(
                    "images",
                    "there must be some of that name",
                    "but found \"" + name + "\"",
                    "Use " + DIGITS + ", or the path of a folder.");
        }
        return DrawnDigits.standard().examples(DRAWN, seed);
    }

    /**
     * Whether a path is a folder for images: it holds pictures or files of MNIST, itself or in its
     * folders, or nothing but folders that hold none yet.
     *
     * @throws ChainruleException if it cannot be looked through
     */
    public static boolean isFolder(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        List<Path> files = files(path, CLASS_AND_IMAGE);
        boolean holdsImages =
                files.stream()
                        .map(ImageSets::name)
                        .anyMatch(name -> isPicture(name) || isIdx(name));
        return holdsImages || (files.isEmpty() && hasFolder(path));
    }

    /**
     * The images of a folder: those of {@link ImageFolder}, or of {@link IdxImages} where there are
     * files like {@code train-images-idx3-ubyte} and {@code train-labels-idx1-ubyte}. Of several
     * such pairs, that for training is read.
     *
     * @param folder the folder
     * @param format what they become, with a size
     * @throws ChainruleException as those throw, or if the labels are missing
     */
    public static Examples in(Path folder, ImageFormat format) {
        Optional<Path> idx =
                files(folder, 1).stream()
                        .filter(file -> isIdx(name(file)))
                        .reduce((one, other) -> name(other).startsWith("train") ? other : one);
        if (idx.isEmpty()) {
            return ImageFolder.of(folder).withFormat(format).read();
        }
        if (format.channels() != 1) {
            throw new ChainruleException(
                    idx.get().toString(),
                    "images in MNIST's files must be read as gray",
                    "but colour was asked for",
                    "Ask for gray.");
        }
        return sized(IdxImages.read(idx.get(), labels(idx.get())), format);
    }

    private static Path labels(Path images) {
        String name = name(images).replace("images", "labels").replace("idx3", "idx1");
        String other = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name + ".gz";
        return Stream.of(name, other)
                .map(images::resolveSibling)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(
                        () ->
                                new ChainruleException(
                                        images.toString(),
                                        "the file of the labels must lie beside it",
                                        "but there is no " + name,
                                        "Put both into the folder."));
    }

    /** Images brought to the size of a format, where they have another. */
    public static Examples sized(Examples images, ImageFormat format) {
        long[] shape = images.shape();
        boolean fits = shape[1] == format.height() && shape[2] == format.width();
        return fits ? images : new ResizedExamples(images, format.height(), format.width());
    }

    /**
     * The pictures at a path: the file itself, or those of a folder and its folders, sorted.
     *
     * @throws ChainruleException if there is none
     */
    public static List<Path> pictures(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> pictures =
                files(path, CLASS_AND_IMAGE).stream().filter(f -> isPicture(name(f))).toList();
        if (pictures.isEmpty()) {
            throw new ChainruleException(
                    path.toString(),
                    "must hold images",
                    "but there is no PNG or JPEG file in it",
                    "Give another folder, or a file.");
        }
        return pictures;
    }

    private static boolean isPicture(String name) {
        return PICTURE.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isIdx(String name) {
        return IDX_IMAGES.matcher(name).matches();
    }

    private static boolean hasFolder(Path path) {
        try (Stream<Path> each = Files.list(path)) {
            return each.anyMatch(Files::isDirectory);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The files of a folder that are not hidden, sorted by their paths. */
    private static List<Path> files(Path folder, int depth) {
        try (Stream<Path> each = Files.walk(folder, depth)) {
            return each.filter(Files::isRegularFile)
                    .filter(file -> !name(file).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static ChainruleException unreadable(Path folder, IOException e) {
        return new ChainruleException(
                folder.toString(),
                "the folder must be readable",
                "but it is not (" + IoReason.of(e) + ")",
                "Check its permissions.",
                e);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
