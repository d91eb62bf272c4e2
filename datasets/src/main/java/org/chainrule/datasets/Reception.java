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
    private final MessageDigest digest;
    private final CompletableFuture<String> sum = new CompletableFuture<>();

    private boolean refused;
    private Flow.Subscription subscription;
    private final AtomicLong received;
    private volatile IOException writeFailure;

    /**
     * A reception that goes on.
     *
     * @param digest has seen what is there
     * @param there how many bytes are there
     */
    Reception(OutputStream out, MessageDigest digest, long there) {
        this.out = out;
        this.digest = digest;
        received = new AtomicLong(there);
    }

    /** Takes no bytes, because they cannot be written or are none of the file's. */
    static Reception refusing(IOException reason) {
        Reception none = new Reception(OutputStream.nullOutputStream(), Sha256.digest(), 0);
        none.refused = true;
        none.writeFailure = reason;
        return none;
    }

    /** Bytes that are there. */
    long received() {
        return received.get();
    }

    /** Why the bytes could not be written, or null. */
    IOException writeFailure() {
        return writeFailure;
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
