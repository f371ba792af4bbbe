package dev.archon.client.internal.rest;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One HTTP call: asks for the token, sends the request, reads the answer.
 *
 * <p>Whatever ends it, success, failure, the time limit or {@code cancel}, ends all that is still under way for it. What
 * anyone's code throws on the way fails it at once.
 */
final class RestCall implements Runnable {

    private final Means means;
    private final Secrets secrets;
    private final Function<String, RestRequest> request;
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private volatile CallStage stage = CallStage.TOKEN;

    /**
     * What calls to one host are made with.
     *
     * @param token asked for the bearer token
     * @param exchange sends the request
     * @param timer limits the call
     * @param timeout how long the call may take, from the question for the token to the last byte of the answer
     * @param failures says how the call failed
     */
    record Means(
            Supplier<CompletableFuture<String>> token,
            Exchange exchange,
            ScheduledExecutorService timer,
            Duration timeout,
            RestFailures failures) {}

    /**
     * Makes a call that has not begun.
     *
     * @param means what it is made with
     * @param secrets what learns the token, and hides it in errors
     * @param request makes the request with the token
     */
    RestCall(Means means, Secrets secrets, Function<String, RestRequest> request) {
        this.means = means;
        this.secrets = secrets;
        this.request = request;
    }

    /** The body of the answer. Fails with {@link RestFailedException}, or is cancelled. */
    CompletableFuture<byte[]> result() {
        return result;
    }

    /** Ends the call with what {@code error} means in words. */
    void fail(Throwable error) {
        result.completeExceptionally(means.failures().of(error, secrets));
    }

    /** Makes the call. Its time limit runs from here. */
    @Override
    public void run() {
        if (result.isDone()) {
            return;
        }
        try {
            Future<?> limit = means.timer()
                    .schedule(
                            () -> result.completeExceptionally(
                                    new RestFailedException(means.failures().timedOut(stage))),
                            means.timeout().toNanos(),
                            TimeUnit.NANOSECONDS);
            result.whenComplete((answer, error) -> limit.cancel(false));
            then(means.token().get(), this::send);
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
        then(means.exchange().send(request.apply(token), reached -> stage = reached), this::read);
    }

    private void read(RestAnswer answer) {
        if (RestAnswer.isSuccess(answer.status())) {
            result.complete(answer.body());
        } else {
            fail(new RestFailedException(means.failures().refusal(answer, secrets)));
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
