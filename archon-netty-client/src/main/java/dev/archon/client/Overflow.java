package dev.archon.client;

/** What happens when more events wait for a server's handlers than {@link ArchonClientBuilder#queue} allows. */
public enum Overflow {
    /**
     * The socket is not read until half of what waits has been handled, so that the server has to wait: nothing is lost.
     * The default.
     *
     * <p>When the {@linkplain ArchonClientBuilder#queue queue} is full, reading goes on for 1 MiB more, or as many bytes as the
     * queue may hold if that is less: messages with 64 bytes for each event, and what the last read has brought. Until then pings
     * are answered, and the client acts on {@code auth-expiring} and {@code auth-incorrect}. How long that lasts depends on
     * the server only: 20 minutes at ten lines of 25 bytes a second, a moment in a flood.
     *
     * <p>Beyond that nothing is read. The token is still renewed in time if it says itself when it expires. But a ping is not
     * answered, and a server that insists on an answer closes the connection, which is then made again. Nor is it seen that the
     * server says {@code auth-expiring}, has closed the connection or is gone, until the handlers have caught up.
     */
    BACKPRESSURE,

    /**
     * The oldest events that wait are dropped, so that what comes is fresh. For dashboards.
     *
     * <p>Events about authentication, power and state are never dropped, nor is the end of a backup, an install or an
     * operation on files, or the newest list of these. {@link ArchonServer#onDropped} tells how many others were.
     */
    DROP_OLDEST,

    /**
     * Events that find no room are dropped, so that what is there stays whole. For the beginning of a crash.
     *
     * <p>Events about authentication, power and state are never dropped, nor is the end of a backup, an install or an
     * operation on files, or the newest list of these. {@link ArchonServer#onDropped} tells how many others were.
     */
    DROP_NEWEST
}
