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

/** Reads an answer, up to a limit. The rest is not read, and the connection is given up. */
final class LimitedBody implements BodySubscriber<byte[]> {

    private final int limit;
    private final @Nullable Failure tooLong;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    /** If there is no failure for a longer answer, its beginning is enough. */
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
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), limit - read.size())];
            boolean more = bytes.length < buffer.remaining();
            buffer.get(bytes);
            read.writeBytes(bytes);
            if (more) {
                stop();
                return;
            }
        }
    }

    @Override
    public void onError(Throwable error) {
        body.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        body.complete(read.toByteArray());
    }

    private void stop() {
        if (subscription != null) {
            subscription.cancel();
        }
        if (tooLong == null) {
            body.complete(read.toByteArray());
        } else {
            body.completeExceptionally(new RestFailedException(tooLong));
        }
    }
}
