package dev.archon.client;

/** What happens when more events wait for a server's handlers than {@link ArchonClientBuilder#queue} allows. */
public enum Overflow {
    /**
     * The socket is not read until half of what waits has been handled, so that the server has to wait: nothing is lost.
     * The token is still renewed in time. The default.
     */
    BACKPRESSURE,

    /**
     * The oldest events that wait are dropped, so that what comes is fresh. For dashboards.
     *
     * <p>Events about authentication, power and state are never dropped. {@link ArchonServer#onDropped} tells how many
     * others were.
     */
    DROP_OLDEST,

    /**
     * Events that find no room are dropped, so that what is there stays whole. For the beginning of a crash.
     *
     * <p>Events about authentication, power and state are never dropped. {@link ArchonServer#onDropped} tells how many
     * others were.
     */
    DROP_NEWEST
}
