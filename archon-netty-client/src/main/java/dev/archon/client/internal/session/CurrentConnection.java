package dev.archon.client.internal.session;

import dev.archon.client.internal.transport.Connection;
import dev.archon.client.internal.transport.ConnectionListener;
import dev.archon.client.internal.transport.Connector;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that a session has or is opening. Belongs to the event loop.
 *
 * <p>Connections are known by the numbers that the session machine gives them, since one that is over may still be heard
 * of.
 */
final class CurrentConnection {

    private static final long NONE = 0;

    private final EventLoop loop;
    private final SessionContext context;
    private final Consumer<Input> feed;
    private final SessionLoop.ErrorListener troubles;
    private final Consumer<String> badMessages;
    private @Nullable Connection connection;
    private @Nullable CompletableFuture<Connection> opening;
    private long id = NONE;

    /**
     * Makes a link without a connection.
     *
     * @param loop what it belongs to
     * @param context what opens connections
     * @param feed told what comes of it
     * @param troubles told what was thrown
     * @param badMessages told what could not be read
     */
    CurrentConnection(
            EventLoop loop,
            SessionContext context,
            Consumer<Input> feed,
            SessionLoop.ErrorListener troubles,
            Consumer<String> badMessages) {
        this.loop = loop;
        this.context = context;
        this.feed = feed;
        this.troubles = troubles;
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
        CompletableFuture<Connection> attempt = context.connector().open(loop, uri, listener, badMessages);
        opening = attempt;
        attempt.whenComplete((made, error) -> {
            try {
                loop.execute(() -> made(newId, made, error));
            } catch (RejectedExecutionException e) {
                // The event loop has ended, and the connection and all that waited for it with it.
                troubles.failed("the event loop ended while a connection was being opened", e);
            }
        });
    }

    private void made(long newId, @Nullable Connection made, @Nullable Throwable error) {
        try {
            if (error != null) {
                feed.accept(new Input.OpenFailed(newId, Connector.failure(error)));
            } else if (made != null && is(newId)) {
                connection = made;
            } else if (made != null) {
                made.drop();
            }
        } catch (Throwable worse) {
            troubles.failed("what became of opening a connection could not be told", worse);
            feed.accept(new Input.OpenFailed(
                    newId,
                    Failure.of("it could not be opened (" + worse.getClass().getName() + ")")));
        }
    }

    /** The handshake of a connection is done. */
    void opened(long openedId, Connection made) {
        if (is(openedId)) {
            connection = made;
        }
    }

    /** A connection has ended by itself. */
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
        open.send(ClientMessageCodec.encode(new ClientMessage.Authenticate(token.value())))
                .whenComplete((written, error) -> {
                    // What breaks the connection is told as its end, with the reason that the server may have sent.
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
        }
        forget();
    }

    /** Ends the connection without a close frame, or the attempt at one. */
    void drop() {
        if (connection != null) {
            connection.drop();
        }
        if (opening != null) {
            opening.cancel(false);
        }
        forget();
    }

    private void forget() {
        connection = null;
        opening = null;
        id = NONE;
    }
}
