package dev.archon.client;

import dev.archon.client.internal.net.Tls;
import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.session.SessionPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Clients that are quick to try again, and the limit that every wait in a test has. */
final class Clients {

    static final Duration LIMIT = Duration.ofSeconds(20);

    /** A limit of the client that a test waits for: long enough for a slow machine to get to what the test is about. */
    static final Duration SHORT = Duration.ofSeconds(2);

    static final String TOKEN = "an-api-token-that-nobody-may-see";

    private Clients() {}

    static ArchonClientBuilder impatient(URI base) {
        return ArchonClient.builder()
                .baseUrl(base)
                .token(TOKEN)
                .requestTimeout(Duration.ofSeconds(10))
                .session(session(3).build());
    }

    static SessionPolicy.Builder session(int attempts) {
        return SessionPolicy.builder()
                .backoff(BackoffPolicy.exponential()
                        .base(Duration.ofMillis(20))
                        .cap(Duration.ofMillis(200))
                        .maxAttempts(attempts)
                        .build())
                .openTimeout(Duration.ofSeconds(10))
                .authTimeout(Duration.ofSeconds(10))
                .refreshInterval(Duration.ofMillis(50));
    }

    /** Loads TLS for this process, so that no test spends its time limits on it. */
    static void loadTls(TlsProvider provider) {
        try (Tls tls = TlsSettings.DEFAULTS.with(provider).create()) {
            tls.load();
        }
    }

    static <T> T get(CompletableFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Holds a handler up until the test lets it go on. */
    static void hold(CountDownLatch latch) {
        hold(latch, LIMIT);
    }

    static void hold(CountDownLatch latch, Duration limit) {
        try {
            if (!latch.await(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the test did not let the handler go on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the embedder reads first when a future failed. */
    static String message(ExecutionException failed) {
        return String.valueOf(Objects.requireNonNull(failed.getCause()).getMessage());
    }
}
