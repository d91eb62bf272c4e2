package org.chainrule.trainers.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A small table that is easy to learn: three kinds of flowers, told apart by two lengths. */
final class Flowers {
    static final int ROWS = 90;
    private static final String[] SPECIES = {"iris", "rose", "tulip"};
    private static final String[] COLOURS = {"blue", "red"};

    private Flowers() {}

    /** Writes it with the columns length, width, colour, height and species. */
    static Path write(Path file) throws IOException {
        return Files.writeString(file, "length,width,colour,height,species\n" + rows(","));
    }

    /**
     * Its rows: length and width tell the species, colour does not; height is 3 · length + width.
     */
    static String rows(String separator) {
        var random = new SplittableRandom(4);
        var text = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            double length = 4 + 2 * (i % 3) + 0.3 * random.nextGaussian();
            double width = 3 - i % 3 + 0.3 * random.nextGaussian();
            text.append(
                    String.join(
                            separator,
                            String.format(Locale.ROOT, "%.2f", length),
                            String.format(Locale.ROOT, "%.2f", width),
                            COLOURS[random.nextInt(2)],
                            String.format(Locale.ROOT, "%.3f", 3 * length + width),
                            SPECIES[i % 3]));
            text.append('\n');
        }
        return text.toString();
    }

    /** Trains on a file with one thread in this JVM. */
    static Outcome train(Path file, Path folder, String... more) {
        return Outcome.of(arguments(file, folder, more));
    }

    /** The arguments that train a small network on a file. */
    static String[] arguments(Path file, Path folder, String... more) {
        return Stream.of(
                        Stream.of("train", "--data", file.toString(), "--out", folder.toString()),
                        Stream.of("--threads", "1"),
                        Arrays.stream(more))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }
}
