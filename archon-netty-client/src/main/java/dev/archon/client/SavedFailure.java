package dev.archon.client;

import dev.archon.protocol.session.Failure;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Failure} in a form that Java can serialise, for exceptions; its optional components are not serialisable.
 *
 * @param status the HTTP status of the answer; {@code null} if there was no answer
 * @param retryAfter the delay of the answer's {@code Retry-After}; {@code null} if there is none
 * @param permanent whether another attempt cannot succeed
 * @param detail what went wrong
 */
record SavedFailure(@Nullable Integer status, @Nullable Duration retryAfter, boolean permanent, String detail)
        implements Serializable {

    /**
     * Takes over a failure.
     *
     * @param failure the failure
     * @return its components
     */
    static SavedFailure of(Failure failure) {
        OptionalInt status = failure.status();
        return new SavedFailure(
                status.isPresent() ? Integer.valueOf(status.getAsInt()) : null,
                failure.retryAfter().orElse(null),
                failure.permanent(),
                failure.detail());
    }

    /**
     * Makes the failure again.
     *
     * @return a failure that is equal to the one that was taken over
     */
    Failure failure() {
        return new Failure(
                status == null ? OptionalInt.empty() : OptionalInt.of(status),
                Optional.ofNullable(retryAfter),
                permanent,
                detail);
    }
}
