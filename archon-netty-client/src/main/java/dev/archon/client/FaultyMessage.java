package dev.archon.client;

/** What becomes of the connection when one message of the server's cannot be taken. */
public enum FaultyMessage {
    /**
     * The message is left out and the connection goes on. {@link ClientMetrics#messagesUnreadable()} counts it, and a line of
     * the log, at a limited rate, says what was wrong with it.
     */
    SKIP,

    /**
     * The connection is closed with the close code that belongs to the fault, and made again as {@link
     * dev.archon.protocol.session.SessionPolicy} says. A server that sends such a message in the history of its log can then
     * not be connected to until the message is gone from it.
     */
    END_CONNECTION
}
