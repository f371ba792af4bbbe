package dev.archon.client.internal.rest;

import dev.archon.protocol.session.Failure;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Reads an answer up to a limit. The rest is not read, and the connection is closed. */
final class LimitedBody implements BodySubscriber<byte[]> {

    private final int limit;
    private final @Nullable Failure tooLong;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    /** The failure for a longer answer; without one its start is enough. */
    LimitedBody(int limit, @Nullable Failure tooLong) {
        this.limit = limit;
        this.tooLong = tooLong;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        synchronized (this) {
            subscription = given;
        }
        if (body.isDone()) {
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        boolean more = false;
        synchronized (this) {
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[Math.min(buffer.remaining(), limit - read.size())];
                more |= bytes.length < buffer.remaining();
                buffer.get(bytes);
                read.writeBytes(bytes);
            }
        }
        if (more) {
            end(tooLong);
        }
    }

    @Override
    public void onError(Throwable error) {
        if (tooLong == null) {
            // The status alone decides.
            end(null);
        } else {
            body.completeExceptionally(error);
        }
    }

    @Override
    public void onComplete() {
        synchronized (this) {
            // Cancelling it now would close a connection that can be used again.
            subscription = null;
        }
        end(null);
    }

    /** Does not wait for the rest. */
    void stop() {
        if (!body.isDone()) {
            end(null);
        }
    }

    private void end(@Nullable Failure failure) {
        Subscription open;
        byte[] bytes;
        synchronized (this) {
            open = subscription;
            bytes = read.toByteArray();
        }
        if (failure == null) {
            body.complete(bytes);
        } else {
            body.completeExceptionally(new RestFailedException(failure));
        }
        if (open != null) {
            open.cancel();
        }
    }
}
