package dev.archon.client.internal.session;

import dev.archon.client.internal.rest.RestClient;
import dev.archon.client.internal.rest.RestFailedException;
import dev.archon.client.internal.rest.Secrets;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.protocol.session.Failure;
import dev.archon.protocol.session.Input;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the token calls of one session, one at a time. Belongs to the event loop.
 *
 * <p>The session waits for each answer without a limit of its own: {@link RestClient} ends every call in time, counted from
 * the call's turn on, so that waiting for a turn among thousands of servers is no failed attempt.
 */
final class TokenCall {

    private final String serverId;
    private final RestClient rest;
    private final Secrets secrets;
    private final BiConsumer<String, Runnable> onLoop;
    private final Consumer<Input> feed;
    private final SessionLoop.ErrorListener errors;
    private @Nullable CompletableFuture<?> call;

    /**
     * Makes no call yet.
     *
     * @param serverId the server
     * @param rest makes the calls
     * @param secrets learns the tokens
     * @param onLoop runs an action on the event loop, and reports what it throws with the given words
     * @param feed receives the result of each call as an input of the session
     * @param errors receives unexpected exceptions
     */
    TokenCall(
            String serverId,
            RestClient rest,
            Secrets secrets,
            BiConsumer<String, Runnable> onLoop,
            Consumer<Input> feed,
            SessionLoop.ErrorListener errors) {
        this.serverId = serverId;
        this.rest = rest;
        this.secrets = secrets;
        this.onLoop = onLoop;
        this.feed = feed;
        this.errors = errors;
    }

    /** Makes a call when its turn has come. Its result is fed to the session with the call's number. */
    void fetch(long id, RestClient.Priority priority) {
        CompletableFuture<WebSocketCredentials> asked = rest.fetch(serverId, secrets, priority);
        call = asked;
        asked.whenComplete((credentials, error) ->
                onLoop.accept("the answer to a token call could not be taken", () -> {
                    if (call == asked) {
                        call = null;
                    }
                    feed.accept(
                            error == null
                                    ? new Input.TokenFetched(id, credentials)
                                    : new Input.TokenFailed(id, failure(error)));
                }));
    }

    /** Ends the call, whether its turn has come or not. */
    void cancel() {
        if (call != null) {
            call.cancel(false);
            call = null;
        }
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
