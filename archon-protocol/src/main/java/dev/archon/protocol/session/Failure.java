package dev.archon.protocol.session;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The failure of a REST call, such as the token call, or of the opening of a connection.
 *
 * @param status the HTTP status of the answer; empty if there was no answer
 * @param retryAfter the delay that the answer's {@code Retry-After} asks for; empty if there is none
 * @param permanent whether another attempt cannot succeed, whatever the status
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
     * @return the failure, after which the session tries again
     */
    public static Failure of(String detail) {
        return new Failure(OptionalInt.empty(), Optional.empty(), false, detail);
    }

    /**
     * An answer with an error status.
     *
     * @param status the HTTP status
     * @param retryAfter the delay that its {@code Retry-After} asks for; empty if there is none
     * @param detail what went wrong
     * @return the failure; the session decides by the status whether to try again
     */
    public static Failure ofStatus(int status, Optional<Duration> retryAfter, String detail) {
        return new Failure(OptionalInt.of(status), retryAfter, false, detail);
    }

    /**
     * A failure that another attempt would meet again, such as an address that is not allowed.
     *
     * @param detail what went wrong and what to do
     * @return the failure
     */
    public static Failure permanent(String detail) {
        return new Failure(OptionalInt.empty(), Optional.empty(), true, detail);
    }
}
