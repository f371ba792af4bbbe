package dev.archon.client.internal.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.internal.net.Route;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionAttemptTest {

    private static final int LIMIT_MILLIS = 10_000;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @Test
    void whatIsThrownWhileASocketIsPreparedFailsTheAttemptAtOnce() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            CompletableFuture<Object> result = new ConnectionAttempt<>(
                            group.next(),
                            TestSettings.within(LIMIT_MILLIS),
                            Route.to(uri, null),
                            false,
                            new Unprepared())
                    .start();

            String detail = detailOf(result);
            assertTrue(detail.contains("no provider today"), detail);
        }
    }

    @Test
    void whatLoadsTooLongIsNamedAndHoldsNoEventLoopUp() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Connector.Filling<Object> slow = new Connector.Filling<>() {
            @Override
            public void load() {
                loading.countDown();
                try {
                    assertTrue(over.await(LIMIT_MILLIS, TimeUnit.MILLISECONDS));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public Object fill(ChannelPipeline pipeline) {
                throw new AssertionError("nothing was connected");
            }
        };
        ExecutorService names = Executors.newSingleThreadExecutor();
        try {
            ConnectionAttempt<Object> attempt = new ConnectionAttempt<>(
                    group.next(),
                    TestSettings.within(LIMIT_MILLIS, names),
                    Route.to(URI.create("https://127.0.0.1:9/"), null),
                    false,
                    slow);
            CompletableFuture<Object> result = attempt.start();
            assertTrue(loading.await(LIMIT_MILLIS, TimeUnit.MILLISECONDS));
            group.next().submit(() -> attempt.timedOut(5)).get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);

            assertEquals(
                    "TLS was not ready within 5 ms (openTimeout); its certificates are loaded once, so try again, and"
                            + " check whether this machine is overloaded",
                    detailOf(result));
        } finally {
            over.countDown();
            names.shutdown();
        }
    }

    private static String detailOf(CompletableFuture<Object> failing) {
        ExecutionException thrown =
                assertThrows(ExecutionException.class, () -> failing.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS));
        return assertInstanceOf(OpenFailedException.class, thrown.getCause())
                .failure()
                .detail();
    }

    @AfterEach
    void stop() throws Exception {
        group.shutdownGracefully(0, LIMIT_MILLIS, TimeUnit.MILLISECONDS).sync();
    }

    /** As if TLS could not be used, which is found out before the socket is connected. */
    private static final class Unprepared implements Connector.Filling<Object> {

        @Override
        public void prepare(ChannelConfig config) {
            throw new IllegalStateException("no provider today");
        }

        @Override
        public Object fill(ChannelPipeline pipeline) {
            throw new AssertionError("the socket was not prepared");
        }
    }
}
