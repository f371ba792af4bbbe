package dev.archon.client;

import dev.archon.client.internal.rest.RestClient;
import dev.archon.client.internal.session.SessionContext;
import dev.archon.client.internal.transport.Connector;
import dev.archon.protocol.session.SessionMachine;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The threads of a client: its own, which it ends, and the embedder's, which it leaves alone. */
final class Resources {

    private static final int CLOSE_LIMIT_SECONDS = 5;
    private static final int IDLE_SECONDS = 10;
    private static final ThreadLocal<Boolean> HANDLING = ThreadLocal.withInitial(() -> false);

    private final EventLoopGroup group;
    private final boolean ownGroup;
    private final ExecutorService blocking = pool("archon-io", 8);
    private final Executor executor;
    private final @Nullable ExecutorService ownExecutor;

    Resources(@Nullable EventLoopGroup group, @Nullable Executor executor) {
        this.ownGroup = group == null;
        this.group = group != null
                ? group
                : new MultiThreadIoEventLoopGroup(
                        new DefaultThreadFactory("archon-event-loop", true), NioIoHandler.newFactory());
        this.ownExecutor = executor == null ? handlers() : null;
        Executor base = executor != null ? executor : Objects.requireNonNull(ownExecutor);
        this.executor = task -> base.execute(() -> {
            HANDLING.set(true);
            try {
                task.run();
            } finally {
                HANDLING.remove();
            }
        });
    }

    Executor executor() {
        return executor;
    }

    EventLoop nextLoop() {
        return group.next();
    }

    SessionContext context(ArchonClient.Builder settings) {
        HttpClient http = HttpClient.newBuilder()
                .executor(blocking)
                .connectTimeout(settings.connectTimeout)
                .build();
        RestClient rest = new RestClient(
                http, settings.base, settings.requestTimeout, Objects.requireNonNull(settings.token, "token"));
        return new SessionContext(
                new SessionMachine(settings.session),
                rest,
                new Connector(tls(), blocking, (int) settings.connectTimeout.toMillis(), settings.maxMessageBytes),
                settings.base,
                settings.clearTextAllowed,
                settings.direct ? Runnable::run : executor,
                settings.continuityLines);
    }

    void close(CompletableFuture<Void> sessions) {
        boolean mayWait = !HANDLING.get() && !inEventLoop();
        if (mayWait) {
            await(sessions);
        }
        sessions.whenComplete((done, error) -> {
            blocking.shutdown();
            if (ownExecutor != null) {
                ownExecutor.shutdown();
            }
        });
        if (ownGroup) {
            // Close frames that are on their way get this long.
            group.shutdownGracefully(100, TimeUnit.SECONDS.toMillis(CLOSE_LIMIT_SECONDS), TimeUnit.MILLISECONDS);
            if (mayWait) {
                group.terminationFuture().awaitUninterruptibly(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
            }
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

    private static void await(CompletableFuture<Void> sessions) {
        try {
            sessions.get(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The threads are ended whether or not each session could say goodbye.
            System.getLogger("dev.archon.client").log(System.Logger.Level.DEBUG, "a session did not end in time", e);
        }
    }

    private static io.netty.handler.ssl.SslContext tls() {
        try {
            return SslContextBuilder.forClient()
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("the JDK's TLS cannot be used: " + e.getMessage(), e);
        }
    }

    private static ExecutorService handlers() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            return pool("archon-handler", 4 * Runtime.getRuntime().availableProcessors());
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("virtual threads cannot be used", e);
        }
    }

    private static ExecutorService pool(String name, int threads) {
        // Unbounded, but each server and each call has one task in it at most.
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory(name, true));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
