package dev.archon.client.internal.rest;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer. Its text holds nothing of the body, which may be a token.
 *
 * @param status the status
 * @param retryAfter the value of {@code Retry-After}; {@code null} if there is none
 * @param body the body; of an answer with an error status what came of it in time
 */
@SuppressWarnings("ArrayRecordComponent") // It is passed on once, and compared by nobody.
public record RestAnswer(int status, @Nullable String retryAfter, byte[] body) {

    /** How many bytes of an answer are taken. */
    public static final int MAX_BODY = 1 << 20;

    /** How many bytes of an answer with an error status are read, for the words in them. */
    public static final int MAX_ERROR_BODY = 16 << 10;

    /** How long the body of an answer with an error status is waited for. The status decides without it. */
    public static final int ERROR_BODY_MILLIS = 1_000;

    /** Checks that there is a body. */
    public RestAnswer {
        Objects.requireNonNull(body, "body");
    }

    /**
     * Whether a status says that the call is done.
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
