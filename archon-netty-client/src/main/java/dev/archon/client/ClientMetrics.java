package dev.archon.client;

/**
 * What a client has done since it was made, and how it stands: figures to be read whenever a metrics system wants them.
 * Reading costs next to nothing and may be done from any thread; two figures that are read one after the other may belong
 * to slightly different moments.
 *
 * <p>Counters only grow. {@link #serversConnected()}, {@link #servers()} and {@link #eventsWaiting()} are gauges.
 */
public interface ClientMetrics {

    /**
     * Servers that should be connected, whether or not they are: those of {@link ArchonClient#servers()}.
     *
     * @return how many there are now
     */
    long servers();

    /**
     * Servers whose events flow.
     *
     * @return how many there are now
     */
    long serversConnected();

    /**
     * Events that have been received and wait for their handlers.
     *
     * @return how many there are now, over all servers
     */
    long eventsWaiting();

    /**
     * Events received.
     *
     * @return how many, over all servers
     */
    long eventsReceived();

    /**
     * Bytes of the messages of the events received.
     *
     * @return how many, over all servers, without the frames' headers
     */
    long bytesReceived();

    /**
     * Events dropped by {@link Overflow}.
     *
     * @return how many, counted for each consumer
     */
    long eventsDropped();

    /**
     * Messages that could not be read: left out because they are no JSON, are not UTF-8 or are too large, or delivered as
     * malformed {@link dev.archon.protocol.event.UnknownEvent}s.
     *
     * @return how many
     */
    long messagesUnreadable();

    /**
     * Connections on which the server accepted the token.
     *
     * @return how many, the first ones included
     */
    long connections();

    /**
     * Attempts that failed and connections that were lost, and were followed by another attempt.
     *
     * @return how many
     */
    long retries();

    /**
     * Sessions that ended although the embedder did not ask for it.
     *
     * @return how many
     */
    long failures();

    /**
     * Tokens renewed without a new connection.
     *
     * @return how many
     */
    long refreshes();

    /**
     * Calls for a token.
     *
     * @return how many
     */
    long tokenCalls();

    /**
     * Commands written.
     *
     * @return how many
     */
    long commandsSent();

    /**
     * Errors thrown by handlers.
     *
     * @return how many
     */
    long handlerErrors();
}
