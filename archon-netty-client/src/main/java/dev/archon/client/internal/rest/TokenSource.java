package dev.archon.client.internal.rest;

import dev.archon.protocol.session.Failure;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Supplies the API token. */
public final class TokenSource {

    static final String HINT = "see what is given with tokenSupplier(...) or tokenSource(...)";

    private final @Nullable String token;
    private final Supplier<CompletableFuture<String>> source;

    private TokenSource(@Nullable String token, Supplier<CompletableFuture<String>> source) {
        this.token = token;
        this.source = source;
    }

    /**
     * A source with a constant token.
     *
     * @param token the token
     * @return the source
     */
    public static TokenSource of(String token) {
        return new TokenSource(token, () -> CompletableFuture.completedFuture(token));
    }

    /**
     * A source that may block.
     *
     * @param supplier the embedder's supplier
     * @return the source
     */
    public static TokenSource blocking(Supplier<String> supplier) {
        return new TokenSource(null, () -> CompletableFuture.completedFuture(supplier.get()));
    }

    /**
     * A source that answers later.
     *
     * @param supplier the embedder's supplier
     * @return the source
     */
    public static TokenSource async(Supplier<CompletableFuture<String>> supplier) {
        return new TokenSource(null, supplier);
    }

    /** Adds the token to the secrets if it is constant; other tokens are not known before they are asked for. */
    void tell(Secrets secrets) {
        if (token != null) {
            secrets.apiToken(token);
        }
    }

    /**
     * Asks for the token.
     *
     * @param executor runs the embedder's code, which may block
     * @return the token, which is valid in a header; fails with {@link RestFailedException}. Cancelling it interrupts a
     *     supplier that blocks
     */
    CompletableFuture<String> get(ExecutorService executor) {
        CompletableFuture<String> result = new CompletableFuture<>();
        if (token != null) {
            check(result, token);
            return result;
        }
        Callable<Void> ask = () -> {
            ask(result);
            return null;
        };
        try {
            Future<Void> asking = executor.submit(ask);
            result.whenComplete((got, error) -> {
                if (result.isCancelled()) {
                    asking.cancel(true);
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new RestFailedException(Failure.of("the client is closed")));
        }
        return result;
    }

    private void ask(CompletableFuture<String> result) {
        try {
            CompletableFuture<String> answer = source.get();
            if (answer == null) {
                check(result, null);
                return;
            }
            // The embedder's future may be shared, so it is never cancelled.
            answer.whenComplete((got, error) -> {
                if (error != null) {
                    fail(result, error);
                } else {
                    check(result, got);
                }
            });
        } catch (Throwable e) {
            fail(result, e);
        }
    }

    private static void fail(CompletableFuture<String> result, Throwable error) {
        Throwable cause = RestFailedException.cause(error);
        // Its message is the embedder's own, and may quote the token.
        result.completeExceptionally(new RestFailedException(Failure.of(
                "the source of the API token failed (" + cause.getClass().getSimpleName() + "); " + HINT)));
    }

    private static void check(CompletableFuture<String> result, @Nullable String token) {
        if (token == null) {
            result.completeExceptionally(
                    new RestFailedException(Failure.of("the source of the API token gave null; " + HINT)));
        } else if (token.isBlank() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            // The JDK's own message about an invalid header would quote it.
            result.completeExceptionally(new RestFailedException(
                    Failure.permanent("the API token is empty or holds characters that no token has; check it")));
        } else {
            result.complete(token);
        }
    }
}
