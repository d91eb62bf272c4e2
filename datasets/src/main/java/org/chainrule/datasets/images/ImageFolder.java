package org.chainrule.datasets.images;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/**
 * Reads a folder that has a folder for each class, with PNG and JPEG files in it.
 *
 * <p>Classes are in the order of their names, and so are the images of a class. Names that begin
 * with a dot, {@code Thumbs.db} and {@code desktop.ini} are passed over; anything else in a class's
 * folder must be an image.
 *
 * <p>Each file is decoded once at the beginning, so that errors come early. Its pixels stay in
 * memory, a byte each, as long as those of all images fit; otherwise files are decoded again
 * whenever an image is taken, which needs hardly any memory and more time.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.datasets.Examples;
 * import org.chainrule.datasets.images.ImageExamples;
 * import org.chainrule.datasets.images.ImageFolder;
 * import org.chainrule.datasets.images.ImageFormat;
 *
 * ImageFormat format = ImageFormat.color().withSize(32, 32);
 * ImageExamples flowers = ImageFolder.of(Path.of("flowers")).withFormat(format).read();
 * Examples.Split split = flowers.split(0.2, 1);
 * }</pre>
 *
 * @param folder the folder
 * @param format what its images become; by default gray, of the size that they all have
 * @param memory how many bytes of pixels are kept; by default a quarter of what Java may use
 */
public record ImageFolder(Path folder, ImageFormat format, long memory) {

    /** A folder whose images are gray and of one size. */
    public static ImageFolder of(Path folder) {
        return new ImageFolder(folder, ImageFormat.gray(), Runtime.getRuntime().maxMemory() / 4);
    }

    /** The same with images of another format. */
    public ImageFolder withFormat(ImageFormat other) {
        return new ImageFolder(folder, other, memory);
    }

    /** The same with another limit of the bytes of pixels that are kept in memory. */
    public ImageFolder withMemory(long bytes) {
        return new ImageFolder(folder, format, bytes);
    }

    /**
     * The names of the classes, sorted: those of the folders in the folder.
     *
     * @throws ChainruleException if it is no folder, or has fewer than two folders
     */
    public List<String> classes() {
        return folders().stream().map(ImageFolder::name).toList();
    }

    /**
     * Reads all images.
     *
     * @throws ChainruleException if the folder does not hold a folder of images for each class, an
     *     image cannot be read (see {@link ImageFormat#read}), or sizes differ though the format
     *     has none
     */
    public ImageExamples read() {
        List<Path> folders = folders();
        List<Path> files = new ArrayList<>();
        List<Integer> targets = new ArrayList<>();
        for (Path each : folders) {
            List<Path> members = files(each);
            files.addAll(members);
            members.forEach(m -> targets.add(folders.indexOf(each)));
        }
        List<Image> images = new ArrayList<>();
        Image first = format.read(files.get(0));
        boolean fits = (long) first.pixels().length * files.size() <= memory;
        for (Path file : files) {
            Image image = sized(file, first);
            if (fits) {
                images.add(image);
            }
        }
        IntFunction<Image> again = index -> sized(files.get(index), first);
        return new ImageExamples(
                name(folder.toAbsolutePath().normalize()),
                new long[] {first.channels(), first.height(), first.width()},
                fits ? images::get : again,
                targets.stream().mapToInt(Integer::intValue).toArray(),
                classes());
    }

    private Image sized(Path file, Image first) {
        Image image = format.read(file);
        ImageExamples.requireSize(file.toString(), image, first);
        return image;
    }

    private List<Path> folders() {
        if (!Files.isDirectory(folder)) {
            throw new ChainruleException(
                    folder.toString(),
                    "must be a folder of images",
                    Files.exists(folder) ? "but it is a file" : "but there is no such folder",
                    "Its full path would be %s.".formatted(folder.toAbsolutePath()));
        }
        List<Path> folders = new ArrayList<>();
        for (Path each : entries(folder)) {
            if (Files.isDirectory(each)) {
                folders.add(each);
            } else if (name(each).toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)")) {
                throw new ChainruleException(
                        each.toString(),
                        "each image must lie in the folder of its class",
                        "but this one lies beside them",
                        "Move it into one of them.");
            }
        }
        if (folders.size() < 2) {
            throw new ChainruleException(
                    folder.toString(),
                    "must hold a folder of images for each of at least 2 classes",
                    folders.isEmpty()
                            ? "but it holds no folder"
                            : "but it holds only \"%s\"".formatted(name(folders.get(0))),
                    "Put the images of each class into a folder with its name.");
        }
        return folders;
    }

    private static List<Path> files(Path ofClass) {
        List<Path> files = entries(ofClass);
        if (files.isEmpty()) {
            throw new ChainruleException(
                    ofClass.toString(),
                    "the folder of a class must hold images",
                    "but it is empty",
                    "Add PNG or JPEG files, or remove the folder.");
        }
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                throw new ChainruleException(
                        file.toString(),
                        "the folder of a class must hold nothing but images",
                        "but this is a folder",
                        "Move its images up, or elsewhere.");
            }
        }
        return files;
    }

    /** What a folder holds, in the order of the names, whatever the file system's is. */
    private static List<Path> entries(Path folder) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path entry : all) {
                String name = name(entry);
                if (!name.startsWith(".") && !List.of("Thumbs.db", "desktop.ini").contains(name)) {
                    entries.add(entry);
                }
            }
        } catch (IOException e) {
            throw new ChainruleException(
                    folder.toString(),
                    "the folder must be readable",
                    "but it is not (" + IoReason.of(e) + ")",
                    "Check its permissions.",
                    e);
        }
        entries.sort(Comparator.comparing(ImageFolder::name));
        return entries;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
