package dev.archon.client.internal.transport;

import dev.archon.client.internal.frame.ReceiveAllocator;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Opens WebSockets. */
public final class Connector {

    private static final int MAX_HANDSHAKE = 64 * 1024;

    private final SslContext tls;
    private final Executor blocking;
    private final int connectTimeoutMillis;
    private final int maxMessage;

    /**
     * Makes a connector.
     *
     * @param tls for {@code wss} addresses
     * @param blocking where names are resolved, which may block
     * @param connectTimeoutMillis how long a TCP connection may take
     * @param maxMessage the size of the largest message that is accepted, in bytes
     */
    public Connector(SslContext tls, Executor blocking, int connectTimeoutMillis, int maxMessage) {
        this.tls = tls;
        this.blocking = blocking;
        this.connectTimeoutMillis = connectTimeoutMillis;
        this.maxMessage = maxMessage;
    }

    /**
     * Opens a WebSocket. The name is resolved anew each time.
     *
     * @param loop what the connection lives on
     * @param uri where to
     * @param listener told what happens
     * @param badMessages told about a message that cannot be read; it costs that message only
     * @return the connection once its TCP connection stands. If it cannot be made, this fails with a message to be shown
     */
    public CompletableFuture<Connection> open(
            EventLoop loop, URI uri, ConnectionListener listener, Consumer<String> badMessages) {
        boolean encrypted = uri.getScheme().equals("wss");
        int port = uri.getPort() >= 0 ? uri.getPort() : encrypted ? 443 : 80;
        return CompletableFuture.supplyAsync(() -> resolve(uri.getHost(), port), blocking)
                .thenCompose(address -> connect(loop, address, uri, encrypted, listener, badMessages));
    }

    private CompletableFuture<Connection> connect(
            EventLoop loop,
            InetSocketAddress address,
            URI uri,
            boolean encrypted,
            ConnectionListener listener,
            Consumer<String> badMessages) {
        ReadClock clock = new ReadClock();
        FrameHandler frames = new FrameHandler(listener, badMessages, maxMessage);
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMillis)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (!encrypted) {
                            channel.config().setRecvByteBufAllocator(new ReceiveAllocator());
                        } else {
                            channel.pipeline()
                                    .addLast(tls.newHandler(channel.alloc(), uri.getHost(), address.getPort()));
                        }
                        frames.connection(new Connection(channel, clock));
                        channel.pipeline()
                                .addLast(
                                        clock,
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(MAX_HANDSHAKE),
                                        new WebSocketClientProtocolHandler(handshake(uri)),
                                        new WebSocketFrameAggregator(maxMessage),
                                        frames);
                    }
                });
        CompletableFuture<Connection> connected = new CompletableFuture<>();
        ChannelFuture attempt = bootstrap.connect(address);
        attempt.addListener(future -> {
            if (future.isSuccess()) {
                connected.complete(frames.connection());
            } else {
                connected.completeExceptionally(future.cause());
            }
        });
        return connected;
    }

    private WebSocketClientProtocolConfig handshake(URI uri) {
        return WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(uri)
                .version(WebSocketVersion.V13)
                .customHeaders(new DefaultHttpHeaders().add("User-Agent", "archon-java/0.1"))
                .maxFramePayloadLength(maxMessage)
                .handleCloseFrames(false)
                .dropPongFrames(false)
                .allowExtensions(false)
                // The session limits the handshake, this only stands in should it be mistaken.
                .handshakeTimeoutMillis(Long.MAX_VALUE / 1_000_000)
                .build();
    }

    private static InetSocketAddress resolve(String host, int port) {
        try {
            String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return new InetSocketAddress(InetAddress.getByName(name), port);
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * Says what broke a connection.
     *
     * @param error what was thrown
     * @return a few words
     */
    public static String describe(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof UnknownHostException) {
            return "the name of the server's node is not known; check the network and the base URL";
        }
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
    }
}
