package dev.archon.protocol.session;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a token call or the opening of a connection failed.
 *
 * @param status the HTTP status of the answer; empty if there was no answer
 * @param retryAfter what the answer's {@code Retry-After} asked for; empty if it asked for nothing
 * @param permanent whether it is known that trying again is no help, whatever the status
 * @param detail what went wrong, for a person to read; holds no token
 */
public record Failure(OptionalInt status, Optional<Duration> retryAfter, boolean permanent, String detail) {

    /** Checks that nothing is {@code null}. */
    public Failure {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(retryAfter, "retryAfter");
        Objects.requireNonNull(detail, "detail");
    }

    /**
     * A failure without an answer, such as a refused connection.
     *
     * @param detail what went wrong
     * @return the failure, worth another try
     */
    public static Failure of(String detail) {
        return new Failure(OptionalInt.empty(), Optional.empty(), false, detail);
    }

    /**
     * An answer with an error status.
     *
     * @param status the HTTP status
     * @param retryAfter what its {@code Retry-After} asked for
     * @param detail what went wrong
     * @return the failure; the session decides by the status whether another try is of use
     */
    public static Failure ofStatus(int status, Optional<Duration> retryAfter, String detail) {
        return new Failure(OptionalInt.of(status), retryAfter, false, detail);
    }

    /**
     * A failure that will not go away by itself, such as an address that may not be used.
     *
     * @param detail what went wrong and what to do
     * @return the failure
     */
    public static Failure permanent(String detail) {
        return new Failure(OptionalInt.empty(), Optional.empty(), true, detail);
    }
}
