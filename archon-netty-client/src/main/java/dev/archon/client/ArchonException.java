package dev.archon.client;

import dev.archon.protocol.session.Cause;
import dev.archon.protocol.session.Failure;
import dev.archon.protocol.text.ForeignText;
import java.util.Objects;
import java.util.Optional;

/** Something that was asked of a server could not be done. The message names the server and says what to do. */
public final class ArchonException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The server that the exception is about. */
    private final String serverId;

    private final transient Optional<Cause> reason;
    private final transient Optional<Failure> failure;

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
        this.reason = Objects.requireNonNull(reason, "reason");
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
        return reason;
    }

    /**
     * How a REST call failed, for those who look at the status or at {@code Retry-After}.
     *
     * @return the failure of a call of {@link ArchonApi}; empty if the exception is about something else
     */
    public Optional<Failure> failure() {
        return failure;
    }
}
