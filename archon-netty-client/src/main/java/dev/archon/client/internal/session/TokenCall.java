package dev.archon.client.internal.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The token call of a session, and its time limit.
 *
 * <p>The machine starts the limit when it asks for the call. With thousands of servers the call may then wait for its turn,
 * which says nothing about the endpoint and must not count as a failed attempt. So the limit is held until the call is
 * really made.
 */
final class TokenCall {

    private final Consumer<Duration> startLimit;
    private long id;
    private boolean made;
    private @Nullable CompletableFuture<?> call;
    private @Nullable Duration limit;

    TokenCall(Consumer<Duration> startLimit) {
        this.startLimit = startLimit;
    }

    /** A call is about to be asked for. */
    void begin(long newId) {
        id = newId;
        made = false;
        call = null;
        limit = null;
    }

    /** It has been asked for. */
    void asked(long askedId, CompletableFuture<?> asked) {
        if (askedId == id) {
            call = asked;
        }
    }

    /** It is being made. */
    void made(long madeId) {
        if (madeId != id || made) {
            return;
        }
        made = true;
        if (limit != null) {
            startLimit.accept(limit);
            limit = null;
        }
    }

    /** Starts the limit, now or when the call is made. */
    void limit(Duration duration) {
        if (made) {
            startLimit.accept(duration);
        } else {
            limit = duration;
        }
    }

    /** Forgets a limit that does not run yet. */
    void forgetLimit() {
        limit = null;
    }

    /** Ends the call, wherever it is. */
    void cancel() {
        if (call != null) {
            call.cancel(false);
            call = null;
        }
    }
}
