package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several threads, and several processes, that fill one cache at once. */
@Timeout(120)
class SharedDownloadTest {
    private static final long HEAD_START_MILLIS = 300; // the others queue meanwhile

    @TempDir private Path folder;

    @Test
    void threadsDownloadTheFileOnce() throws Exception {
        int threads = 4;
        var started = new CountDownLatch(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (var server = slowServer(started)) {
            var download = new Download(server.address(), "file.txt", FileServer.SUM);
            Callable<Path> task =
                    () -> {
                        started.countDown();
                        return download.into(new Cache(folder));
                    };
            List<Future<Path>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(task));
            }
            for (Future<Path> result : results) {
                assertThat(result.get()).hasBinaryContent(FileServer.CONTENT);
            }
            assertThat(server.requests()).isEqualTo(1);
            assertThat(namesInCache()).containsExactly("file.txt");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void processesDownloadTheFileOnce() throws Exception {
        var started = new CountDownLatch(2);
        try (var server = slowServer(started)) {
            List<Process> processes = List.of(start(server.address()), start(server.address()));
            for (Process process : processes) {
                BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                assertThat(output.readLine()).isEqualTo("started");
                started.countDown();
            }
            for (Process process : processes) {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.inputReader(StandardCharsets.UTF_8).lines())
                        .containsExactly("done");
                assertThat(process.exitValue()).isZero();
            }
            assertThat(server.requests()).isEqualTo(1);
            assertThat(namesInCache()).containsExactly("file.txt");
        }
    }

    @Test
    void theSecondTakesOverWhenTheFirstIsKilled() throws Exception {
        var firstAsked = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        try (var server =
                new FileServer(
                        exchange -> {
                            boolean first = firstAsked.getCount() == 1;
                            firstAsked.countDown();
                            if (first) {
                                FileServer.await(never);
                            }
                            FileServer.send(exchange, FileServer.CONTENT);
                        })) {
            Process first = start(server.address());
            firstAsked.await();
            Process second = start(server.address());
            assertThat(second.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("started");
            Thread.sleep(HEAD_START_MILLIS);
            assertThat(server.requests()).isEqualTo(1);
            first.destroyForcibly().waitFor();
            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isZero();
            assertThat(folder.resolve("file.txt")).hasBinaryContent(FileServer.CONTENT);
        } finally {
            never.countDown();
        }
    }

    private Process start(URI address) throws IOException {
        return DownloadProcess.of(new Download(address, "file.txt", FileServer.SUM), folder);
    }

    /** Answers when all have started, and a little later. */
    private static FileServer slowServer(CountDownLatch started) throws IOException {
        return new FileServer(
                exchange -> {
                    FileServer.await(started);
                    try {
                        Thread.sleep(HEAD_START_MILLIS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    FileServer.send(exchange, FileServer.CONTENT);
                });
    }

    private List<String> namesInCache() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
