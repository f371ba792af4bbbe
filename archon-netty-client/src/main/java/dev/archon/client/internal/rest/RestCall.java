package dev.archon.client.internal.rest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One call: asks for the API token, sends the request, reads the answer.
 *
 * <p>Whatever ends it, success, failure, the time limit or {@code cancel}, ends all that is still under way for it. What
 * anyone's code throws on the way fails it at once.
 */
final class RestCall implements Runnable {

    private final RestClient client;
    private final Secrets secrets;
    private final Function<String, RestRequest> request;
    private final Runnable started;
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private volatile CallStage stage = CallStage.TOKEN;

    RestCall(RestClient client, Secrets secrets, Function<String, RestRequest> request, Runnable started) {
        this.client = client;
        this.secrets = secrets;
        this.request = request;
        this.started = started;
    }

    /** The body of the answer. Fails with {@link RestFailedException}, or is cancelled. */
    CompletableFuture<byte[]> result() {
        return result;
    }

    Secrets secrets() {
        return secrets;
    }

    void fail(Throwable error) {
        result.completeExceptionally(client.failure(error, secrets));
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
                            () -> result.completeExceptionally(client.timedOut(stage)),
                            client.timeout().toNanos(),
                            TimeUnit.NANOSECONDS);
            result.whenComplete((answer, error) -> limit.cancel(false));
            started.run();
            then(client.token(), this::send);
        } catch (RejectedExecutionException e) {
            // The timer and the session live on event loops that end with the client.
            fail(RestClient.closed());
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void send(String token) {
        secrets.apiToken(token);
        stage = CallStage.CONNECT;
        then(client.send(request.apply(token), reached -> stage = reached), this::read);
    }

    private void read(RestAnswer answer) {
        if (RestAnswer.isSuccess(answer.status())) {
            result.complete(answer.body());
        } else {
            fail(new RestFailedException(client.refusal(answer, secrets)));
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
                } catch (Throwable e) {
                    fail(e);
                }
            }
        });
    }
}
