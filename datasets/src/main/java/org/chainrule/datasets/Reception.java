package org.chainrule.datasets;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes the bytes of an answer as they arrive, on a thread of the HTTP client.
 *
 * <p>It is not read as a stream, because the JDK's stream waits without limit and ignores
 * interrupts.
 */
final class Reception implements BodySubscriber<String> {
    private final OutputStream out;
    private final MessageDigest digest = Sha256.digest();
    private final CompletableFuture<String> sum = new CompletableFuture<>();

    private boolean refused;
    private Flow.Subscription subscription;
    private final AtomicLong received = new AtomicLong();
    private volatile IOException writeFailure;

    Reception(OutputStream out) {
        this.out = out;
    }

    /** Bytes that have been written. */
    long received() {
        return received.get();
    }

    /** Why the bytes could not be written, or null. */
    IOException writeFailure() {
        return writeFailure;
    }

    /** Takes no bytes; to be called before the first. */
    void refuse() {
        refused = true;
    }

    /** The SHA-256 of all bytes. */
    @Override
    public CompletionStage<String> getBody() {
        return sum;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        if (refused) {
            subscription.cancel();
            sum.complete("");
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                var bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                out.write(bytes);
                digest.update(bytes);
                received.addAndGet(bytes.length);
            }
            subscription.request(1);
        } catch (IOException e) {
            writeFailure = e;
            subscription.cancel();
            sum.completeExceptionally(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        sum.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        sum.complete(Sha256.hex(digest));
    }
}
