package dev.archon.client.internal.session;

import dev.archon.client.internal.transport.Connection;
import dev.archon.client.internal.transport.ConnectionListener;
import dev.archon.client.internal.transport.Connector;
import dev.archon.client.internal.transport.Opening;
import dev.archon.protocol.codec.ClientMessage;
import dev.archon.protocol.codec.ClientMessageCodec;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.protocol.rest.WebSocketUrl;
import dev.archon.protocol.session.Failure;
import dev.archon.protocol.session.Input;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that a session has or is opening. Belongs to the event loop.
 *
 * <p>A connection is identified by the number that the session machine has given it, since events of an earlier connection
 * may still arrive.
 */
final class CurrentConnection {

    private static final long NONE = 0;

    private final EventLoop loop;
    private final SessionContext context;
    private final Consumer<Input> feed;
    private final Consumer<String> badMessages;
    private @Nullable Connection connection;
    private @Nullable Opening opening;
    private long id = NONE;

    /**
     * Has no connection yet.
     *
     * @param loop the event loop of the session
     * @param context opens connections
     * @param feed receives the inputs that connections cause
     * @param badMessages receives the problem of each message that cannot be read
     */
    CurrentConnection(EventLoop loop, SessionContext context, Consumer<Input> feed, Consumer<String> badMessages) {
        this.loop = loop;
        this.context = context;
        this.feed = feed;
        this.badMessages = badMessages;
    }

    /** The connection, from its handshake on. */
    @Nullable
    Connection connection() {
        return connection;
    }

    /** The number of the connection. */
    long id() {
        return id;
    }

    boolean is(long connectionId) {
        return id == connectionId;
    }

    void open(long newId, WebSocketCredentials credentials, ConnectionListener listener) {
        forget();
        id = newId;
        URI uri;
        try {
            uri = WebSocketUrl.resolve(credentials.url(), context.base(), context.clearTextAllowed());
        } catch (IllegalArgumentException e) {
            feed.accept(new Input.OpenFailed(newId, Failure.permanent(String.valueOf(e.getMessage()))));
            return;
        }
        opening = context.connector().open(loop, uri, listener, badMessages);
    }

    /** The handshake of a connection is done. */
    void opened(long openedId, Connection made) {
        if (is(openedId)) {
            connection = made;
            opening = null;
        }
    }

    /** A connection has ended, and not because the session closed it. */
    void closed(long closedId) {
        if (is(closedId)) {
            forget();
        }
    }

    void sendAuth(long authenticatedId, Jwt token) {
        Connection open = connection;
        if (open == null || !is(authenticatedId)) {
            feed.accept(new Input.AuthNotSent(authenticatedId, token, "there is no connection"));
            return;
        }
        open.send(ClientMessageCodec.encode(new ClientMessage.Authenticate(token)))
                .whenComplete((written, error) -> {
                    // An error that breaks the connection is reported as its end, with the reason that the server may
                    // have sent.
                    if (error != null && !(error instanceof IOException)) {
                        feed.accept(new Input.AuthNotSent(authenticatedId, token, Connector.describe(error)));
                    }
                });
    }

    void ping() {
        if (connection != null) {
            connection.ping();
        }
    }

    void close(int code, String reason) {
        if (connection != null) {
            connection.close(code, reason);
            forget();
        } else {
            drop();
        }
    }

    /** Closes the connection without a close frame, or cancels its opening. */
    void drop() {
        if (connection != null) {
            connection.drop();
        } else if (opening != null) {
            opening.cancel();
        }
        forget();
    }

    private void forget() {
        connection = null;
        opening = null;
        id = NONE;
    }
}
