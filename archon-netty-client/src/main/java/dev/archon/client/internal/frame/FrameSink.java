package dev.archon.client.internal.frame;

import dev.archon.protocol.codec.LogLine;

/** Given what a server sent, in order. Arrays and lines are the giver's and change after each call. */
public interface FrameSink {

    /** The status of a close frame that has none (RFC 6455, section 7.4.1). */
    int NO_STATUS = 1005;

    /**
     * A read begins.
     *
     * @param window an array in which messages will lie, and which changes only after {@link #endOfRead}; some messages
     *     may lie elsewhere
     */
    void startOfRead(byte[] window);

    /**
     * A text message that is a log line in the usual form.
     *
     * @param line the line
     * @param size how many bytes the message has
     */
    void log(LogLine line, int size);

    /**
     * Any other text message.
     *
     * @param bytes holds it, in valid UTF-8
     * @param offset where it begins
     * @param length how many bytes it has
     */
    void text(byte[] bytes, int offset, int length);

    /**
     * A binary message.
     *
     * @param length how many bytes it has
     */
    void binary(int length);

    /**
     * A message that is left out because of a fault. Told once for each.
     *
     * @param problem what is wrong with it
     */
    void skipped(String problem);

    /**
     * A ping, to be answered.
     *
     * @param bytes holds its payload
     * @param offset where it begins
     * @param length how many bytes it has, 125 at most
     */
    void ping(byte[] bytes, int offset, int length);

    /**
     * A pong.
     *
     * @param length how many bytes its payload has
     */
    void pong(int length);

    /**
     * A close frame. Nothing comes after it.
     *
     * @param code its status, or {@link #NO_STATUS}
     * @param reason its reason, may be empty
     */
    void close(int code, String reason);

    /** All that was read has been given. */
    void endOfRead();
}
