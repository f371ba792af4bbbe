package dev.archon.client.internal.transport;

import dev.archon.client.internal.frame.DecryptAllocator;
import dev.archon.client.internal.frame.MessageRules;
import dev.archon.client.internal.frame.ReceiveAllocator;
import dev.archon.client.internal.handshake.Handshake;
import dev.archon.client.internal.handshake.HandshakeRequest;
import dev.archon.client.internal.net.HostResolver;
import dev.archon.client.internal.net.NetworkError;
import dev.archon.client.internal.net.ProxyAddress;
import dev.archon.client.internal.net.Route;
import dev.archon.client.internal.net.Tls;
import dev.archon.client.internal.observe.LogOutput;
import dev.archon.protocol.session.Failure;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens WebSockets. */
public final class Connector {

    private static final ReceiveAllocator RECEIVING = new ReceiveAllocator();

    private final Settings settings;

    /**
     * The settings for opening connections.
     *
     * @param sockets the kind of sockets
     * @param tls the TLS settings for {@code wss} addresses
     * @param proxy the proxy; {@code null} for none
     * @param resolver resolves names, again for each connection
     * @param names runs the resolver, which may block
     * @param tlsTasks runs the tasks of {@code SSLEngine}
     * @param connectTimeoutMillis the limit for a TCP connection, and for a proxy to connect to the target host
     * @param openTimeoutMillis the limit until the WebSocket is open
     * @param messages the rules for accepting messages
     * @param handshake the settings of the handshake
     * @param log receives errors of this program
     */
    public record Settings(
            Sockets sockets,
            Tls tls,
            @Nullable ProxyAddress proxy,
            HostResolver resolver,
            Executor names,
            Executor tlsTasks,
            int connectTimeoutMillis,
            long openTimeoutMillis,
            MessageRules messages,
            HandshakeRequest.Settings handshake,
            LogOutput log) {}

    /**
     * Makes a connector.
     *
     * @param settings the settings for opening connections
     */
    public Connector(Settings settings) {
        this.settings = settings;
    }

    /**
     * Opens a WebSocket. The name is resolved each time, and its addresses race
     * (RFC 8305).
     *
     * @param loop the event loop of the connection
     * @param uri the address
     * @param listener called on the event loop, first when the WebSocket is open or could not be opened
     * @param badMessages receives the problem of a message that cannot be read; only that message is lost
     * @return the attempt, which can be cancelled
     */
    public Opening open(EventLoop loop, URI uri, ConnectionListener listener, Consumer<String> badMessages) {
        Route route = Route.to(uri, settings.proxy());
        boolean encrypted = Route.isEncrypted(uri);
        OpeningLimit limit = new OpeningLimit(route, encrypted, settings.openTimeoutMillis());
        Filling<Connection> filling = new Filling<>() {
            @Override
            public void load() {
                if (encrypted) {
                    settings.tls().load();
                }
            }

            @Override
            public void prepare(ChannelConfig config) {
                if (!encrypted) {
                    config.setRecvByteBufAllocator(RECEIVING);
                } else if (settings.tls().prefersHeap()) {
                    config.setRecvByteBufAllocator(RECEIVING);
                    config.setAllocator(DecryptAllocator.ofThisLoop(config.getAllocator()));
                }
            }

            @Override
            public Connection fill(ChannelPipeline pipeline) {
                return Connector.this.fill(pipeline, route, uri, limit, listener, badMessages);
            }
        };
        ConnectionAttempt<Connection> attempt =
                new ConnectionAttempt<>(loop, settings, route, settings.proxy() != null, filling);
        try {
            limit.start(loop, attempt);
        } catch (Throwable e) {
            // A loop that has ended, or no memory for a thread: the caller learns it as any other failure.
            attempt.fail(e);
        }
        CompletableFuture<Connection> result = attempt.start();
        result.whenComplete((connection, error) -> {
            if (error != null) {
                limit.cancel();
                tellFailed(loop, listener, error);
            }
        });
        return new Opening(result);
    }

    private static void tellFailed(EventLoop loop, ConnectionListener listener, Throwable error) {
        if (error instanceof CancellationException) {
            return;
        }
        try {
            loop.execute(() -> listener.failed(failureOrNone(listener, error)));
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and all that waited for the connection with it.
            listener.thrown("the event loop ended while a connection was being opened", e);
        }
    }

    private static Failure failureOrNone(ConnectionListener listener, Throwable error) {
        try {
            return failure(error);
        } catch (Throwable worse) {
            // Such as a class that is missing on the class path.
            listener.thrown("what became of opening a connection could not be told", worse);
            return Failure.of("it could not be opened (" + worse.getClass().getName() + ")");
        }
    }

    /**
     * The failure of an attempt.
     *
     * @param error the exception of the attempt
     * @return the failure
     */
    public static Failure failure(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof OpenFailedException known ? known.failure() : Failure.of(describe(cause));
    }

    private Connection fill(
            ChannelPipeline pipeline,
            Route route,
            URI uri,
            OpeningLimit limit,
            ConnectionListener listener,
            Consumer<String> badMessages) {
        Handshake handshake = new Handshake(
                new HandshakeRequest(uri, route, nonce(), settings.handshake()), route, InstantSource.system());
        Connection connection = new Connection(pipeline.channel());
        FrameHandler frames = new FrameHandler(listener, badMessages, settings.messages());
        frames.connection(connection);
        SslHandler tls = tls(uri, route, pipeline);
        WebSocketPipeline.beforeHandshake(
                pipeline,
                tls,
                tls != null && settings.tls().prefersHeap(),
                new HandshakeHandler(handshake, frames::reader),
                limit,
                new PipelineErrorHandler(route, handshake, settings.log()),
                frames);
        return connection;
    }

    private @Nullable SslHandler tls(URI uri, Route route, ChannelPipeline pipeline) {
        if (!Route.isEncrypted(uri)) {
            return null;
        }
        return settings.tls()
                .handler(route.host(), route.port(), pipeline.channel().alloc(), settings.tlsTasks());
    }

    private static byte[] nonce() {
        // It shows that the answer belongs to the request, and keeps no secret (RFC 6455, section 10.3).
        byte[] nonce = new byte[HandshakeRequest.NONCE_LENGTH];
        ThreadLocalRandom.current().nextBytes(nonce);
        return nonce;
    }

    /**
     * Describes an exception that broke a connection.
     *
     * @param error the exception
     * @return a short text
     */
    public static String describe(Throwable error) {
        return NetworkError.reason(error);
    }

    /** Fills the pipeline of a channel. */
    interface Filling<T> {

        /** Loads what takes time, such as the TLS provider. May block: it runs on the thread that resolves the name. */
        default void load() {}

        /** Sets what must be set before the first byte is read, also a proxy's. */
        default void prepare(ChannelConfig config) {}

        /** Adds the handlers once the channel is connected to the target host; {@code channelActive} follows. */
        T fill(ChannelPipeline pipeline);
    }
}
