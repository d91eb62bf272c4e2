package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloadTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/file.txt");

    @TempDir private Path folder;
    private Cache cache;

    @BeforeEach
    void useAFolderThatDoesNotExistYet() {
        cache = new Cache(folder.resolve("a/b"));
    }

    @Test
    void bringsTheFileIntoANewFolder() throws IOException {
        try (var server = FileServer.of(FileServer.CONTENT)) {
            Path file = download(server).into(cache);
            assertThat(file).isEqualTo(cache.file("file.txt")).hasBinaryContent(FileServer.CONTENT);
            assertThat(namesInCache()).containsExactly("file.txt");
        }
    }

    @Test
    void usesTheFileOfTheFirstTime() throws IOException {
        try (var server = FileServer.of(FileServer.CONTENT)) {
            download(server).into(cache);
            download(server).into(cache);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void tellsHowManyBytesHaveArrived() throws IOException {
        List<Long> received = new ArrayList<>();
        try (var server = FileServer.of(FileServer.CONTENT)) {
            download(server)
                    .into(
                            cache,
                            (fileName, bytes, total) -> {
                                assertThat(fileName).isEqualTo("file.txt");
                                assertThat(total).isEqualTo(FileServer.CONTENT.length);
                                received.add(bytes);
                            });
        }
        assertThat(received).isSorted().endsWith((long) FileServer.CONTENT.length);
    }

    @Test
    void followsRedirects() throws IOException {
        try (var target = FileServer.of(FileServer.CONTENT);
                var server =
                        new FileServer(
                                exchange -> {
                                    String to = target.address().toString();
                                    exchange.getResponseHeaders().add("Location", to);
                                    exchange.sendResponseHeaders(302, -1);
                                })) {
            assertThat(download(server).into(cache)).hasBinaryContent(FileServer.CONTENT);
        }
    }

    @Test
    void leavesADamagedFileAsItIs() throws IOException {
        Files.createDirectories(cache.folder());
        Path file = Files.writeString(cache.file("file.txt"), "my own");
        assertMessage(
                download(NOWHERE),
                file
                        + ": SHA-256 must be "
                        + FileServer.SUM
                        + ", but it is"
                        + " 5ce2803949e65da2590ddaa9022518c9302b32083dc2487e084aaa2368c949c2. The"
                        + " file is damaged or another one; it was left as it is. Remove it and run"
                        + " again to download it from http://127.0.0.1:1/file.txt.");
        assertThat(file).hasContent("my own");
    }

    @Test
    void readsACachedFileWithoutWritingBesideIt() throws IOException {
        Files.createDirectories(cache.folder());
        Files.write(cache.file("file.txt"), FileServer.CONTENT);
        FileTime before = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(cache.folder(), before);
        assertThat(download(NOWHERE).into(cache)).hasBinaryContent(FileServer.CONTENT);
        assertThat(Files.getLastModifiedTime(cache.folder())).isEqualTo(before);
    }

    @Test
    void readsAFileFromAFolderThatCannotBeWritten() throws IOException {
        Files.createDirectories(cache.folder());
        Files.write(cache.file("file.txt"), FileServer.CONTENT);
        makeReadOnly();
        assertThat(download(NOWHERE).into(cache)).hasBinaryContent(FileServer.CONTENT);
    }

    @Test
    void saysThatTheFolderCannotBeWritten() throws IOException {
        Files.createDirectories(cache.folder());
        makeReadOnly();
        assertMessage(download(NOWHERE), cannotBeWritten("permission denied"));
    }

    @Test
    void saysThatAFileIsInPlaceOfTheFolder() throws IOException {
        Files.createDirectories(cache.folder().getParent());
        Files.writeString(cache.folder(), "not a folder");
        assertMessage(download(NOWHERE), cannotBeWritten("a file is in its place"));
    }

    @Test
    void saysThatAFolderIsInPlaceOfTheFile() throws IOException {
        Path file = Files.createDirectories(cache.file("file.txt"));
        assertThatThrownBy(() -> download(NOWHERE).into(cache))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith(file + ": the file must be readable, but it is not (")
                .hasMessageEndingWith(
                        "). Make it readable, or set CHAINRULE_CACHE to another folder.");
    }

    @Test
    void removesWhatAKilledDownloadLeftButNotWhatMayStillBeWritten() throws IOException {
        Files.createDirectories(cache.folder());
        Path old = Files.writeString(cache.folder().resolve("file.txt.1.part"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Files.writeString(cache.folder().resolve("file.txt.2.part"), "x");
        Files.writeString(cache.folder().resolve("file.txt.lock"), "");
        try (var server = FileServer.of(FileServer.CONTENT)) {
            download(server).into(cache);
        }
        assertThat(namesInCache()).containsExactly("file.txt", "file.txt.2.part");
    }

    @Test
    void keepsAFileThatWasPutThereByHandMeanwhile() throws IOException {
        try (var server = FileServer.of(FileServer.CONTENT)) {
            DownloadProgress hand =
                    (name, received, total) -> {
                        if (received == total) {
                            write(cache.file("file.txt"), "my own");
                        }
                    };
            assertThatThrownBy(() -> download(server).into(cache, hand))
                    .hasMessageContaining("it was left as it is");
            assertThat(cache.file("file.txt")).hasContent("my own");
        }
    }

    @Test
    void rejectsASumThatIsNone() {
        assertThatThrownBy(() -> new Download(NOWHERE, "file.txt", "12"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "download of file.txt: the SHA-256 must be 64 hexadecimal digits, but it is"
                                + " \"12\". Copy it from the output of sha256sum.");
    }

    @Test
    void rejectsAnAddressThatIsNotOnTheWeb() {
        for (String address : List.of("file:/etc/hosts", "ftp://host/x", "x", "http:///x")) {
            assertThatThrownBy(() -> new Download(URI.create(address), "file.txt", FileServer.SUM))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "download of file.txt: the address must begin with https:// or http://"
                                    + " and a host, but it is "
                                    + address
                                    + ". Correct the address.");
        }
    }

    private static Download download(FileServer server) {
        return download(server.address());
    }

    private static Download download(URI address) {
        return new Download(address, "file.txt", FileServer.SUM);
    }

    private void assertMessage(Download download, String message) {
        assertThatThrownBy(() -> download.into(cache))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
    }

    private String cannotBeWritten(String reason) {
        return "cache folder %s: must take file.txt, but it cannot be written (%s)."
                        .formatted(cache.folder(), reason)
                + " Make it writable and leave room, or set CHAINRULE_CACHE to another folder.";
    }

    private void makeReadOnly() {
        cache.folder().toFile().setWritable(false);
        assumeFalse(Files.isWritable(cache.folder()), "this user may write to every folder");
    }

    private List<String> namesInCache() throws IOException {
        try (Stream<Path> files = Files.list(cache.folder())) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
