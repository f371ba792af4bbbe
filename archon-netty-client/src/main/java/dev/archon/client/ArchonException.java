package dev.archon.client;

import dev.archon.protocol.session.Cause;
import dev.archon.protocol.session.Failure;
import dev.archon.protocol.text.ForeignText;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Something that was asked of a server could not be done. The message names the server and says what to do. It may be
 * serialised, and says the same afterwards.
 */
public final class ArchonException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The server that the exception is about. */
    private final String serverId;

    private final @Nullable SavedCause reason;
    private final @Nullable SavedFailure failure;

    /**
     * Makes an exception.
     *
     * @param serverId the server
     * @param message what happened and what to do; holds no token
     * @param reason why the connection ended; empty if it is not about that
     */
    public ArchonException(String serverId, String message, Optional<Cause> reason) {
        this(serverId, message, reason, Optional.empty());
    }

    ArchonException(String serverId, String message, Failure failure) {
        this(serverId, message, Optional.empty(), Optional.of(failure));
    }

    private ArchonException(String serverId, String message, Optional<Cause> reason, Optional<Failure> failure) {
        super((serverId.isEmpty() ? "" : "server " + ForeignText.hidingNothing().fit(serverId) + ": ") + message);
        this.serverId = serverId;
        this.reason = reason.map(SavedCause::of).orElse(null);
        this.failure = failure.map(SavedFailure::of).orElse(null);
    }

    /**
     * The server that it is about.
     *
     * @return its id; empty if it is about no one server
     */
    public String serverId() {
        return serverId;
    }

    /**
     * Why the connection ended.
     *
     * @return the cause; empty if the exception is about something else
     */
    public Optional<Cause> reason() {
        return Optional.ofNullable(reason).map(SavedCause::cause);
    }

    /**
     * How a REST call failed, for those who look at the status or at {@code Retry-After}.
     *
     * @return the failure of a call of {@link ArchonApi}; empty if the exception is about something else
     */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure).map(SavedFailure::failure);
    }

    /** A {@link Cause} in a form that Java can serialise; its optional code is none. */
    private record SavedCause(Cause.Kind kind, @Nullable Integer code, String detail) implements Serializable {

        static SavedCause of(Cause cause) {
            return new SavedCause(cause.kind(), boxed(cause.code()), cause.detail());
        }

        Cause cause() {
            return new Cause(kind, unboxed(code), detail);
        }
    }

    /** A {@link Failure} in such a form. */
    private record SavedFailure(
            @Nullable Integer status, @Nullable Duration retryAfter, boolean permanent, String detail)
            implements Serializable {

        static SavedFailure of(Failure failure) {
            return new SavedFailure(
                    boxed(failure.status()), failure.retryAfter().orElse(null), failure.permanent(), failure.detail());
        }

        Failure failure() {
            return new Failure(unboxed(status), Optional.ofNullable(retryAfter), permanent, detail);
        }
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? Integer.valueOf(number.getAsInt()) : null;
    }

    private static OptionalInt unboxed(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
