package org.chainrule.datasets;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A file that is not complete yet, beside the one that it becomes; removed at the end unless moved.
 *
 * @param path a name that no other process uses
 */
record PartFile(Path path) implements AutoCloseable {
    private static final String SUFFIX = ".part";
    private static final Duration STALE = Duration.ofDays(1);

    static PartFile beside(Path file) {
        return new PartFile(
                file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + SUFFIX));
    }

    /** Removes what killed processes left, and nothing that another one may still write. */
    static void removeStale(Path file) throws IOException {
        String pattern = file.getFileName() + ".*" + SUFFIX;
        Instant limit = Instant.now().minus(STALE);
        try (DirectoryStream<Path> parts =
                Files.newDirectoryStream(file.toAbsolutePath().getParent(), pattern)) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    OutputStream open() throws IOException {
        return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
