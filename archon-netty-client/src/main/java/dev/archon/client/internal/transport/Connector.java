package dev.archon.client.internal.transport;

import dev.archon.client.internal.frame.ReceiveAllocator;
import dev.archon.client.internal.net.HostResolver;
import dev.archon.client.internal.net.ProxyAddress;
import dev.archon.client.internal.net.Route;
import dev.archon.client.internal.net.Tls;
import dev.archon.protocol.session.Failure;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens WebSockets. */
public final class Connector {

    private static final int MAX_HANDSHAKE = 64 * 1024;

    private final Settings settings;

    /**
     * How WebSockets are opened.
     *
     * @param sockets the kind of sockets
     * @param tls for {@code wss} addresses
     * @param proxy what lies between; {@code null} if nothing does
     * @param resolver asked for addresses, anew for each connection
     * @param names where names are resolved, which may block
     * @param tlsSums where TLS does its sums
     * @param connectTimeoutMillis how long a TCP connection may take
     * @param maxMessage the size of the largest message that is accepted, inflated, in bytes
     * @param compression whether to offer {@code permessage-deflate}
     * @param userAgent who we are
     */
    public record Settings(
            Sockets sockets,
            Tls tls,
            @Nullable ProxyAddress proxy,
            HostResolver resolver,
            Executor names,
            Executor tlsSums,
            int connectTimeoutMillis,
            int maxMessage,
            boolean compression,
            String userAgent) {}

    /**
     * Makes a connector.
     *
     * @param settings how WebSockets are opened
     */
    public Connector(Settings settings) {
        this.settings = settings;
    }

    /**
     * Opens a WebSocket. The name is resolved anew each time, and its addresses are tried one after the other.
     *
     * @param loop what the connection lives on
     * @param uri where to
     * @param listener told what happens
     * @param badMessages told about a message that cannot be read; it costs that message only
     * @return the connection once its TCP connection stands. If it cannot be made, this fails with
     *     {@link OpenFailedException}. To cancel it ends the attempt
     */
    public CompletableFuture<Connection> open(
            EventLoop loop, URI uri, ConnectionListener listener, Consumer<String> badMessages) {
        Route route = Route.to(uri, settings.proxy());
        Attempt attempt = new Attempt(
                loop, settings, route, (pipeline, hop) -> fill(pipeline, hop, route, uri, listener, badMessages));
        return attempt.start();
    }

    /**
     * What a failed {@link #open} says.
     *
     * @param error what it failed with
     * @return the failure
     */
    public static Failure failure(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof OpenFailedException known ? known.failure() : Failure.of(describe(cause));
    }

    private Connection fill(
            ChannelPipeline pipeline,
            InetSocketAddress hop,
            Route route,
            URI uri,
            ConnectionListener listener,
            Consumer<String> badMessages) {
        if (settings.proxy() != null) {
            pipeline.addLast(Tunnel.handler(settings.proxy(), hop, settings.connectTimeoutMillis()));
        }
        if (Route.isEncrypted(uri)) {
            pipeline.addLast(new SslHandler(settings.tls().engine(route.host(), route.port()), settings.tlsSums()));
        } else {
            pipeline.channel().config().setRecvByteBufAllocator(new ReceiveAllocator());
        }
        ReadClock clock = new ReadClock();
        pipeline.addLast(clock, new HttpClientCodec(), new HttpObjectAggregator(MAX_HANDSHAKE));
        if (settings.compression()) {
            pipeline.addLast(Compression.offer());
        }
        Connection connection = new Connection(pipeline.channel(), clock);
        FrameHandler frames = new FrameHandler(listener, badMessages, settings.maxMessage());
        frames.connection(connection);
        pipeline.addLast(handshake(uri), new FaultHandler(route), frames);
        return connection;
    }

    private WebSocketClientProtocolHandler handshake(URI uri) {
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .handleCloseFrames(false)
                .dropPongFrames(false)
                .withUTF8Validator(false)
                // Whoever closes says so in its own words, or drops the connection without any.
                .sendCloseFrame(null)
                // The session limits the handshake, this only stands in should it be mistaken.
                .handshakeTimeoutMillis(Long.MAX_VALUE / 1_000_000)
                .build();
        WebSocketClientHandshaker13 handshaker = new WebSocketClientHandshaker13(
                uri,
                WebSocketVersion.V13,
                null,
                settings.compression(),
                new DefaultHttpHeaders().add("User-Agent", settings.userAgent()),
                settings.maxMessage());
        return new WebSocketClientProtocolHandler(handshaker, config);
    }

    /**
     * Says what broke a connection.
     *
     * @param error what was thrown
     * @return a few words
     */
    public static String describe(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
    }

    /** Fills the pipeline of a channel that is to connect to an address. */
    interface Filling {
        Connection fill(ChannelPipeline pipeline, InetSocketAddress hop);
    }
}
