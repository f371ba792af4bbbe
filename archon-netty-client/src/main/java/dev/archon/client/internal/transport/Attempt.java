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

/** One attempt to get a TCP connection: resolves the name, then tries address after address. */
final class Attempt {

    private final EventLoop loop;
    private final Connector.Settings settings;
    private final Route route;
    private final Connector.Filling filling;
    private final CompletableFuture<Connection> result = new CompletableFuture<>();

    Attempt(EventLoop loop, Connector.Settings settings, Route route, Connector.Filling filling) {
        this.loop = loop;
        this.settings = settings;
        this.route = route;
        this.filling = filling;
    }

    CompletableFuture<Connection> start() {
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
        } catch (RuntimeException e) {
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
        SocketAddress remote =
                settings.proxy() == null ? hop : InetSocketAddress.createUnresolved(route.host(), route.port());
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
        private @Nullable Connection connection;

        Initializer(InetSocketAddress hop) {
            this.hop = hop;
        }

        @Override
        protected void initChannel(Channel channel) {
            connection = filling.fill(channel.pipeline(), hop);
        }

        Connection connection() {
            if (connection == null) {
                throw new IllegalStateException("connected without a pipeline");
            }
            return connection;
        }
    }
}
