package dev.archon.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A value that a server has sent, with the time at which it was received.
 *
 * @param value the value
 * @param at the time at which it was received
 * @param <T> the type of the value
 */
public record Timestamped<T>(T value, Instant at) {

    /** Checks that nothing is {@code null}. */
    public Timestamped {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(at, "at");
    }

    /**
     * The age of the value.
     *
     * @param now the present time
     * @return the time since then; zero if the clock was set back meanwhile
     */
    public Duration age(Instant now) {
        return now.isAfter(at) ? Duration.between(at, now) : Duration.ZERO;
    }
}
