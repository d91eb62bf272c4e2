package org.chainrule.datasets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server on this machine that answers as a test says, and counts the requests. */
final class FileServer implements AutoCloseable {
    /** 200,000 bytes that a test may serve. */
    static final byte[] CONTENT = "0123456789".repeat(20_000).getBytes(StandardCharsets.UTF_8);

    /** The SHA-256 of {@link #CONTENT}, from {@code sha256sum}. */
    static final String SUM = "8ddf9b2317645923bc681372ebcfc99afec63b3a6870db4b6ee7bc1bd56eb262";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();

    FileServer(HttpHandler answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    requests.incrementAndGet();
                    try (exchange) {
                        answer.handle(exchange);
                    }
                });
        server.start();
    }

    static FileServer of(byte[] content) throws IOException {
        return new FileServer(exchange -> send(exchange, content));
    }

    static void send(HttpExchange exchange, byte[] content) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    /** Waits for a test, or for the end of the server. */
    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    URI address() {
        String host = server.getAddress().getAddress().getHostAddress();
        return URI.create("http://%s:%d/file.txt".formatted(host, server.getAddress().getPort()));
    }

    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
