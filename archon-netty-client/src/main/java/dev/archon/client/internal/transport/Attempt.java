package dev.archon.client.internal.transport;

import dev.archon.client.internal.net.NetworkError;
import dev.archon.client.internal.net.Route;
import dev.archon.protocol.session.Failure;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to get a TCP connection: resolves the name, then tries address after address.
 *
 * @param <T> what the pipeline of a connection is filled with
 */
final class Attempt<T> {

    private final EventLoop loop;
    private final Connector.Settings settings;
    private final Route route;
    private final boolean tunnelled;
    private final Connector.Filling<T> filling;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    /** If it is tunnelled, the proxy is asked for a connection to the host at the end. */
    Attempt(EventLoop loop, Connector.Settings settings, Route route, boolean tunnelled, Connector.Filling<T> filling) {
        this.loop = loop;
        this.settings = settings;
        this.route = route;
        this.tunnelled = tunnelled;
        this.filling = filling;
    }

    CompletableFuture<T> start() {
        CompletableFuture.supplyAsync(this::resolve, settings.names()).whenComplete((addresses, error) -> {
            if (error != null) {
                fail(error);
            } else {
                onLoop(addresses.iterator());
            }
        });
        return result;
    }

    private List<InetAddress> resolve() {
        if (result.isDone()) {
            return List.of();
        }
        try {
            return settings.resolver().resolve(route.firstHost());
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    private void onLoop(Iterator<InetAddress> addresses) {
        try {
            loop.execute(() -> next(addresses, null));
        } catch (RejectedExecutionException e) {
            fail(e);
        }
    }

    /** Whatever goes wrong fails the attempt at once, and not by its time limit. */
    private void next(Iterator<InetAddress> addresses, @Nullable Throwable last) {
        try {
            connect(addresses, last);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void connect(Iterator<InetAddress> addresses, @Nullable Throwable last) {
        if (result.isDone()) {
            return;
        }
        if (!addresses.hasNext()) {
            fail(last == null ? new UnknownHostException() : last);
            return;
        }
        InetSocketAddress hop = new InetSocketAddress(addresses.next(), route.firstPort());
        Initializer initializer = new Initializer(hop);
        SocketAddress remote = tunnelled ? InetSocketAddress.createUnresolved(route.host(), route.port()) : hop;
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(settings.sockets().channel())
                .resolver(NoopAddressResolverGroup.INSTANCE)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, settings.connectTimeoutMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(initializer)
                .connect(remote);
        result.whenComplete((connection, error) -> {
            if (error != null) {
                connecting.cancel(false);
                connecting.channel().close();
            }
        });
        connecting.addListener(future -> {
            if (!future.isSuccess()) {
                next(addresses, future.cause());
            } else if (!result.complete(initializer.connection())) {
                connecting.channel().close();
            }
        });
    }

    private void fail(Throwable error) {
        result.completeExceptionally(new OpenFailedException(Failure.of(NetworkError.describe(error, route))));
    }

    private final class Initializer extends ChannelInitializer<Channel> {

        private final InetSocketAddress hop;
        private @Nullable T connection;

        Initializer(InetSocketAddress hop) {
            this.hop = hop;
        }

        @Override
        protected void initChannel(Channel channel) {
            connection = filling.fill(channel.pipeline(), hop);
        }

        T connection() {
            if (connection == null) {
                throw new IllegalStateException("connected without a pipeline");
            }
            return connection;
        }
    }
}
