package dev.archon.client.internal.session;

import dev.archon.client.internal.rest.RestClient;
import dev.archon.client.internal.rest.RestFailedException;
import dev.archon.client.internal.rest.Secrets;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.protocol.session.Failure;
import dev.archon.protocol.session.Input;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The token call of a session, and its time limit. Belongs to the event loop.
 *
 * <p>The machine starts the limit when it asks for the call. With thousands of servers the call may then wait for its turn,
 * which says nothing about the endpoint and must not count as a failed attempt. So the limit is held until the call is
 * really made.
 */
final class TokenCall {

    private final String serverId;
    private final RestClient rest;
    private final Secrets secrets;
    private final EventLoop loop;
    private final BiConsumer<String, Runnable> onLoop;
    private final Consumer<Input> feed;
    private final Runnable timedOut;
    private final SessionLoop.ErrorListener errors;
    private long id;
    private boolean made;
    private @Nullable CompletableFuture<?> call;
    private @Nullable Duration heldLimit;
    private @Nullable Future<?> limit;

    /**
     * Begins without a call.
     *
     * @param serverId the server
     * @param rest makes the calls
     * @param secrets what learns the tokens
     * @param loop what it belongs to
     * @param onLoop runs an action on the event loop, and reports what it throws with those words
     * @param feed told how a call has ended
     * @param timedOut run when the limit is over; must not throw
     * @param errors told what was thrown
     */
    TokenCall(
            String serverId,
            RestClient rest,
            Secrets secrets,
            EventLoop loop,
            BiConsumer<String, Runnable> onLoop,
            Consumer<Input> feed,
            Runnable timedOut,
            SessionLoop.ErrorListener errors) {
        this.serverId = serverId;
        this.rest = rest;
        this.secrets = secrets;
        this.loop = loop;
        this.onLoop = onLoop;
        this.feed = feed;
        this.timedOut = timedOut;
        this.errors = errors;
    }

    /** Makes a call, when its turn has come. */
    void fetch(long newId, RestClient.Priority priority) {
        id = newId;
        made = false;
        call = null;
        heldLimit = null;
        CompletableFuture<WebSocketCredentials> asked = rest.fetch(
                serverId,
                secrets,
                priority,
                () -> onLoop.accept("the limit of a token call could not be started", () -> made(newId)));
        if (newId == id) {
            call = asked;
        }
        asked.whenComplete((credentials, error) -> onLoop.accept(
                "the answer to a token call could not be taken",
                () -> feed.accept(
                        error == null
                                ? new Input.TokenFetched(newId, credentials)
                                : new Input.TokenFailed(newId, failure(error)))));
    }

    private void made(long madeId) {
        if (madeId != id || made) {
            return;
        }
        made = true;
        if (heldLimit != null) {
            startLimit(heldLimit);
        }
    }

    /** Starts the limit, now or when the call is made. */
    void limit(Duration duration) {
        if (made) {
            startLimit(duration);
        } else {
            heldLimit = duration;
        }
    }

    /** Ends the limit, whether it runs or not. */
    void cancelLimit() {
        heldLimit = null;
        if (limit != null) {
            limit.cancel(false);
            limit = null;
        }
    }

    /** Ends the call, wherever it is. */
    void cancel() {
        if (call != null) {
            call.cancel(false);
            call = null;
        }
    }

    private void startLimit(Duration duration) {
        heldLimit = null;
        limit = loop.schedule(
                () -> {
                    limit = null;
                    timedOut.run();
                },
                // Saturates, where toNanos() would overflow.
                TimeUnit.NANOSECONDS.convert(duration),
                TimeUnit.NANOSECONDS);
    }

    private Failure failure(Throwable error) {
        Throwable cause = RestFailedException.cause(error);
        if (cause instanceof RestFailedException failed) {
            return failed.failure();
        }
        if (!(cause instanceof CancellationException)) {
            errors.failed("the token call has thrown", cause);
        }
        return Failure.of(cause.getClass().getName());
    }
}
