package dev.archon.client;

/** How the client reacts to a message of the server that it cannot accept. */
public enum FaultyMessage {
    /**
     * The message is skipped, and the connection stays open. {@link ClientMetrics#messagesUnreadable()} counts it, and a line of
     * the log, at a limited rate, describes the problem.
     */
    SKIP,

    /**
     * The connection is closed with the close code of the problem, and opened again as {@link
     * dev.archon.protocol.session.SessionPolicy} defines. A server that sends such a message in the history of its log can then
     * not be connected to until the message is gone from it.
     */
    END_CONNECTION
}
