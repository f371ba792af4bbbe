package dev.archon.client.internal.rest;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer. Its {@code toString} leaves out the body, which may hold a token.
 *
 * @param status the status
 * @param retryAfter the value of {@code Retry-After}; {@code null} if there is none
 * @param body the body; if the status is an error, the part that came in time
 */
@SuppressWarnings("ArrayRecordComponent") // It is passed on once, and compared by nobody.
public record RestAnswer(int status, @Nullable String retryAfter, byte[] body) {

    /** The largest number of bytes in the body of an answer. */
    public static final int MAX_BODY = 1 << 20;

    /** The number of bytes that are read of an error's body, for its text. */
    public static final int MAX_ERROR_BODY = 16 << 10;

    /** The longest wait for an error's body. The status decides without it. */
    public static final int ERROR_BODY_MILLIS = 1_000;

    /** Checks that there is a body. */
    public RestAnswer {
        Objects.requireNonNull(body, "body");
    }

    /**
     * Whether a status means success.
     *
     * @param status the status
     * @return whether it is one of 200 to 299
     */
    public static boolean isSuccess(int status) {
        return status / 100 == 2;
    }

    @Override
    public String toString() {
        return "status " + status;
    }
}
