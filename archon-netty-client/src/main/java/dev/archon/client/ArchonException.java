package dev.archon.client;

import dev.archon.protocol.session.Cause;
import dev.archon.protocol.text.ForeignText;
import java.util.Objects;
import java.util.Optional;

/** Something that was asked of a server could not be done. The message names the server and says what to do. */
public final class ArchonException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The server that the exception is about. */
    private final String serverId;

    private final transient Optional<Cause> reason;

    /**
     * Makes an exception.
     *
     * @param serverId the server
     * @param message what happened and what to do; holds no token
     * @param reason why the connection ended; empty if it is not about that
     */
    public ArchonException(String serverId, String message, Optional<Cause> reason) {
        super("server " + ForeignText.hidingNothing().fit(serverId) + ": " + message);
        this.serverId = Objects.requireNonNull(serverId, "serverId");
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /**
     * The server that it is about.
     *
     * @return its id
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
}
