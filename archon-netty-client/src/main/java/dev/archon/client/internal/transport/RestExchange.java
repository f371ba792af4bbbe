package dev.archon.client.internal.transport;

import dev.archon.client.internal.net.ProxyAddress;
import dev.archon.client.internal.net.Route;
import dev.archon.client.internal.rest.CallStage;
import dev.archon.client.internal.rest.Exchange;
import dev.archon.client.internal.rest.RestAnswer;
import dev.archon.client.internal.rest.RestFailedException;
import dev.archon.client.internal.rest.RestRequest;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * REST calls over sockets of our own, by HTTP/1.1, with a connection for each call.
 *
 * <p>Not by {@code java.net.http}, which repeats a GET by itself when a connection ends without an answer, past all
 * limits and counters; which keeps a file descriptor for each answer that it cannot parse; and which waits for a body where
 * the status has decided. The calls go the way that the WebSockets go: the same sockets, resolver, TLS and proxy. A call is
 * made once for each connection, seconds or hours apart, so there is little to gain by keeping connections; TLS sessions are
 * resumed.
 */
public final class RestExchange implements Exchange {

    private static final int MAX_LINE = 8 << 10;

    /** How large the headers of an answer may be, in bytes. */
    static final int MAX_HEADERS = 64 << 10;

    private static final Set<String> TAKES_BODY = Set.of("POST", "PUT", "PATCH");

    private static final int MAX_CHUNK = 8 << 10;

    private final Connector.Settings settings;
    private final EventLoopGroup loops;

    /** So that none outlives its event loop with bytes that nobody releases; one that comes later is closed at once. */
    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

    /**
     * Makes an exchange.
     *
     * @param settings how connections are made
     * @param loops what they live on
     */
    public RestExchange(Connector.Settings settings, EventLoopGroup loops) {
        this.settings = settings;
        this.loops = loops;
    }

    @Override
    public CompletableFuture<RestAnswer> send(RestRequest request, Consumer<CallStage> stages) {
        Route route = Route.to(request.uri(), settings.proxy());
        EventLoop loop = loops.next();
        boolean forwarded = isForwarded(request.uri());
        stages.accept(CallStage.CONNECT);
        Connector.Filling<RestHandler> filling = new Connector.Filling<>() {
            @Override
            public void load() {
                if (Route.isEncrypted(request.uri())) {
                    stages.accept(CallStage.LOAD);
                    settings.tls().load();
                    stages.accept(CallStage.CONNECT);
                }
            }

            @Override
            public RestHandler fill(ChannelPipeline pipeline) {
                return RestExchange.this.fill(pipeline, route, request, stages);
            }
        };
        CompletableFuture<RestAnswer> result = new CompletableFuture<>();
        CompletableFuture<RestHandler> connecting = new ConnectionAttempt<RestHandler>(
                        loop, settings, route, settings.proxy() != null && !forwarded, filling)
                .start();
        result.whenComplete((answer, error) -> connecting.cancel(false));
        connecting.whenComplete((handler, error) -> {
            if (error != null) {
                result.completeExceptionally(cause(error));
                return;
            }
            result.whenComplete((answer, failure) -> handler.close());
            handler.answer().whenComplete((answer, failure) -> {
                if (failure == null) {
                    result.complete(answer);
                } else {
                    result.completeExceptionally(failure);
                }
            });
            try {
                FullHttpRequest encoded = encoded(request, forwarded);
                loop.execute(() -> handler.begin(encoded));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    @Override
    public void close() {
        connections.close();
    }

    /** Plain HTTP goes to the proxy as it is (RFC 9112, section 3.2.2): many proxies make tunnels to TLS ports only. */
    private boolean isForwarded(URI uri) {
        return settings.proxy() != null && settings.proxy().kind() == ProxyAddress.Kind.HTTP && !Route.isEncrypted(uri);
    }

    private RestHandler fill(ChannelPipeline pipeline, Route route, RestRequest request, Consumer<CallStage> stages) {
        connections.add(pipeline.channel());
        boolean encrypted = Route.isEncrypted(request.uri());
        RestHandler handler =
                new RestHandler(pipeline.channel(), route, encrypted ? CallStage.TLS : CallStage.REQUEST, stages);
        if (encrypted) {
            // The call itself is limited, and says that it was TLS that took its time.
            pipeline.addLast(settings.tls()
                    .handler(route.host(), route.port(), pipeline.channel().alloc(), settings.tlsTasks()));
        }
        pipeline.addLast(handler.bytes(), new HttpClientCodec(MAX_LINE, MAX_HEADERS, MAX_CHUNK), handler);
        return handler;
    }

    private FullHttpRequest encoded(RestRequest request, boolean forwarded) {
        URI uri = request.uri();
        Route route = Route.to(uri, settings.proxy());
        String host = route.hostHeader(Route.isEncrypted(uri));
        String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        FullHttpRequest encoded = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(request.method()),
                forwarded ? uri.getScheme() + "://" + host + path : path,
                Unpooled.wrappedBuffer(request.body()));
        encoded.headers().set("Host", host).set("Connection", "close");
        request.headers().forEach(encoded.headers()::set);
        if (request.body().length > 0 || TAKES_BODY.contains(request.method())) {
            // Also of an empty body (RFC 9110, section 8.6): some servers refuse a POST that does not name its length.
            encoded.headers().set("Content-Length", request.body().length);
        }
        if (forwarded && settings.proxy() != null) {
            settings.proxy()
                    .basicAuthorization()
                    .ifPresent(login -> encoded.headers().set("Proxy-Authorization", login));
        }
        return encoded;
    }

    private static Throwable cause(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof OpenFailedException known ? new RestFailedException(known.failure()) : cause;
    }
}
