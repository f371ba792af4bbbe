package dev.archon.protocol.session;

/** The timers of a session. At most one of each runs at a time. */
public enum Timer {
    /** Limits the opening of a connection with its handshake. */
    OPEN_TIMEOUT,

    /** Limits the time in which the server answers the token that was sent last. */
    AUTH_TIMEOUT,

    /** Runs until the next attempt. */
    BACKOFF,

    /** Runs until a new token is fetched for the open connection. */
    REFRESH,

    /** Runs until the next check whether the server still sends something. */
    KEEP_ALIVE,

    /** Runs until the next check whether the history that a server replays on a new connection is over. */
    HISTORY,

    /** Runs until the connection has lasted long enough that earlier failures are forgotten. */
    STABLE
}
