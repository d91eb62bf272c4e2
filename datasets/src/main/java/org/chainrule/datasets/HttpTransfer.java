package org.chainrule.datasets;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/** Brings the file of one download over HTTP, with a limit on every wait. */
final class HttpTransfer {
    private static final int OK = 200;
    private static final int POLL_MILLIS = 100;

    private final Download download;
    private final Path file;
    private final DownloadProgress progress;
    private final Patience patience;

    private volatile boolean answered;
    private volatile long total = -1;

    /**
     * How long a transfer waits.
     *
     * @param connect for a connection
     * @param idle for an answer, and for the next bytes of it
     */
    record Patience(Duration connect, Duration idle) {
        static final Patience DEFAULT =
                new Patience(Duration.ofSeconds(20), Duration.ofSeconds(60));
    }

    /**
     * A transfer that has not begun.
     *
     * @param file where the file will lie, for error messages
     */
    HttpTransfer(Download download, Path file, DownloadProgress progress, Patience patience) {
        this.download = download;
        this.file = file;
        this.progress = progress;
        this.patience = patience;
    }

    /**
     * Writes what the address answers.
     *
     * @return the SHA-256 of what was written
     * @throws IOException if the part cannot be written
     * @throws ChainruleException if the network or the server fails
     */
    String into(PartFile part) throws IOException, InterruptedException {
        try (OutputStream out = part.open()) {
            var reception = new Reception(out);
            CompletableFuture<HttpResponse<String>> response = request(reception);
            try {
                HttpResponse<String> complete = await(response, reception);
                if (complete.statusCode() != OK) {
                    throw failure("answered with status " + complete.statusCode(), null);
                }
                progress.received(download.fileName(), reception.received(), total);
                return complete.body();
            } finally {
                response.cancel(true); // does nothing if it is complete
            }
        }
    }

    private CompletableFuture<HttpResponse<String>> request(Reception reception) {
        HttpClient client =
                HttpClient.newBuilder()
                        .connectTimeout(patience.connect())
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build();
        HttpRequest request =
                HttpRequest.newBuilder(download.address())
                        .header("User-Agent", "chainrule")
                        .build();
        return client.sendAsync(request, info -> subscriber(info, reception));
    }

    private BodySubscriber<String> subscriber(ResponseInfo info, Reception reception) {
        if (info.statusCode() != OK) {
            reception.refuse();
            return reception;
        }
        total = info.headers().firstValueAsLong("content-length").orElse(-1);
        answered = true;
        return reception;
    }

    private HttpResponse<String> await(
            CompletableFuture<HttpResponse<String>> response, Reception reception)
            throws IOException, InterruptedException {
        long before = 0;
        long changed = System.nanoTime();
        while (true) {
            try {
                return response.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw failure(e.getCause(), reception);
            } catch (TimeoutException e) {
                long received = reception.received();
                if (received != before) {
                    before = received;
                    changed = System.nanoTime();
                    progress.received(download.fileName(), received, total);
                } else if (System.nanoTime() - changed > patience.idle().toNanos()) {
                    throw failure(
                            answered
                                    ? "sent nothing more" + after(received)
                                    : "did not answer in time",
                            e);
                }
            }
        }
    }

    private ChainruleException failure(Throwable cause, Reception reception) throws IOException {
        if (reception.writeFailure() != null) {
            throw reception.writeFailure();
        }
        if (answered) {
            return failure("broke off" + after(reception.received()), cause);
        }
        if (cause instanceof HttpTimeoutException) {
            return failure("did not answer in time", cause);
        }
        if (cause instanceof ConnectException) {
            return failure("cannot be reached", cause);
        }
        String reason = cause instanceof IOException e ? IoReason.of(e) : cause.toString();
        return failure("failed (" + reason + ")", cause);
    }

    private String after(long received) {
        return " after %d%s bytes".formatted(received, total < 0 ? "" : " of " + total);
    }

    private ChainruleException failure(String found, Throwable cause) {
        return new ChainruleException(
                "download of " + download.fileName(),
                "its address must deliver the file",
                "but " + download.address() + " " + found,
                "Try again later, or " + download.byHand(file),
                cause);
    }
}
