package org.chainrule.datasets;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that is not complete yet, beside the one that it becomes; removed at the end unless moved,
 * or unless a server can send the rest of it.
 *
 * <p>Then its name holds the validator by which the server knows this version of the file, so that
 * also what a killed process left can be gone on with.
 */
final class PartFile implements AutoCloseable {
    private static final String SUFFIX = ".part";
    private static final Duration STALE = Duration.ofDays(1);
    private static final int LONGEST_VALIDATOR = 50; // bytes: twice as many letters in the name

    private final Path file;
    private volatile Path path;
    private volatile String validator; // or null

    private PartFile(Path file, Path path, String validator) {
        this.file = file;
        this.path = path;
        this.validator = validator;
    }

    /** A new one, with a name that no other process uses. */
    static PartFile beside(Path file) {
        return new PartFile(file, name(file, ""), null);
    }

    private static Path name(Path file, String more) {
        return file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + more + SUFFIX);
    }

    /**
     * One that an earlier download left and can be gone on with, else a new one. It is renamed, so
     * that nobody else takes it too; should a file system without locks let two write to it, the
     * sum of the file tells.
     */
    static PartFile begun(Path file) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder(file), pattern(file))) {
            for (Path part : parts) {
                Optional<String> known = validator(file, part);
                if (known.isPresent()) {
                    try {
                        PartFile begun = new PartFile(file, part, null);
                        begun.remember(known.get());
                        return begun;
                    } catch (NoSuchFileException e) {
                        // Another process was faster.
                    }
                }
            }
        }
        return beside(file);
    }

    /** Removes what killed processes left, and nothing that another one may still write. */
    static void removeStale(Path file) throws IOException {
        Instant limit = Instant.now().minus(STALE);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder(file), pattern(file))) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().getParent();
    }

    private static String pattern(Path file) {
        return file.getFileName() + ".*" + SUFFIX;
    }

    private static Optional<String> validator(Path file, Path part) {
        String prefix = file.getFileName() + ".";
        String middle = part.getFileName().toString().substring(prefix.length());
        String[] words = middle.split("\\.");
        if (words.length != 3 || !words[1].matches("([0-9a-f]{2})+")) {
            return Optional.empty();
        }
        byte[] bytes = HexFormat.of().parseHex(words[1]);
        return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    Path path() {
        return path;
    }

    /** By what the server knows the version of the file that this is a part of, or null. */
    String validator() {
        return validator;
    }

    /** How many bytes have arrived. */
    long size() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    /** Opens it behind the last byte. */
    FileChannel open() throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Notes by what the server knows this version; one that is too long is no use. */
    void remember(String newValidator) throws IOException {
        byte[] bytes = newValidator.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length == 0 || bytes.length > LONGEST_VALIDATOR) {
            validator = null;
            return;
        }
        Path renamed = name(file, "." + HexFormat.of().formatHex(bytes));
        Files.move(path, renamed, StandardCopyOption.ATOMIC_MOVE);
        path = renamed;
        validator = newValidator;
    }

    /** Whether there are bytes that a later download can go on with. */
    boolean isOfUse() throws IOException {
        return validator != null && size() > 0;
    }

    /** Removes it also where a server could send the rest. */
    void discard() throws IOException {
        validator = null;
        close();
    }

    @Override
    public void close() throws IOException {
        if (!isOfUse()) {
            Files.deleteIfExists(path);
        }
    }
}
