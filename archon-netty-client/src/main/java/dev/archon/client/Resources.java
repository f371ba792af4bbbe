package dev.archon.client;

import dev.archon.client.internal.dispatch.EventLoopExecutor;
import dev.archon.client.internal.dispatch.HandlerPool;
import dev.archon.client.internal.net.Route;
import dev.archon.client.internal.rest.JdkExchange;
import dev.archon.client.internal.rest.RestClient;
import dev.archon.client.internal.rest.TokenCallThrottle;
import dev.archon.client.internal.session.SessionContext;
import dev.archon.client.internal.transport.Connector;
import dev.archon.client.internal.transport.RestExchange;
import dev.archon.client.internal.transport.Sockets;
import dev.archon.protocol.session.SessionMachine;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The threads of a client: its own, which it ends, and the embedder's, which it does not end. */
final class Resources {

    /** How long to wait for the end of connections, of delivery and of threads. */
    static final int WAIT_SECONDS = 5;

    private static final ThreadLocal<Boolean> HANDLING = ThreadLocal.withInitial(() -> false);

    private final EventLoopGroup group;
    private final boolean ownGroup;
    private final Sockets sockets;
    // A slow lookup must not delay those for other names. They load TLS as well, which blocks.
    private final ExecutorService names = ClientThreads.pool("archon-dns", 16);
    private final ExecutorService tlsTasks =
            ClientThreads.pool("archon-tls", Runtime.getRuntime().availableProcessors());
    private final ExecutorService suppliers = ClientThreads.pool("archon-token", 8);
    private final Executor executor;
    private final boolean ownExecutor;

    /** Completes futures: their dependent stages may block, and handlers that block must not delay them. */
    private final HandlerPool completions = ClientThreads.completions();

    private final ClientConfig config;
    private @Nullable RestClient rest;

    Resources(ClientConfig config) {
        this.config = config;
        EventLoopGroup given = config.network().eventLoopGroup();
        Executor executor = config.delivery().executor();
        this.sockets = sockets(config.network().transport(), given);
        this.ownGroup = given == null;
        this.group = given != null
                ? given
                : new MultiThreadIoEventLoopGroup(
                        // Not Netty's two for each processor: loops that never block only take it from each other.
                        Runtime.getRuntime().availableProcessors(),
                        new DefaultThreadFactory("archon-event-loop", true),
                        sockets.newDriver().get());
        this.executor = executor != null ? executor : ClientThreads.handlers(Resources::handling);
        this.ownExecutor = executor == null;
    }

    /** The executor for the handlers of a server on that event loop. */
    Executor executor(EventLoop loop) {
        if (config.delivery().direct()) {
            return new EventLoopExecutor(loop);
        }
        if (executor instanceof HandlerPool pool) {
            // Its threads are marked once and for all, which for each task would cost as much as delivering a line.
            return pool.from(loop);
        }
        return task -> executor.execute(handling(task));
    }

    /** The executor that completes futures. */
    Executor completions() {
        return config.delivery().direct() ? Runnable::run : completions;
    }

    private static Runnable handling(Runnable task) {
        return () -> {
            HANDLING.set(true);
            try {
                task.run();
            } finally {
                HANDLING.remove();
            }
        };
    }

    EventLoop nextLoop() {
        return group.next();
    }

    /** Makes the objects that all sessions share. */
    SessionContext context() {
        ClientConfig.Network network = config.network();
        Connector.Settings connecting = new Connector.Settings(
                sockets,
                network.tls(),
                network.proxy(),
                network.resolver(),
                names,
                tlsTasks,
                (int) network.connectTimeout().toMillis(),
                config.session().openTimeout().toMillis(),
                config.messages(),
                network.handshake(),
                ArchonClient::log);
        RestClient calling = rest(connecting);
        rest = calling;
        return new SessionContext(
                new SessionMachine(config.session()),
                InstantSource.system(),
                () -> ThreadLocalRandom.current().nextDouble(),
                calling,
                new Connector(connecting),
                config.rest().base(),
                network.clearTextAllowed(),
                completions(),
                config.console().continuityLines(),
                config.delivery().maxBytes(),
                config.session().historyLimit());
    }

    private RestClient rest(Connector.Settings connecting) {
        ClientConfig.Rest calls = config.rest();
        HttpClient http = calls.httpClient();
        return new RestClient(
                http == null
                        ? new RestExchange(connecting, group)
                        : new JdkExchange(http, Route.to(calls.base(), null), group),
                new RestClient.Settings(
                        calls.base(),
                        calls.requestTimeout(),
                        calls.token(),
                        suppliers,
                        new TokenCallThrottle(
                                calls.tokenCallsPerSecond(),
                                calls.tokenCallBurst(),
                                config.session().backoff().maxRetryAfter(),
                                group,
                                config.nanoTime(),
                                () -> ThreadLocalRandom.current().nextDouble()),
                        group,
                        calls.headers(),
                        http == null ? config.network().proxy() : null,
                        config.network().clearTextAllowed(),
                        ArchonClient::log));
    }

    private static Sockets sockets(Transport transport, @Nullable EventLoopGroup group) {
        Sockets chosen = switch (transport) {
            case NIO -> Sockets.nio();
            case EPOLL -> Sockets.epoll();
            case IO_URING -> Sockets.ioUring();
            case AUTO -> group != null ? Sockets.fitting(group) : Sockets.best();
        };
        if (group != null && !Sockets.fitting(group).name().equals(chosen.name())) {
            throw new IllegalStateException(
                    "the event loop group is of " + Sockets.fitting(group).name() + " and cannot drive transport "
                            + transport + "; leave transport(...) or eventLoopGroup(...) out");
        }
        return chosen;
    }

    /**
     * Ends the threads.
     *
     * @param sessions completes when no connection is left
     * @param delivery completes when handlers have got everything
     */
    void close(CompletableFuture<Void> sessions, CompletableFuture<Void> delivery) {
        boolean mayWait = !HANDLING.get() && !inEventLoop();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        if (mayWait) {
            await(sessions, deadline, System.Logger.Level.DEBUG, "a session did not end in time");
            await(
                    delivery,
                    deadline,
                    System.Logger.Level.WARNING,
                    "handlers block, and the client is closed without waiting for them any longer than " + WAIT_SECONDS
                            + " s; what they have not got yet comes when they return");
        }
        sessions.whenComplete((done, error) -> release());
        if (ownGroup) {
            // Close frames that are on their way get this long.
            group.shutdownGracefully(100, TimeUnit.SECONDS.toMillis(WAIT_SECONDS), TimeUnit.MILLISECONDS);
            if (mayWait) {
                group.terminationFuture()
                        .awaitUninterruptibly(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        }
    }

    private void release() {
        List<Runnable> steps = List.of(
                () -> {
                    if (rest != null) {
                        rest.close();
                    }
                },
                config.network().tls()::close,
                RecordMethods::forgetLast,
                completions::shutdown,
                names::shutdownNow,
                tlsTasks::shutdown,
                suppliers::shutdownNow,
                () -> {
                    if (ownExecutor) {
                        shutDown(executor);
                    }
                });
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                ArchonClient.log(System.Logger.Level.WARNING, "something of a closed client could not be ended", e);
            }
        }
    }

    private static void shutDown(Executor handlers) {
        if (handlers instanceof HandlerPool pool) {
            pool.shutdown();
        } else if (handlers instanceof ExecutorService service) {
            service.shutdown();
        }
    }

    private boolean inEventLoop() {
        for (io.netty.util.concurrent.EventExecutor loop : group) {
            if (loop.inEventLoop()) {
                return true;
            }
        }
        return false;
    }

    private static void await(CompletableFuture<Void> end, long deadline, System.Logger.Level level, String tooLate) {
        try {
            end.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // The threads are ended all the same.
            ArchonClient.log(level, tooLate, null);
        } catch (ExecutionException e) {
            ArchonClient.log(
                    System.Logger.Level.DEBUG, "a session could not be ended; its event loop may have ended before", e);
        }
    }
}
