package org.chainrule.datasets;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/**
 * Texts that belong together each: the files of a folder, or the parts of a file between lines that
 * separate them. They are read piece by piece, and need not fit in memory.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 *
 * Documents books = Documents.of("books");                 // all files, in folders inside it too
 * Documents chapters = Documents.of("books/**.txt");      // those that fit a pattern
 * Documents stories = Documents.of(Path.of("stories.txt")).separatedBy("<|endoftext|>");
 * }</pre>
 *
 * @param name a short name, for reports and errors
 * @param files at least one
 * @param separator the line that ends a document inside a file; without one each file is a document
 */
public record Documents(String name, List<Path> files, Optional<String> separator) {
    private static final int LONGEST_SEPARATOR = 1_000;

    /**
     * Checks that there is a file, and the separator.
     *
     * @throws ChainruleException if there is none, or the separator is no line or too long
     */
    public Documents {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw noFiles(name);
        }
        if (separator.isPresent() && !isLine(separator.get())) {
            throw new ChainruleException(
                    name,
                    "the separator must be one line of 1 to %,d characters"
                            .formatted(LONGEST_SEPARATOR),
                    "but it is \"" + separator.get() + "\"",
                    "Try <|endoftext|>.");
        }
    }

    private static boolean isLine(String text) {
        boolean isShort = !text.isEmpty() && text.length() <= LONGEST_SEPARATOR;
        return isShort && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    }

    /**
     * The text of a file, or of all files in a folder and the folders inside it, in the order of
     * their paths. Files and folders whose names begin with a dot are left out.
     *
     * @param fileOrFolder one that exists
     * @return a document for each file
     * @throws ChainruleException if there is no such file or folder, or no file in it
     */
    public static Documents of(Path fileOrFolder) {
        String name = String.valueOf(fileOrFolder.toAbsolutePath().normalize().getFileName());
        if (Files.isDirectory(fileOrFolder)) {
            return new Documents(name, walk(fileOrFolder, path -> true), Optional.empty());
        }
        if (!Files.exists(fileOrFolder)) {
            throw noFiles(fileOrFolder.toString());
        }
        return new Documents(name, List.of(fileOrFolder), Optional.empty());
    }

    /**
     * The text of a file, of a folder as by {@link #of(Path)}, or of all files that fit a pattern:
     * {@code *} stands for any characters of a name, {@code **} for those of several folders,
     * {@code ?} for one, and {@code {a,b}} for either.
     *
     * @param pathOrPattern for example {@code books} or {@code books/**.txt}
     * @return a document for each file
     * @throws ChainruleException if no file fits
     */
    public static Documents of(String pathOrPattern) {
        int sign = firstSign(pathOrPattern);
        try {
            if (sign < 0 || Files.exists(Path.of(pathOrPattern))) {
                return of(Path.of(pathOrPattern));
            }
            String before = pathOrPattern.substring(0, sign).replace(File.separatorChar, '/');
            Path root = Path.of(before.substring(0, before.lastIndexOf('/') + 1));
            if (!Files.isDirectory(root)) {
                throw noFiles(pathOrPattern);
            }
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pathOrPattern);
            return new Documents(pathOrPattern, walk(root, matcher::matches), Optional.empty());
        } catch (InvalidPathException | PatternSyntaxException e) {
            throw noFiles(pathOrPattern);
        }
    }

    private static int firstSign(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if ("*?{[".indexOf(pattern.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<Path> walk(Path root, Predicate<Path> fits) {
        List<Path> found = new ArrayList<>();
        collect(root, fits, found);
        found.sort(Comparator.comparing(path -> path.toString().replace(File.separatorChar, '/')));
        return found;
    }

    private static void collect(Path folder, Predicate<Path> fits, List<Path> found) {
        List<Path> inside;
        try (Stream<Path> entries = Files.list(folder)) {
            inside = entries.filter(path -> !isHidden(path)).toList();
        } catch (IOException e) {
            throw new ChainruleException(
                    folder.toString(),
                    "the folder must be readable",
                    "but it is not (" + IoReason.of(e) + ")",
                    "Check its permissions.",
                    e);
        }
        for (Path path : inside) {
            if (Files.isDirectory(path)) {
                if (!Files.isSymbolicLink(path)) { // which may lead around in circles
                    collect(path, fits, found);
                }
            } else if (fits.test(path)) {
                found.add(path);
            }
        }
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static ChainruleException noFiles(String where) {
        return new ChainruleException(
                where,
                "there must be a text file",
                "but there is none",
                "Name a file, a folder or a pattern such as books/**.txt.");
    }

    /**
     * The same files, each of which holds several documents.
     *
     * @param line stands alone on its line between two documents, and belongs to neither
     * @return the documents between such lines
     * @throws ChainruleException if it is no line, or has more than 1,000 characters
     */
    public Documents separatedBy(String line) {
        return new Documents(name, files, Optional.of(line));
    }

    /**
     * The tokenizer of all characters that occur, for which everything is read once.
     *
     * @return one token for each, sorted
     * @throws ChainruleException if a file cannot be read, is not UTF-8, or there is no text
     */
    public CharTokenizer characters() {
        var seen = new BitSet();
        DocumentReader.Sink marks =
                new DocumentReader.Sink() {
                    @Override
                    public void text(String piece) {
                        piece.codePoints().forEach(seen::set);
                    }

                    @Override
                    public void end() {}
                };
        files.forEach(file -> new DocumentReader(this, file).read(marks, null));
        var vocabulary = new StringBuilder();
        seen.stream().forEach(vocabulary::appendCodePoint);
        requireText(!vocabulary.isEmpty());
        return CharTokenizer.of(vocabulary.toString());
    }

    void requireText(boolean isThere) {
        if (!isThere) {
            throw new ChainruleException(
                    name, "the files must hold text", "but they are empty", "Give other files.");
        }
    }
}
