package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads that break and are gone on with. */
@Timeout(60)
class DownloadResumeTest {
    private static final byte[] CONTENT = FileServer.CONTENT;
    private static final int FIRST = 50_000; // bytes that arrive before the connection breaks
    private static final String TAG = "\"version-1\"";

    @TempDir private Path folder;
    private Cache cache;
    private final List<String> asked = new ArrayList<>(); // the ranges

    @BeforeEach
    void useAnEmptyCache() {
        cache = new Cache(folder);
    }

    private void note(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        asked.add(range == null ? "all" : range + " if " + condition);
    }

    /** Sends the beginning, and breaks off. */
    private HttpHandler breaksOff(String header, String validator) {
        return exchange -> {
            note(exchange);
            exchange.getResponseHeaders().add(header, validator);
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, FIRST);
            exchange.getResponseBody().flush();
        };
    }

    /** Sends what is asked for, as long as the version is the same. */
    private HttpHandler serves(String tag) {
        return exchange -> {
            note(exchange);
            exchange.getResponseHeaders().add("ETag", tag);
            String range = exchange.getRequestHeaders().getFirst("Range");
            boolean isSame = tag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
            if (range == null || !isSame) {
                FileServer.send(exchange, CONTENT);
            } else {
                int from = Integer.parseInt(range.replaceAll("\\D", ""));
                sendRest(exchange, from, from);
            }
        };
    }

    private static void sendRest(HttpExchange exchange, int said, int from) throws IOException {
        String range = "bytes %d-%d/%d".formatted(said, CONTENT.length - 1, CONTENT.length);
        exchange.getResponseHeaders().add("Content-Range", range);
        exchange.sendResponseHeaders(206, CONTENT.length - from);
        exchange.getResponseBody().write(CONTENT, from, CONTENT.length - from);
    }

    private Path download(URI address) {
        return download(address, DownloadProgress.SILENT);
    }

    private Path download(URI address, DownloadProgress progress) {
        return new Download(address, "file.txt", FileServer.SUM).into(cache, progress);
    }

    private void breakOff(String header, String validator) throws IOException {
        try (var server = new FileServer(breaksOff(header, validator))) {
            assertThatThrownBy(() -> download(server.address()))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessageContaining("broke off after 50000 of 200000 bytes. Try again, which")
                    .hasMessageContaining("goes on from there, or put the file at ");
        }
        assertThat(names()).hasSize(1).allMatch(name -> name.endsWith(".part"));
    }

    private void assertBrings(HttpHandler answer, String... ranges) throws IOException {
        asked.clear();
        try (var server = new FileServer(answer)) {
            assertThat(download(server.address())).hasBinaryContent(CONTENT);
        }
        assertThat(asked).containsExactly(ranges);
        assertThat(names()).containsExactly("file.txt");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    @Test
    void goesOnWhereItBrokeOff() throws IOException {
        breakOff("ETag", TAG);
        List<Long> told = new ArrayList<>();
        asked.clear();
        try (var server = new FileServer(serves(TAG))) {
            DownloadProgress progress =
                    (name, received, total) -> {
                        assertThat(total).isEqualTo(CONTENT.length);
                        told.add(received);
                    };
            assertThat(download(server.address(), progress)).hasBinaryContent(CONTENT);
        }
        assertThat(asked).containsExactly("bytes=50000- if " + TAG);
        assertThat(told).isSorted().allMatch(n -> n >= FIRST).endsWith((long) CONTENT.length);
        assertThat(names()).containsExactly("file.txt");
    }

    @Test
    void beginsAnewWhereTheServerHasAnotherVersion() throws IOException {
        breakOff("ETag", "\"version-0\"");
        assertBrings(serves(TAG), "bytes=50000- if \"version-0\"");
    }

    @Test
    void beginsAnewWhereTheServerKnowsNoRanges() throws IOException {
        breakOff("ETag", TAG);
        HttpHandler ignores =
                exchange -> {
                    note(exchange);
                    FileServer.send(exchange, CONTENT);
                };
        assertBrings(ignores, "bytes=50000- if " + TAG);
    }

    @Test
    void dateTellsVersionsApartWhereThereIsNoTag() throws IOException {
        String date = "Wed, 21 Oct 2015 07:28:00 GMT";
        breakOff("Last-Modified", date);
        assertBrings(serves(date), "bytes=50000- if " + date);
    }

    @Test
    void weakTagTellsNothing() throws IOException {
        try (var server = new FileServer(breaksOff("ETag", "W/\"1\""))) {
            assertThatThrownBy(() -> download(server.address()))
                    .hasMessageContaining("Try again later");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void beginsAnewWhereTheSumOfBothPartsIsWrong() throws IOException {
        breakOff("ETag", TAG);
        Path part = folder.resolve(names().get(0));
        byte[] bytes = Files.readAllBytes(part);
        bytes[7] = 'x';
        Files.write(part, bytes);
        assertBrings(serves(TAG), "bytes=50000- if " + TAG, "all");
    }

    @Test
    void beginsAnewWhereTheServerSendsAnotherRange() throws IOException {
        breakOff("ETag", TAG);
        HttpHandler shifts =
                exchange -> {
                    note(exchange);
                    if (exchange.getRequestHeaders().containsKey("Range")) {
                        sendRest(exchange, FIRST + 1, FIRST + 1);
                    } else {
                        FileServer.send(exchange, CONTENT);
                    }
                };
        assertBrings(shifts, "bytes=50000- if " + TAG, "all");
    }

    @Test
    void beginsAnewWhereThereIsNoSuchRange() throws IOException {
        breakOff("ETag", TAG);
        HttpHandler refuses =
                exchange -> {
                    note(exchange);
                    if (exchange.getRequestHeaders().containsKey("Range")) {
                        exchange.sendResponseHeaders(416, -1);
                    } else {
                        FileServer.send(exchange, CONTENT);
                    }
                };
        assertBrings(refuses, "bytes=50000- if " + TAG, "all");
    }

    @Test
    void partThatIsCompleteNeedsNoServer() throws IOException {
        breakOff("ETag", TAG);
        Files.write(folder.resolve(names().get(0)), CONTENT);
        assertThat(download(URI.create("http://127.0.0.1:1/file.txt"))).hasBinaryContent(CONTENT);
    }

    @Test
    void keepsThePartWhileTheServerIsAway() throws IOException {
        breakOff("ETag", TAG);
        assertThatThrownBy(() -> download(URI.create("http://127.0.0.1:1/file.txt")))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "download of file.txt: its address must deliver the file, but"
                                + " http://127.0.0.1:1/file.txt cannot be reached. Try again, which"
                                + " goes on from there, or put the file at %s by hand, or set"
                                        .formatted(folder.resolve("file.txt"))
                                + " CHAINRULE_CACHE to a folder that holds file.txt.");
        assertBrings(serves(TAG), "bytes=50000- if " + TAG);
    }

    @Test
    void partOfTwoDaysAgoIsRemoved() throws IOException {
        breakOff("ETag", TAG);
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        Files.setLastModifiedTime(folder.resolve(names().get(0)), old);
        assertBrings(serves(TAG), "all");
    }

    @Test
    void brokenAgainAndAgainItArrives() throws IOException {
        breakOff("ETag", TAG);
        HttpHandler little =
                exchange -> {
                    String range = exchange.getRequestHeaders().getFirst("Range");
                    int from = Integer.parseInt(range.replaceAll("\\D", ""));
                    exchange.getResponseHeaders().add("ETag", TAG);
                    String all = "bytes %d-199999/200000".formatted(from);
                    exchange.getResponseHeaders().add("Content-Range", all);
                    exchange.sendResponseHeaders(206, CONTENT.length - from);
                    int count = Math.min(FIRST, CONTENT.length - from);
                    exchange.getResponseBody().write(CONTENT, from, count);
                    exchange.getResponseBody().flush();
                };
        try (var server = new FileServer(little)) {
            for (int received = 100_000; received < 200_000; received += FIRST) {
                assertThatThrownBy(() -> download(server.address()))
                        .hasMessageContaining("broke off after " + received + " of 200000 bytes");
            }
            assertThat(download(server.address())).hasBinaryContent(CONTENT);
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    @Test
    void whatAKilledProcessLeftIsGoneOnWith() throws Exception {
        var end = new CountDownLatch(1);
        HttpHandler stalls =
                exchange -> {
                    breaksOff("ETag", TAG).handle(exchange);
                    FileServer.await(end);
                };
        try (var server = new FileServer(stalls)) {
            var download = new Download(server.address(), "file.txt", FileServer.SUM);
            Process process = DownloadProcess.of(download, folder);
            while (partSize() < FIRST) {
                assertThat(process.isAlive()).isTrue();
                Thread.sleep(10);
            }
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            end.countDown();
        }
        Files.deleteIfExists(folder.resolve("file.txt.lock")); // empty, and of no harm
        assertBrings(serves(TAG), "bytes=50000- if " + TAG);
    }

    private long partSize() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".part"))
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
    }

    @Test
    void interruptedDownloadSaysThatItGoesOn() throws Exception {
        var end = new CountDownLatch(1);
        HttpHandler stalls =
                exchange -> {
                    breaksOff("ETag", TAG).handle(exchange);
                    FileServer.await(end);
                };
        Thread caller = Thread.currentThread();
        DownloadProgress interrupts =
                (name, received, total) -> {
                    if (received == FIRST) {
                        caller.interrupt();
                    }
                };
        try (var server = new FileServer(stalls)) {
            assertThatThrownBy(() -> download(server.address(), interrupts))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "download of file.txt: must finish, but it was interrupted. Run again,"
                                    + " which goes on from there.");
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            end.countDown();
        }
        assertBrings(serves(TAG), "bytes=50000- if " + TAG);
    }

    @Test
    void pageOfALoginIsNotKept() throws IOException {
        byte[] page = "<html>Please log in</html>".getBytes(StandardCharsets.UTF_8);
        HttpHandler login =
                exchange -> {
                    exchange.getResponseHeaders().add("ETag", TAG);
                    FileServer.send(exchange, page);
                };
        try (var server = new FileServer(login)) {
            assertThatThrownBy(() -> download(server.address()))
                    .hasMessageContaining("Nothing was kept");
        }
        assertThat(names()).isEmpty();
    }
}
