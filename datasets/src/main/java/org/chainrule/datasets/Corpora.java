package org.chainrule.datasets;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.chainrule.dsl.error.ChainruleException;

/**
 * The texts that a user can name.
 *
 * <pre>{@code
 * Corpus names = Corpora.unicodeNames();
 * Corpus shakespeare = Corpora.named("tinyshakespeare");
 * Corpus mine = Corpora.named("poems/mine.txt");
 * }</pre>
 */
public final class Corpora {
    private static final Download TINY_SHAKESPEARE =
            new Download(
                    URI.create(
                            "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/"
                                    + "tinyshakespeare/input.txt"),
                    "tinyshakespeare.txt",
                    "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed");

    private static final Download MAKEMORE_NAMES =
            new Download(
                    URI.create(
                            "https://raw.githubusercontent.com/karpathy/makemore/master/names.txt"),
                    "names.txt",
                    "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d");

    private static final List<Named> NAMED =
            List.of(
                    new Named(
                            "unicode-names",
                            "names of all characters that the JDK knows; 0.8 MB, no download",
                            (cache, progress) -> unicodeNames()),
                    new Named(
                            "tinyshakespeare",
                            "1,115,394 characters of Shakespeare; downloaded once",
                            Corpora::tinyShakespeare),
                    new Named(
                            "names",
                            "32,033 first names, one a line, as in makemore; downloaded once",
                            Corpora::makemoreNames));

    private Corpora() {}

    private record Named(String name, String description, Loader loader) {}

    private interface Loader {
        Corpus load(Cache cache, DownloadProgress progress);
    }

    /**
     * The names of the characters that the JDK knows, one a line in the order of their code points,
     * without ideographs and the blocks of syllables: 29,081 names, 0.8 MB on Java 17, and more on
     * later ones.
     *
     * @return the corpus {@code unicode-names}, which needs no download
     */
    public static Corpus unicodeNames() {
        return new Corpus("unicode-names", UnicodeNames.text());
    }

    /**
     * 1,115,394 characters of Shakespeare's plays, 65 of them distinct, from the {@linkplain
     * Cache#standard() user's cache}, downloaded if they are not there yet.
     *
     * <p>Andrej Karpathy, <a href="https://github.com/karpathy/char-rnn">char-rnn</a>, 2015.
     *
     * @return the corpus {@code tinyshakespeare}
     * @throws ChainruleException if the download fails or the SHA-256 of the file is wrong
     */
    public static Corpus tinyShakespeare() {
        return tinyShakespeare(Cache.standard(), DownloadProgress.SILENT);
    }

    /**
     * As {@link #tinyShakespeare()}, from another cache.
     *
     * @param cache where the file lies or will lie
     * @param progress is told how many bytes have arrived
     * @return the corpus {@code tinyshakespeare}
     * @throws ChainruleException if the download fails or the SHA-256 of the file is wrong
     */
    public static Corpus tinyShakespeare(Cache cache, DownloadProgress progress) {
        return new Corpus("tinyshakespeare", TextFile.read(TINY_SHAKESPEARE.into(cache, progress)));
    }

    /**
     * 32,033 first names in small letters, one a line, from the {@linkplain Cache#standard() user's
     * cache}, downloaded if they are not there yet. {@link LineData} splits them as the makemore
     * lectures do.
     *
     * <p>Andrej Karpathy, <a href="https://github.com/karpathy/makemore">makemore</a>, 2022.
     *
     * @return the corpus {@code names}
     * @throws ChainruleException if the download fails or the SHA-256 of the file is wrong
     */
    public static Corpus makemoreNames() {
        return makemoreNames(Cache.standard(), DownloadProgress.SILENT);
    }

    /**
     * As {@link #makemoreNames()}, from another cache.
     *
     * @param cache where the file lies or will lie
     * @param progress is told how many bytes have arrived
     * @return the corpus {@code names}
     * @throws ChainruleException if the download fails or the SHA-256 of the file is wrong
     */
    public static Corpus makemoreNames(Cache cache, DownloadProgress progress) {
        return new Corpus("names", TextFile.read(MAKEMORE_NAMES.into(cache, progress)));
    }

    /**
     * The text of a UTF-8 file, with its line ends as they are; a byte order mark is left out.
     *
     * @param file any text file
     * @return a corpus with the name of the file
     * @throws ChainruleException if the file is missing, a folder, not readable, empty, or not
     *     UTF-8 text; the message gives the first byte that is not
     */
    public static Corpus file(Path file) {
        String text = TextFile.read(file);
        return new Corpus(String.valueOf(file.getFileName()), text);
    }

    /**
     * The data set with a name, or the text at a path.
     *
     * @param nameOrFile one of {@link #names()}, or the path of a text file
     * @return the corpus
     * @throws ChainruleException if there is neither, or it cannot be read
     */
    public static Corpus named(String nameOrFile) {
        return named(nameOrFile, Cache.standard(), DownloadProgress.SILENT);
    }

    /**
     * As {@link #named(String)}, from another cache.
     *
     * @param nameOrFile one of {@link #names()}, or the path of a text file
     * @param cache where downloaded files lie
     * @param progress is told how many bytes have arrived
     * @return the corpus
     * @throws ChainruleException if there is neither, or it cannot be read
     */
    public static Corpus named(String nameOrFile, Cache cache, DownloadProgress progress) {
        for (Named named : NAMED) {
            if (named.name().equals(nameOrFile)) {
                return named.loader().load(cache, progress);
            }
        }
        return existing(nameOrFile).map(Corpora::file).orElseThrow(() -> unknown(nameOrFile));
    }

    /**
     * The names of the data sets, each with a description of one line.
     *
     * @return an unmodifiable map; the first name is the default
     */
    public static Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        NAMED.forEach(n -> names.put(n.name(), n.description()));
        return Collections.unmodifiableMap(names);
    }

    private static Optional<Path> existing(String file) {
        try {
            return Optional.of(file)
                    .filter(Predicate.not(String::isBlank))
                    .map(Path::of)
                    .filter(Files::exists);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static ChainruleException unknown(String nameOrFile) {
        String meant =
                Nearest.to(nameOrFile, names().keySet())
                        .map("Did you mean %s? "::formatted)
                        .orElse("");
        List<String> known = List.copyOf(names().keySet());
        int last = known.size() - 1;
        return new ChainruleException(
                "data",
                "must be the name of a data set or the path of a text file",
                "but \"" + nameOrFile + "\" is neither",
                meant
                        + "Data sets are "
                        + String.join(", ", known.subList(0, last))
                        + " and "
                        + known.get(last)
                        + "; the path of any UTF-8 text file works too.");
    }
}
