package dev.archon.client.internal.transport;

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
     * @param connectTimeoutMillis how long a TCP connection may take, and a proxy to connect to the host at the end
     * @param openTimeoutMillis how long all may take until the WebSocket is open
     * @param messages which messages are taken
     * @param handshake what the handshake asks for
     * @param log where errors of this program go
     */
    public record Settings(
            Sockets sockets,
            Tls tls,
            @Nullable ProxyAddress proxy,
            HostResolver resolver,
            Executor names,
            Executor tlsSums,
            int connectTimeoutMillis,
            long openTimeoutMillis,
            MessageRules messages,
            HandshakeRequest.Settings handshake,
            LogOutput log) {}

    /**
     * Makes a connector.
     *
     * @param settings how WebSockets are opened
     */
    public Connector(Settings settings) {
        this.settings = settings;
    }

    /**
     * Opens a WebSocket. The name is resolved anew each time, and its addresses
     * are let race (RFC 8305).
     *
     * @param loop what the connection lives on
     * @param uri where to
     * @param listener told on the event loop that the WebSocket is open, or that it could not be opened
     * @param badMessages told about a message that cannot be read; it costs that message only
     * @return the attempt, which can be cancelled
     */
    public Opening open(EventLoop loop, URI uri, ConnectionListener listener, Consumer<String> badMessages) {
        Route route = Route.to(uri, settings.proxy());
        boolean encrypted = Route.isEncrypted(uri);
        OpeningLimit limit = new OpeningLimit(route, encrypted, settings.openTimeoutMillis());
        Filling<Connection> filling = new Filling<>() {
            @Override
            public void prepare(ChannelConfig config) {
                if (!encrypted) {
                    config.setRecvByteBufAllocator(new ReceiveAllocator());
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
     * What a failed attempt says.
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
            Route route,
            URI uri,
            OpeningLimit limit,
            ConnectionListener listener,
            Consumer<String> badMessages) {
        Handshake handshake = new Handshake(
                new HandshakeRequest(uri, route, nonce(), settings.handshake()), route, InstantSource.system());
        ReadClock clock = new ReadClock();
        Connection connection = new Connection(pipeline.channel(), clock);
        FrameHandler frames = new FrameHandler(listener, badMessages, settings.messages());
        frames.connection(connection);
        WebSocketPipeline.beforeHandshake(
                pipeline,
                tls(uri, route),
                clock,
                new HandshakeHandler(handshake, frames::reader),
                limit,
                new PipelineErrorHandler(route, handshake, settings.log()),
                frames);
        return connection;
    }

    private @Nullable SslHandler tls(URI uri, Route route) {
        if (!Route.isEncrypted(uri)) {
            return null;
        }
        SslHandler tls = new SslHandler(settings.tls().engine(route.host(), route.port()), settings.tlsSums());
        // The limit of the whole opening holds for it.
        tls.setHandshakeTimeoutMillis(0);
        return tls;
    }

    private static byte[] nonce() {
        // It shows that the answer belongs to the request, and keeps no secret (RFC 6455, section 10.3).
        byte[] nonce = new byte[HandshakeRequest.NONCE_LENGTH];
        ThreadLocalRandom.current().nextBytes(nonce);
        return nonce;
    }

    /**
     * Says what broke a connection.
     *
     * @param error what was thrown
     * @return a few words
     */
    public static String describe(Throwable error) {
        return NetworkError.reason(error);
    }

    /** Fills the pipeline of a channel. */
    interface Filling<T> {

        /** Sets what must be set before the first byte is read, also a proxy's. */
        default void prepare(ChannelConfig config) {}

        /** Adds the handlers once the channel leads to the host at the end; they are told that it is active afterwards. */
        T fill(ChannelPipeline pipeline);
    }
}
