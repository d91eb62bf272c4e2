package org.chainrule.datasets;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;

/**
 * The folder that keeps downloaded files.
 *
 * <p>A folder that cannot be written works as long as it holds the files that are asked for.
 *
 * @param folder where the files lie; made when the first file is downloaded
 */
public record Cache(Path folder) {
    /** The environment variable that names the folder: {@value}. */
    public static final String VARIABLE = "CHAINRULE_CACHE";

    /**
     * A cache in a folder.
     *
     * @throws NullPointerException if the folder is null
     */
    public Cache {
        folder = folder.toAbsolutePath().normalize();
    }

    /**
     * The cache of this user: the folder that {@code CHAINRULE_CACHE} names, else {@code chainrule}
     * in {@code %LOCALAPPDATA%} (Windows) or in {@code XDG_CACHE_HOME} (elsewhere), else {@code
     * ~/.cache/chainrule}.
     *
     * @return the cache, whose folder need not exist yet
     * @throws ChainruleException if a variable does not hold a path
     */
    public static Cache standard() {
        return of(
                System.getenv(),
                System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", "")));
    }

    /** The cache of a user with this environment, operating system and home. */
    static Cache of(Map<String, String> environment, String operatingSystem, Path home) {
        String chosen = environment.getOrDefault(VARIABLE, "");
        if (!chosen.isBlank()) {
            return new Cache(path(VARIABLE, chosen));
        }
        boolean windows = operatingSystem.toLowerCase(Locale.ROOT).startsWith("windows");
        String variable = windows ? "LOCALAPPDATA" : "XDG_CACHE_HOME";
        String parent = environment.getOrDefault(variable, "");
        // The XDG specification says to ignore relative paths.
        if (!parent.isBlank() && path(variable, parent).isAbsolute()) {
            return new Cache(path(variable, parent).resolve("chainrule"));
        }
        return new Cache(home.resolve(".cache").resolve("chainrule"));
    }

    /**
     * Where a file lies, or would lie.
     *
     * @param fileName a name without folders
     * @return its path, whether it exists or not
     * @throws ChainruleException if the name is not a plain file name
     */
    public Path file(String fileName) {
        requirePlain(fileName);
        return folder.resolve(fileName);
    }

    static void requirePlain(String fileName) {
        boolean plain = fileName.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*");
        if (!plain) {
            throw new ChainruleException(
                    "cache",
                    "a file name must be letters, digits, '.', '_' and '-'",
                    "but it is \"" + fileName + "\"",
                    "Leave out folders and a leading dot.");
        }
    }

    private static Path path(String variable, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new ChainruleException(
                    "environment variable " + variable,
                    "must name a folder",
                    "but \"" + value + "\" is not a path",
                    "Set it to a folder, or unset it.",
                    e);
        }
    }
}
