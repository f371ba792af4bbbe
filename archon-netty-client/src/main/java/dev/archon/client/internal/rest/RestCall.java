package dev.archon.client.internal.rest;

import dev.archon.protocol.session.Failure;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One call: asks for the API token, sends the request, reads the answer.
 *
 * <p>Whatever ends it, success, failure, the time limit or {@code cancel}, ends all that is still under way for it.
 */
final class RestCall implements Runnable {

    private final RestClient client;
    private final Function<String, HttpRequest> request;
    private final Runnable started;
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();

    /** Whether there is an API token, and the endpoint has been asked. */
    private volatile boolean asked;

    RestCall(RestClient client, Function<String, HttpRequest> request, Runnable started) {
        this.client = client;
        this.request = request;
        this.started = started;
    }

    /** The body of the answer. Fails with {@link RestFailedException}, or is cancelled. */
    CompletableFuture<byte[]> result() {
        return result;
    }

    void fail(Throwable error) {
        result.completeExceptionally(client.failure(error));
    }

    /** Makes the call. Its time limit runs from here. */
    @Override
    public void run() {
        if (result.isDone()) {
            return;
        }
        try {
            Future<?> limit = client.timer()
                    .schedule(
                            () -> result.completeExceptionally(client.timedOut(asked)),
                            client.timeout().toNanos(),
                            TimeUnit.NANOSECONDS);
            result.whenComplete((answer, error) -> limit.cancel(false));
        } catch (RejectedExecutionException e) {
            fail(RestClient.closed());
            return;
        }
        started.run();
        then(client.token(), this::send);
    }

    private void send(String token) {
        asked = true;
        then(client.send(request.apply(token)), response -> read(response, token));
    }

    private void read(HttpResponse<byte[]> response, String token) {
        Failure failure = client.refusal(response, token);
        if (failure == null) {
            result.complete(response.body());
        } else {
            fail(new RestFailedException(failure));
        }
    }

    private <T> void then(CompletableFuture<T> step, Consumer<T> next) {
        result.whenComplete((answer, error) -> step.cancel(true));
        step.whenComplete((value, error) -> {
            if (error != null) {
                fail(error);
            } else if (!result.isDone()) {
                try {
                    next.accept(value);
                } catch (RuntimeException e) {
                    fail(e);
                }
            }
        });
    }
}
