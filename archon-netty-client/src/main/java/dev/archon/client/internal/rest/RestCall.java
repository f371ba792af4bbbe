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
 * <p>When the call ends, by success, failure, the time limit or {@code cancel}, all its steps that are under way end too. An
 * exception in any step fails the call at once.
 */
final class RestCall implements Runnable {

    private final Means means;
    private final Secrets secrets;
    private final Function<String, RestRequest> request;
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private volatile CallStage stage = CallStage.TOKEN;

    /**
     * The settings for calls to one host.
     *
     * @param token supplies the bearer token
     * @param exchange sends the request
     * @param timer limits the call
     * @param timeout the time limit, from the request for the token to the last byte of the answer
     * @param failures describes failures of the call
     */
    record Means(
            Supplier<CompletableFuture<String>> token,
            Exchange exchange,
            ScheduledExecutorService timer,
            Duration timeout,
            RestFailures failures) {}

    /**
     * Makes a call that has not started.
     *
     * @param means the settings
     * @param secrets learns the token, and hides it in errors
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

    /** Fails the call with a description of {@code error}. */
    void fail(Throwable error) {
        result.completeExceptionally(means.failures().of(error, secrets));
    }

    /** Starts the call and its time limit. */
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
