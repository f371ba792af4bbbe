package dev.archon.simulator.internal.http;

import dev.archon.simulator.internal.wire.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many calls for WebSocket credentials all servers together answer, as an API with a rate limit does: up to a second's
 * worth at once, then one as often as the rate allows, and 429 for all others. May be used from any thread.
 */
public final class CallLimit {

    private static final double SECOND_NANOS = 1e9;
    private static final int TOO_MANY_REQUESTS = 429;

    private final int perSecond;
    private final Duration retryAfter;
    private double available;
    private Instant countedAt = Instant.MIN;

    /**
     * Makes a limit that has not been used yet.
     *
     * @param perSecond how many calls a second of simulated time, above 0
     * @param retryAfter what {@code Retry-After} says, in whole seconds
     */
    public CallLimit(int perSecond, Duration retryAfter) {
        this.perSecond = perSecond;
        this.retryAfter = retryAfter;
        this.available = perSecond;
    }

    /**
     * Counts a call.
     *
     * @param now the simulator's time
     * @return empty if the call may be answered, else the refusal
     */
    synchronized Optional<HttpAnswer> refusal(Instant now) {
        if (countedAt.equals(Instant.MIN)) {
            countedAt = now;
        }
        if (now.isAfter(countedAt)) {
            available = Math.min(
                    perSecond,
                    available + perSecond * (Duration.between(countedAt, now).toNanos() / SECOND_NANOS));
            countedAt = now;
        }
        if (available >= 1) {
            available--;
            return Optional.empty();
        }
        return Optional.of(HttpAnswer.error(
                        TOO_MANY_REQUESTS,
                        "too_many_requests",
                        "this simulator answers " + perSecond + " calls for credentials a second")
                .with("Retry-After", String.valueOf(retryAfter.toSeconds())));
    }
}
