package dev.archon.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Something that a server has told, and when.
 *
 * @param value what it told
 * @param at when it was received
 * @param <T> the type of what it told
 */
public record Timestamped<T>(T value, Instant at) {

    /** Checks that nothing is {@code null}. */
    public Timestamped {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(at, "at");
    }

    /**
     * How long ago it was told.
     *
     * @param now the present time
     * @return the time since then; zero if the clock was set back meanwhile
     */
    public Duration age(Instant now) {
        return now.isAfter(at) ? Duration.between(at, now) : Duration.ZERO;
    }
}
