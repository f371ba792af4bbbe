package dev.archon.client;

import dev.archon.client.internal.rest.ApiCall;
import dev.archon.client.internal.rest.NodeCalls;
import dev.archon.client.internal.rest.RestClient;
import dev.archon.client.internal.rest.RestFailedException;
import dev.archon.client.internal.rest.Secrets;
import dev.archon.protocol.session.Failure;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Makes the calls of {@link ArchonApi}: completes futures where it does no harm, and fails them as embedders know it. */
final class ApiCalls {

    private final RestClient rest;
    private final NodeCalls nodes;
    private final Executor completions;

    ApiCalls(RestClient rest, NodeCalls nodes, Executor completions) {
        this.rest = rest;
        this.nodes = nodes;
        this.completions = completions;
    }

    /** Makes a call below the base address. The server's id is empty for a call about no one server. */
    <T> CompletableFuture<T> archon(String serverId, ApiCall call, RestClient.BodyReader<T> reader) {
        return told(serverId, call, rest.call(call, new Secrets(), reader));
    }

    /** Makes a call to the node of a server. */
    CompletableFuture<Void> node(String serverId, ApiCall call) {
        return told(serverId, call, nodes.call(serverId, call, new Secrets()));
    }

    private <T> CompletableFuture<T> told(String serverId, ApiCall call, CompletableFuture<T> made) {
        CompletableFuture<T> result = new CompletableFuture<>();
        made.whenComplete((value, error) -> complete(() -> {
            if (error == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure(serverId, call, RestFailedException.cause(error)));
            }
        }));
        result.whenComplete((value, error) -> {
            if (result.isCancelled()) {
                made.cancel(false);
            }
        });
        return result;
    }

    private static ArchonException failure(String serverId, ApiCall call, Throwable cause) {
        Failure failure = cause instanceof RestFailedException failed
                ? failed.failure()
                : Failure.of(
                        cause instanceof CancellationException
                                ? "it was cancelled"
                                : cause.getClass().getName());
        return new ArchonException(serverId, "the call " + call + " failed: " + failure.detail(), failure);
    }

    private void complete(Runnable completion) {
        try {
            completions.execute(completion);
        } catch (RuntimeException | Error e) {
            // Whatever the executor is short of: better on this thread than never.
            completion.run();
        }
    }
}
