package org.chainrule.datasets;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
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
    private static final int PARTIAL = 206;
    private static final int NO_SUCH_RANGE = 416;
    private static final int POLL_MILLIS = 100;

    private final Download download;
    private final Path file;
    private final DownloadProgress progress;
    private final Patience patience;

    private volatile boolean answered;
    private volatile long total = -1;
    private volatile Reception reception = Reception.refusing(null); // until there is an answer

    /** The server cannot go on with this part. */
    static final class UselessPartException extends Exception {
        private static final long serialVersionUID = 1L;
    }

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
     * Writes what the address answers: the rest, if the part is begun and the server still has this
     * version of the file, else all of it.
     *
     * @return the SHA-256 of the part
     * @throws IOException if the part cannot be written
     * @throws UselessPartException if the server has no rest for it
     * @throws ChainruleException if the network or the server fails
     */
    String into(PartFile part) throws IOException, InterruptedException, UselessPartException {
        long there = part.size();
        MessageDigest digest = there == 0 ? Sha256.digest() : Sha256.begun(part.path());
        try (FileChannel channel = part.open()) {
            CompletableFuture<HttpResponse<String>> response =
                    client().sendAsync(
                                    request(part, there),
                                    info -> subscriber(info, part, channel, there, digest));
            try {
                HttpResponse<String> complete = await(response, part);
                requireWritten();
                int status = complete.statusCode();
                if (there > 0 && (status == NO_SUCH_RANGE || (status == PARTIAL && !answered))) {
                    throw new UselessPartException();
                }
                if (!answered) {
                    throw failure("answered with status " + status, null, part);
                }
                progress.received(download.fileName(), reception.received(), total);
                return complete.body();
            } finally {
                response.cancel(true); // does nothing if it is complete
            }
        }
    }

    private HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(patience.connect())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private HttpRequest request(PartFile part, long there) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(download.address()).header("User-Agent", "chainrule");
        if (there > 0) {
            request.header("Range", "bytes=%d-".formatted(there));
            request.header("If-Range", part.validator());
        }
        return request.build();
    }

    private BodySubscriber<String> subscriber(
            ResponseInfo info, PartFile part, FileChannel channel, long there, MessageDigest sum) {
        try {
            OutputStream out = Channels.newOutputStream(channel);
            if (info.statusCode() == OK) {
                channel.truncate(0);
                part.remember(validator(info.headers()));
                total = info.headers().firstValueAsLong("content-length").orElse(-1);
                reception = new Reception(out, Sha256.digest(), 0);
                answered = true;
            } else if (info.statusCode() == PARTIAL && begins(info.headers(), there)) {
                long rest = info.headers().firstValueAsLong("content-length").orElse(-1);
                total = rest < 0 ? -1 : there + rest;
                reception = new Reception(out, sum, there);
                answered = true;
            }
        } catch (IOException e) {
            reception = Reception.refusing(e);
        }
        return reception;
    }

    /** A strong entity tag, else a date; without one, nothing. */
    private static String validator(HttpHeaders headers) {
        return headers.firstValue("etag")
                .filter(tag -> tag.startsWith("\""))
                .or(() -> headers.firstValue("last-modified"))
                .orElse("");
    }

    private static boolean begins(HttpHeaders headers, long there) {
        String range = headers.firstValue("content-range").orElse("");
        return there > 0 && range.startsWith("bytes %d-".formatted(there));
    }

    private void requireWritten() throws IOException {
        if (reception.writeFailure() != null) {
            throw reception.writeFailure();
        }
    }

    private HttpResponse<String> await(
            CompletableFuture<HttpResponse<String>> response, PartFile part)
            throws IOException, InterruptedException {
        long before = 0;
        long changed = System.nanoTime();
        while (true) {
            try {
                return response.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw failure(e.getCause(), part);
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
                            e,
                            part);
                }
            }
        }
    }

    private ChainruleException failure(Throwable cause, PartFile part) throws IOException {
        requireWritten();
        if (answered) {
            return failure("broke off" + after(reception.received()), cause, part);
        }
        if (cause instanceof HttpTimeoutException) {
            return failure("did not answer in time", cause, part);
        }
        if (cause instanceof ConnectException) {
            return failure("cannot be reached", cause, part);
        }
        String reason = cause instanceof IOException e ? IoReason.of(e) : cause.toString();
        return failure("failed (" + reason + ")", cause, part);
    }

    private String after(long received) {
        return " after %d%s bytes".formatted(received, total < 0 ? "" : " of " + total);
    }

    private ChainruleException failure(String found, Throwable cause, PartFile part)
            throws IOException {
        String again = part.isOfUse() ? "Try again, which goes on from there" : "Try again later";
        return new ChainruleException(
                "download of " + download.fileName(),
                "its address must deliver the file",
                "but " + download.address() + " " + found,
                again + ", or " + download.byHand(file),
                cause);
    }
}
