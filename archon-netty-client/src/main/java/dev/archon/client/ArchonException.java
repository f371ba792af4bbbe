package dev.archon.client;

import dev.archon.protocol.session.Cause;
import dev.archon.protocol.session.Failure;
import dev.archon.protocol.text.ForeignText;
import java.io.Serializable;
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

    /** Why the connection ended; {@code null} if the exception is about something else. */
    private final @Nullable SavedCause reason;

    /** How the REST call failed; {@code null} if the exception is about something else. */
    private final @Nullable SavedFailure failure;

    /**
     * Makes an exception that is not about the end of a connection or about a REST call.
     *
     * @param serverId the server; empty if it is about no one server
     * @param message what happened and what to do; holds no token
     */
    public ArchonException(String serverId, String message) {
        this(serverId, message, null, null);
    }

    /**
     * Makes an exception about the end of a connection.
     *
     * @param serverId the server
     * @param message what happened and what to do; holds no token
     * @param reason why the connection ended
     */
    public ArchonException(String serverId, String message, Cause reason) {
        this(serverId, message, SavedCause.of(reason), null);
    }

    /**
     * Makes an exception about a REST call that failed.
     *
     * @param serverId the server; empty if the call is about no one server
     * @param message what happened and what to do; holds no token
     * @param failure how the call failed
     */
    public ArchonException(String serverId, String message, Failure failure) {
        this(serverId, message, null, SavedFailure.of(failure));
    }

    private ArchonException(
            String serverId, String message, @Nullable SavedCause reason, @Nullable SavedFailure failure) {
        super((serverId.isEmpty() ? "" : "server " + ForeignText.hidingNothing().fit(serverId) + ": ") + message);
        this.serverId = serverId;
        this.reason = reason;
        this.failure = failure;
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
     * @return the failure of a call of {@link ArchonApi}, or of {@link ArchonServer#power}; empty if the exception is about
     *     something else
     */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure).map(SavedFailure::failure);
    }

    /**
     * A {@link Cause} in a form that Java can serialise; its optional code is not serialisable.
     *
     * @param kind the kind of cause
     * @param code the close code or HTTP status; {@code null} if there is none
     * @param detail what happened
     */
    private record SavedCause(Cause.Kind kind, @Nullable Integer code, String detail) implements Serializable {

        static SavedCause of(Cause cause) {
            OptionalInt code = cause.code();
            return new SavedCause(
                    cause.kind(), code.isPresent() ? Integer.valueOf(code.getAsInt()) : null, cause.detail());
        }

        Cause cause() {
            return new Cause(kind, code == null ? OptionalInt.empty() : OptionalInt.of(code), detail);
        }
    }
}
