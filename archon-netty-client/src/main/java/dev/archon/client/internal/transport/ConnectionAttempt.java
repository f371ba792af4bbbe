package dev.archon.client.internal.transport;

import dev.archon.client.internal.net.AddressRace;
import dev.archon.client.internal.net.NetworkError;
import dev.archon.client.internal.net.Route;
import dev.archon.client.internal.net.Tls;
import dev.archon.protocol.session.Failure;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * One attempt to open a connection: resolves the name, lets its addresses race, and asks the proxy, if there is one, for a
 * tunnel. Only the connection that wins gets a pipeline, so that the others cause no events.
 *
 * <p>Whatever is thrown on the way, by the resolver, an executor or a library, fails the attempt at once.
 *
 * @param <T> what the pipeline of a connection is filled with
 */
final class ConnectionAttempt<T> {

    private final EventLoop loop;
    private final Connector.Settings settings;
    private final Route route;
    private final boolean tunnelled;
    private final Connector.Filling<T> filling;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final List<ChannelFuture> connecting = new ArrayList<>();
    private volatile CallStage stage = CallStage.NAME;

    private enum CallStage {
        NAME,
        LOAD,
        CONNECTION,
        TUNNEL
    }

    /** If it is tunnelled, the proxy is asked for a connection to the host at the end. */
    ConnectionAttempt(
            EventLoop loop, Connector.Settings settings, Route route, boolean tunnelled, Connector.Filling<T> filling) {
        this.loop = loop;
        this.settings = settings;
        this.route = route;
        this.tunnelled = tunnelled;
        this.filling = filling;
    }

    CompletableFuture<T> start() {
        result.whenComplete((connection, error) -> {
            if (error != null) {
                // A loop that is shut down has closed its channels.
                guarded(() -> loop.execute(this::closeAll));
            }
        });
        guarded(() -> settings.names().execute(() -> guarded(this::resolve)));
        return result;
    }

    /** Fails if there is no connection yet, and says what is missing. */
    void timedOut(long millis) {
        String within = " within " + millis + " ms (openTimeout); ";
        fail(Failure.of(
                switch (stage) {
                    case NAME -> "the name " + route.firstHost() + " was not resolved" + within + "check the DNS";
                    case LOAD -> "TLS was not ready" + within + Tls.LOADING_HINT;
                    case CONNECTION ->
                        "no connection to " + route.firstHop() + within + "check the network and firewalls";
                    case TUNNEL ->
                        route.firstHop() + " did not connect to " + route.target() + within
                                + "check the proxy and its network";
                }));
    }

    private void resolve() throws UnknownHostException {
        if (result.isDone()) {
            return;
        }
        stage = CallStage.LOAD;
        filling.load();
        stage = CallStage.NAME;
        List<InetAddress> addresses = settings.resolver().resolve(route.firstHost());
        if (addresses.isEmpty()) {
            throw new UnknownHostException(route.firstHost());
        }
        AddressRace race = new AddressRace(addresses);
        stage = CallStage.CONNECTION;
        loop.execute(() -> guarded(() -> race.next().ifPresent(first -> connect(race, first))));
    }

    private void connect(AddressRace race, InetAddress address) {
        if (isOver()) {
            return;
        }
        int index = race.started() - 1;
        InetSocketAddress hop = new InetSocketAddress(address, route.firstPort());
        ChannelFuture attempt = new Bootstrap()
                .group(loop)
                .channel(settings.sockets().channel())
                .resolver(NoopAddressResolverGroup.INSTANCE)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, settings.connectTimeoutMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new Quiet())
                .connect(hop);
        connecting.add(attempt);
        attempt.addListener(future -> guarded(() -> {
            if (!future.isSuccess()) {
                lost(race, future.cause());
            }
        }));
        loop.schedule(
                () -> guarded(() -> {
                    if (!isOver()) {
                        race.delayOver(index).ifPresent(next -> connect(race, next));
                    }
                }),
                AddressRace.DELAY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private void lost(AddressRace race, Throwable error) {
        if (isOver()) {
            return;
        }
        race.failed();
        if (race.isLost()) {
            fail(error);
        } else {
            race.next().ifPresent(next -> connect(race, next));
        }
    }

    private void connected(Channel channel) {
        if (isOver()) {
            channel.close();
            return;
        }
        stage = CallStage.TUNNEL;
        connecting.removeIf(attempt -> attempt.channel() == channel);
        closeAll();
        connecting.add(channel.newSucceededFuture());
        if (tunnelled) {
            channel.pipeline()
                    .addLast(new Tunnel(
                            route, settings.connectTimeoutMillis(), () -> guarded(() -> fill(channel)), this::fail));
        } else {
            fill(channel);
        }
    }

    private void fill(Channel channel) {
        ChannelHandlerContext quiet = channel.pipeline().firstContext();
        T filled = filling.fill(channel.pipeline());
        if (!result.complete(filled)) {
            channel.close();
            return;
        }
        quiet.fireChannelActive();
        channel.pipeline().remove(quiet.handler());
    }

    /** Whether no other address is needed: one has won, or the attempt has ended. */
    private boolean isOver() {
        return stage == CallStage.TUNNEL || result.isDone();
    }

    private void closeAll() {
        for (ChannelFuture attempt : connecting) {
            attempt.cancel(false);
            if (attempt.channel().isRegistered()) {
                // Without a socket there is nothing to close, and Netty's placeholder channel throws.
                attempt.channel().close();
            }
        }
        connecting.clear();
    }

    private void guarded(Task task) {
        try {
            task.run();
        } catch (Throwable e) {
            fail(e);
        }
    }

    void fail(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (!result.isDone() && !NetworkError.isOfTheNetwork(cause)) {
            // The cause is neither the server nor the network, so the log needs the stack trace.
            settings.log().write(System.Logger.Level.ERROR, "a connection could not be opened", cause);
        }
        fail(Failure.of(NetworkError.describe(cause, route)));
    }

    private void fail(Failure failure) {
        result.completeExceptionally(new OpenFailedException(failure));
    }

    private interface Task {
        void run() throws Exception;
    }

    /** Holds the place of the pipeline, and keeps back that the channel is active until there is one. */
    private final class Quiet extends ChannelInboundHandlerAdapter {

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            // Netty would only log what is thrown here, and go on without this handler.
            guarded(() -> filling.prepare(context.channel().config()));
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            guarded(() -> connected(context.channel()));
        }
    }
}
