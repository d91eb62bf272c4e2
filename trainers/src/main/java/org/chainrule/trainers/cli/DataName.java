package org.chainrule.trainers.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chainrule.datasets.Corpora;
import org.chainrule.datasets.Nearest;
import org.chainrule.datasets.generators.Generators;
import org.chainrule.datasets.images.ImageSets;
import org.chainrule.dsl.error.ChainruleException;

/** What {@code --data} may name. */
final class DataName {
    private static final Pattern PATTERN = Pattern.compile("[*?{\\[]");

    private DataName() {}

    /** All data sets that have a name, with what they are: texts, points, images. */
    static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(Corpora.names());
        all.putAll(Generators.names());
        all.putAll(ImageSets.names());
        return all;
    }

    /** The same, so that it means the same in any folder. */
    static String lasting(String data) {
        boolean isPath = existing(data).isPresent() || isPattern(data);
        if (all().containsKey(data) || !isPath) {
            return data;
        }
        try {
            return Path.of(data).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) { // where paths hold no signs of patterns
            return data;
        }
    }

    /** Whether it may stand for several files: {@code books/*.txt}. */
    static boolean isPattern(String data) {
        return PATTERN.matcher(data).find();
    }

    /** The file or folder of that path, if there is one. */
    static Optional<Path> existing(String data) {
        try {
            return Optional.of(Path.of(data)).filter(path -> !data.isBlank() && Files.exists(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Refuses what is neither there nor the name of a text, but nearly that of another set. */
    static void requireKnown(String data) {
        boolean isKnown = all().containsKey(data) || existing(data).isPresent();
        Optional<String> meant =
                Nearest.to(data, all().keySet()).filter(name -> !Corpora.names().containsKey(name));
        if (!isKnown && meant.isPresent()) {
            throw new ChainruleException(
                    "data",
                    "must be the name of a data set or the path of a file or folder",
                    "but \"" + data + "\" is neither",
                    "Did you mean " + meant.get() + "? See chainrule list datasets.");
        }
    }
}
