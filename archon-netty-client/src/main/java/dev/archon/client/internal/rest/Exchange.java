package dev.archon.client.internal.rest;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Sends a request and reads the answer. Used by any thread. */
@FunctionalInterface
public interface Exchange {

    /**
     * Sends a request. No redirect is followed.
     *
     * @param request the request
     * @param stages receives each stage of the exchange, on any thread
     * @return the answer, whatever its status; its body is at most {@link RestAnswer#MAX_BODY} long. Fails with a
     *     {@link RestFailedException}, or with an exception of the network. Cancelling it ends the exchange
     */
    CompletableFuture<RestAnswer> send(RestRequest request, Consumer<CallStage> stages);

    /** Ends what it has of its own, such as connections that are still open. Nothing is sent afterwards. */
    default void close() {}
}
