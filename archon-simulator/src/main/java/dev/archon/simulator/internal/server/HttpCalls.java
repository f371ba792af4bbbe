package dev.archon.simulator.internal.server;

import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.simulator.internal.wire.HttpAnswer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Answers HTTP requests about one server, each in a turn of that server. */
public final class HttpCalls {

    private static final System.Logger LOGGER = System.getLogger("dev.archon.simulator");

    private final String server;
    private final ServerLoop loop;
    private final Gate gate;
    private final CallGate callGate;
    private final SlowAnswers slow;
    private final ServerTokens tokens;
    private final ServerJournal journal;
    private final Consumer<PowerAction> power;

    /**
     * Makes the calls of a server.
     *
     * @param server the server's id, for messages
     * @param power performs a power action, on the server's loop
     */
    HttpCalls(
            String server,
            ServerLoop loop,
            Gate gate,
            CallGate callGate,
            SlowAnswers slow,
            ServerTokens tokens,
            ServerJournal journal,
            Consumer<PowerAction> power) {
        this.server = server;
        this.loop = loop;
        this.gate = gate;
        this.callGate = callGate;
        this.slow = slow;
        this.tokens = tokens;
        this.journal = journal;
        this.power = power;
    }

    /**
     * Answers a request by an action, which is a turn of the server. May be called from any thread.
     *
     * @param action runs on the server's loop
     * @return completes on that loop when the turn is over, with the action's answer; with 500 if the turn fails, and with
     *     503 if the simulator is closed
     */
    public CompletableFuture<HttpAnswer> answer(Supplier<HttpAnswer> action) {
        return loop.submit(action).exceptionally(this::failure);
    }

    /**
     * Returns the answer to a request whose turn has failed, and logs the failure. May be called from any thread.
     *
     * @param failed the exception that {@link ServerHost#ask} completes with
     * @return 503 if the simulator is closed or the server was removed, else 500
     */
    public HttpAnswer failure(Throwable failed) {
        Throwable problem =
                failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        if (problem instanceof ServerRemovedException) {
            return removed();
        }
        if (problem.getCause() instanceof RejectedExecutionException) {
            return HttpAnswer.error(503, "closed", "the simulator is closed");
        }
        LOGGER.log(System.Logger.Level.WARNING, "server " + server + " failed to answer a request", problem);
        return HttpAnswer.error(
                500,
                "internal_error",
                "server " + server + " failed with " + problem.getClass().getSimpleName()
                        + "; the simulator's log says more");
    }

    /** Another server may have taken its place meanwhile, so that the request is worth sending again. */
    private HttpAnswer removed() {
        return HttpAnswer.error(
                503, "server_removed", "server " + server + " was removed meanwhile; send the request again");
    }

    /**
     * Answers a call for credentials. May be called from any thread.
     *
     * @param webSocketUrl the address that the answer names
     * @return completes on the server's loop, in this turn or a later one; never, if a fault leaves the call unanswered;
     *     with 500 or 503 as {@link #answer} does, if the turn fails
     */
    public CompletableFuture<HttpAnswer> token(String webSocketUrl) {
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        Consumer<HttpAnswer> reply = given -> {
            journal.tokenCall(given.status());
            answer.complete(given);
        };
        CompletableFuture<Void> unused = loop.submit(() -> {
                    gate.tokenCall(
                            () -> serve(() -> reply.accept(credentials(webSocketUrl)), answer),
                            reply,
                            () -> journal.tokenCall(0));
                    return server;
                })
                .handle((done, problem) -> {
                    if (problem != null) {
                        answer.complete(failure(problem));
                    }
                    return null;
                });
        return answer;
    }

    /** A slow call is served in a later turn, whose failure is answered like that of the first. */
    private void serve(Runnable action, CompletableFuture<HttpAnswer> answer) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            answer.complete(failure(e));
        }
    }

    private HttpAnswer credentials(String webSocketUrl) {
        return HttpAnswer.ok(RestCodec.encodeCredentials(new WebSocketCredentials(webSocketUrl, tokens.issue())));
    }

    /**
     * Does what a power call asks for. May be called from any thread.
     *
     * @param action the action
     * @return completes as {@link #answer} does, with an empty answer
     */
    public CompletableFuture<HttpAnswer> power(PowerAction action) {
        return answer(() -> {
            journal.power(action);
            power.accept(action);
            return HttpAnswer.EMPTY;
        });
    }

    /**
     * Decides what a REST call gets while faults are switched on. To be called on the server's loop.
     *
     * @param method the HTTP method
     * @param parts the parts of the path, decoded, without empty ones
     * @param ways what can happen to the call
     */
    public void pass(String method, List<String> parts, CallGate.Ways ways) {
        callGate.pass(method, parts, ways);
    }

    /** Answers all calls and handshakes that still wait, because the server ends. To be called on the server's loop. */
    void end() {
        slow.end(removed());
    }

    /**
     * Decides how a WebSocket handshake is answered. To be called on the server's loop.
     *
     * @param accept accepts the handshake, now or in a later turn; not called if the handshake is refused or left
     *     unanswered
     * @param refuse takes the answer of a handshake that is refused
     */
    public void handshake(Runnable accept, Consumer<HttpAnswer> refuse) {
        if (loop.hasEnded()) {
            refuse.accept(removed());
            return;
        }
        gate.handshake(
                accept,
                answer -> {
                    journal.handshake(answer.status());
                    refuse.accept(answer);
                },
                () -> journal.handshake(0));
    }
}
