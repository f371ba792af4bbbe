package dev.archon.client.internal.transport;

import dev.archon.client.internal.dispatch.LineBatch;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.session.Failure;
import java.util.List;
import java.util.OptionalInt;

/** Listens to one connection, on its event loop. No call follows {@link #failed} or {@link #closed}. */
public interface ConnectionListener {

    /**
     * The handshake is done.
     *
     * @param connection the connection, which can be written to now
     */
    void opened(Connection connection);

    /**
     * The connection could not be opened, or its handshake was refused.
     *
     * @param failure the failure
     */
    void failed(Failure failure);

    /**
     * A message was read. Comes before {@link #received}, and at once. Log lines, of which there are many, only come with
     * their batch.
     *
     * @param event its event
     */
    void event(ArchonEvent event);

    /**
     * One read of the socket is done.
     *
     * @param events all that it brought, in order
     * @param bytes the size of their messages
     */
    void received(List<ArchonEvent> events, long bytes);

    /**
     * One read of the socket has brought messages of the console that were made lines, as {@link #console} wants them. Comes
     * in order with {@link #received}, which may be called several times for such a read.
     *
     * @param lines the lines of one message or more
     * @param bytes the size of the messages
     */
    default void received(LineBatch lines, long bytes) {
        throw new IllegalStateException("lines were made that nobody has asked for");
    }

    /**
     * The form in which messages of the console are delivered. Asked before the first message of a read and behind each {@link
     * #event}.
     *
     * @return the form
     */
    default ConsoleForm console() {
        return relays().eventsWanted() ? ConsoleForm.EVENTS : ConsoleForm.NONE;
    }

    /**
     * One read of the socket has brought log lines that were given to relays only. Comes before {@link #received}.
     *
     * @param lines the number of lines
     * @param bytes the size of their messages
     */
    default void relayed(int lines, long bytes) {}

    /**
     * The relays, which receive log lines as bytes. Asked once.
     *
     * @return the relays of this connection's server
     */
    default LogRelays relays() {
        return LogRelays.NONE;
    }

    /**
     * Code of this program has thrown. It has cost a message, or {@link #closed} follows.
     *
     * @param what the action that failed
     * @param error the exception
     */
    default void thrown(String what, Throwable error) {}

    /**
     * The connection has ended.
     *
     * @param code the code of the server's close frame; empty if there was none
     * @param reason the reason in it, or what broke the connection
     */
    void closed(OptionalInt code, String reason);
}
