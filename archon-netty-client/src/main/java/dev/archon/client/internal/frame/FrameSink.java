package dev.archon.client.internal.frame;

/** Receives what a server has sent, in order. Arrays belong to the caller and change after each call. */
public interface FrameSink {

    /** The status of a close frame that has none (RFC 6455, section 7.4.1). */
    int NO_STATUS = 1005;

    /**
     * A read starts.
     *
     * @param window an array in which messages will lie, and which changes only after {@link #endOfRead}; some messages
     *     may lie elsewhere
     */
    void startOfRead(byte[] window);

    /**
     * A text message.
     *
     * @param bytes holds it; it is not yet known to be UTF-8. What is called may write over it
     * @param offset where it begins
     * @param length how many bytes it has
     * @return whether it is UTF-8; if not, nothing was made of it
     */
    boolean text(byte[] bytes, int offset, int length);

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
