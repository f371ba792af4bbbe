package dev.archon.protocol.session;

/** The waits that the session limits or schedules. At most one of each runs at a time. */
public enum Timer {
    /** The connection and its handshake have not been done in time. */
    OPEN_TIMEOUT,

    /** The server has not answered the token that was sent last in time. */
    AUTH_TIMEOUT,

    /** The next attempt is due. */
    BACKOFF,

    /** A new token is to be fetched for the connection as it stands. */
    REFRESH,

    /** It is time to see whether the server is still there. */
    KEEP_ALIVE,

    /** It is time to see whether the history that a server replays on a new connection is over. */
    HISTORY,

    /** The connection has stood long enough for earlier failures to be forgotten. */
    STABLE
}
