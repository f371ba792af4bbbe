package dev.archon.client.internal.rest;

import dev.archon.client.internal.net.Route;
import dev.archon.protocol.session.Failure;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends requests by the embedder's {@link HttpClient}. Its stages of connecting are not visible, and it repeats a GET whose
 * connection ends without an answer up to four times, which cannot be switched off for one client.
 */
public final class JdkExchange implements Exchange {

    private final HttpClient http;
    private final Route route;
    private final ScheduledExecutorService timer;

    /**
     * Makes an exchange.
     *
     * @param http makes the calls; does not follow redirects
     * @param route the way to the endpoint, as errors name it
     * @param timer limits the wait for the body of an error
     */
    public JdkExchange(HttpClient http, Route route, ScheduledExecutorService timer) {
        this.http = http;
        this.route = route;
        this.timer = timer;
    }

    @Override
    public CompletableFuture<RestAnswer> send(RestRequest request, Consumer<CallStage> stages) {
        stages.accept(CallStage.HEAD);
        Reading reading = new Reading(route.target());
        CompletableFuture<?> unused = reading.head.thenAccept(body -> {
            stages.accept(CallStage.BODY);
            if (body.isError) {
                stopLater(body.reader);
            }
        });
        CompletableFuture<HttpResponse<byte[]>> sent = http.sendAsync(jdk(request), reading);
        CompletableFuture<RestAnswer> answer = new CompletableFuture<>();
        answer.whenComplete((value, error) -> sent.cancel(true));
        sent.whenComplete((response, error) -> {
            if (error != null) {
                answer.completeExceptionally(error);
                return;
            }
            try {
                answer.complete(answer(response));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private void stopLater(LimitedBody body) {
        try {
            timer.schedule(body::stop, RestAnswer.ERROR_BODY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The client is being closed.
            body.stop();
        }
    }

    private static HttpRequest jdk(RestRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .method(
                        request.method(),
                        request.body().length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body()));
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            builder.header(header.getKey(), header.getValue());
        }
        if (!Route.isEncrypted(request.uri())) {
            // Small servers do not expect an upgrade to HTTP/2 on an open connection.
            builder.version(HttpClient.Version.HTTP_1_1);
        }
        return builder.build();
    }

    private static RestAnswer answer(HttpResponse<byte[]> response) {
        return new RestAnswer(
                response.statusCode(),
                response.headers().firstValue("Retry-After").orElse(null),
                response.body());
    }

    /** The reader of an answer whose head has come. */
    private record Body(boolean isError, LimitedBody reader) {}

    /** Holds nothing of the client once the head has come: the JDK keeps it as long as the connection is kept. */
    private static final class Reading implements BodyHandler<byte[]> {

        private final CompletableFuture<Body> head = new CompletableFuture<>();
        private final String target;

        Reading(String target) {
            this.target = target;
        }

        @Override
        public BodySubscriber<byte[]> apply(ResponseInfo answer) {
            boolean error = !RestAnswer.isSuccess(answer.statusCode());
            LimitedBody reader = error
                    ? new LimitedBody(RestAnswer.MAX_ERROR_BODY, null)
                    : new LimitedBody(RestAnswer.MAX_BODY, tooLong(target));
            head.complete(new Body(error, reader));
            return reader;
        }
    }

    /**
     * The failure of a call whose answer has more than {@link RestAnswer#MAX_BODY} bytes.
     *
     * @param target the host that answered
     * @return the failure
     */
    public static Failure tooLong(String target) {
        return Failure.of(target + " answered with more than 1 MiB, which Archon does not; check the base URL");
    }
}
