package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What users read when the network fails, and that nothing is kept then. */
@Timeout(60)
class DownloadFailureTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/file.txt");

    @TempDir private Path folder;
    private Cache cache;

    @BeforeEach
    void useAnEmptyCache() {
        cache = new Cache(folder);
    }

    @Test
    void keepsNothingWhenTheSumIsWrong() throws IOException {
        try (var server =
                FileServer.of("<html>Please log in</html>".getBytes(StandardCharsets.UTF_8))) {
            assertMessage(
                    download(server),
                    server.address()
                            + ": SHA-256 must be "
                            + FileServer.SUM
                            + ", but it is"
                            + " 39bb8635d641dc29f401c1a029e80226f00e52eec6aff7e610ffdfd96b4954ab."
                            + " Nothing was kept. Try again in case a proxy or a login page"
                            + " answered, or "
                            + byHand());
        }
    }

    @Test
    void saysWhatTheServerAnswered() throws IOException {
        try (var server = new FileServer(exchange -> exchange.sendResponseHeaders(404, -1))) {
            assertMessage(
                    download(server), mustDeliver(server.address(), "answered with status 404"));
        }
    }

    @Test
    void doesNotWaitForThePageOfAnError() throws IOException {
        var end = new CountDownLatch(1);
        try (var server =
                new FileServer(
                        exchange -> {
                            exchange.sendResponseHeaders(503, 0);
                            exchange.getResponseBody().write(FileServer.CONTENT);
                            exchange.getResponseBody().flush();
                            FileServer.await(end);
                        })) {
            assertMessage(
                    download(server), mustDeliver(server.address(), "answered with status 503"));
        } finally {
            end.countDown();
        }
    }

    @Test
    void saysThatTheConnectionBrokeOff() throws IOException {
        try (var server =
                new FileServer(
                        exchange -> {
                            exchange.sendResponseHeaders(200, FileServer.CONTENT.length);
                            exchange.getResponseBody().write(FileServer.CONTENT, 0, 1_000);
                            exchange.getResponseBody().flush();
                        })) {
            assertMessage(
                    download(server),
                    mustDeliver(server.address(), "broke off after 1000 of 200000 bytes"));
        }
    }

    @Test
    void saysThatTheServerFellSilent() throws IOException {
        var end = new CountDownLatch(1);
        var patience = new HttpTransfer.Patience(Duration.ofSeconds(5), Duration.ofMillis(500));
        try (var server =
                new FileServer(
                        exchange -> {
                            exchange.sendResponseHeaders(200, FileServer.CONTENT.length);
                            exchange.getResponseBody().write(FileServer.CONTENT, 0, 1_000);
                            exchange.getResponseBody().flush();
                            FileServer.await(end);
                        })) {
            assertMessage(
                    download(server),
                    patience,
                    mustDeliver(server.address(), "sent nothing more after 1000 of 200000 bytes"));
        } finally {
            end.countDown();
        }
    }

    @Test
    void saysThatTheServerDidNotAnswer() throws IOException {
        var patience = new HttpTransfer.Patience(Duration.ofSeconds(5), Duration.ofMillis(300));
        try (var silent = new ServerSocket(0, 1)) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/file.txt");
            assertMessage(
                    download(address), patience, mustDeliver(address, "did not answer in time"));
        }
    }

    @Test
    void saysHowToGoOnOffline() {
        assertMessage(download(NOWHERE), mustDeliver(NOWHERE, "cannot be reached"));
    }

    @Test
    void saysThatTheHostIsUnknown() {
        URI address = URI.create("http://chainrule.invalid/file.txt");
        assertMessage(download(address), mustDeliver(address, "cannot be reached"));
    }

    @Test
    void canBeInterruptedWhileItWaitsForAnAnswer() throws Exception {
        var end = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        try (var server =
                new FileServer(
                        exchange -> {
                            asked.countDown();
                            FileServer.await(end);
                        })) {
            assertInterruptible(download(server), DownloadProgress.SILENT, asked);
        } finally {
            end.countDown();
        }
    }

    @Test
    void canBeInterruptedWhileItReceives() throws Exception {
        var end = new CountDownLatch(1);
        var receiving = new CountDownLatch(1);
        DownloadProgress progress =
                (fileName, received, total) -> {
                    if (received == 1_000) {
                        receiving.countDown();
                    }
                };
        try (var server =
                new FileServer(
                        exchange -> {
                            exchange.sendResponseHeaders(200, FileServer.CONTENT.length);
                            exchange.getResponseBody().write(FileServer.CONTENT, 0, 1_000);
                            exchange.getResponseBody().flush();
                            FileServer.await(end);
                        })) {
            assertInterruptible(download(server), progress, receiving);
        } finally {
            end.countDown();
        }
    }

    private void assertInterruptible(
            Download download, DownloadProgress progress, CountDownLatch ready) throws Exception {
        var error = new AtomicReference<Throwable>();
        var flag = new AtomicBoolean();
        var thread =
                new Thread(
                        () -> {
                            error.set(catchThrowable(() -> download.into(cache, progress)));
                            flag.set(Thread.currentThread().isInterrupted());
                        });
        thread.start();
        ready.await();
        thread.interrupt();
        thread.join();
        assertThat(error.get())
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "download of file.txt: must finish, but it was interrupted. Run again;"
                                + " nothing was kept.");
        assertThat(flag).isTrue();
        assertThat(folder).isEmptyDirectory();
    }

    private static Download download(FileServer server) {
        return download(server.address());
    }

    private static Download download(URI address) {
        return new Download(address, "file.txt", FileServer.SUM);
    }

    private void assertMessage(Download download, String message) {
        assertMessage(download, HttpTransfer.Patience.DEFAULT, message);
    }

    private void assertMessage(Download download, HttpTransfer.Patience patience, String message) {
        assertThatThrownBy(() -> download.into(cache, DownloadProgress.SILENT, patience))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
        assertThat(folder).isEmptyDirectory();
    }

    private String mustDeliver(URI address, String found) {
        return "download of file.txt: its address must deliver the file, but %s %s."
                        .formatted(address, found)
                + " Try again later, or "
                + byHand();
    }

    private String byHand() {
        return "put the file at %s by hand, or set CHAINRULE_CACHE to a folder that holds file.txt."
                .formatted(cache.file("file.txt"));
    }
}
