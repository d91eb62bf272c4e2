package org.chainrule.dsl.probability;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.dsl.eval.NumericArray;

/** Real data from the cache folder; a test that needs what is not there is skipped, and says so. */
public final class Tables {
    private static final String VARIABLE = "CHAINRULE_CACHE";

    private Tables() {}

    /** The lines of a file. */
    public static List<String> lines(String name) {
        try {
            return Files.readAllLines(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole of a file. */
    public static String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String name) {
        String folder = System.getenv(VARIABLE);
        assumeThat(folder).as(VARIABLE + " names a folder that holds " + name).isNotBlank();
        Path file = Path.of(folder).resolve(name);
        assumeThat(file).as(name + " must be in the folder that " + VARIABLE + " names").exists();
        return file;
    }

    /** Fisher's irises: a row of four measures and the class for each of 150 flowers. */
    public static NumericArray iris() {
        double[] all =
                lines("iris.csv").stream()
                        .skip(1)
                        .flatMap(line -> List.of(line.split(",")).stream())
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        return NumericArray.of(all, all.length / 5, 5);
    }
}
