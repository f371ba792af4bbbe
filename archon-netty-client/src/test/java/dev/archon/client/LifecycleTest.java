package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.Traffic;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    @Test
    void cancellingTheOnlyConnectGivesTheAttemptUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ArchonClient waiting = Clients.impatient(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                        .build()) {
            ArchonServer server = waiting.server("demo");
            CompletableFuture<Void> connect = server.connect();
            await().atMost(LIMIT).until(() -> server.status().state() == ServerStatus.State.CONNECTING);
            connect.cancel(true);
            await().atMost(LIMIT).until(() -> server.status().state() == ServerStatus.State.DISCONNECTED);
        }
    }

    @Test
    void cancellingOneOfTwoConnectsLeavesTheAttemptToTheOther() throws Exception {
        CompletableFuture<Void> first = server.connect();
        CompletableFuture<Void> second = server.connect();
        first.cancel(true);
        get(second);
        assertTrue(server.status().connected());
    }

    @Test
    void cancellingAConnectThatIsDoneChangesNothing() throws Exception {
        CompletableFuture<Void> connect = server.connect();
        get(connect);
        assertFalse(connect.cancel(true));
        get(server.connect());
        assertTrue(server.status().connected());
    }

    @Test
    void disconnectAllEndsEveryConnectionAndTheyCanComeBack() throws Exception {
        ArchonServer other = client.server("other");
        get(CompletableFuture.allOf(server.connect(), other.connect()));
        get(client.disconnectAll());
        assertEquals(ServerStatus.State.DISCONNECTED, server.status().state());
        assertEquals(ServerStatus.State.DISCONNECTED, other.status().state());
        get(CompletableFuture.allOf(server.connect(), other.connect()));
        assertEquals(2, client.metrics().serversConnected());
    }

    @Test
    void aClientMayBeClosedFromAHandler() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        server.on(LogEvent.class, log -> {
            client.close();
            closed.countDown();
        });
        get(server.connect());
        simulator.server("demo").emit(new LogEvent(LogStream.STDOUT, "close"));
        assertTrue(closed.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
        await().atMost(LIMIT).until(() -> simulator.server("demo").connections() == 0);
        assertThrows(IllegalStateException.class, () -> client.server("more"));
    }

    @Test
    void closingTwiceOrFromManyThreadsDoesNoHarm() throws Exception {
        get(server.connect());
        CompletableFuture<?>[] closes = new CompletableFuture<?>[4];
        for (int i = 0; i < closes.length; i++) {
            closes[i] = CompletableFuture.runAsync(client::close);
        }
        get(CompletableFuture.allOf(closes));
        client.close();
        assertEquals(ServerStatus.State.CLOSED, server.status().state());
    }

    @Test
    void closingWhileConnectingFailsTheConnect() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ArchonClient waiting = Clients.impatient(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                    .build();
            CompletableFuture<Void> connect = waiting.server("demo").connect();
            waiting.close();
            assertThrows(java.util.concurrent.ExecutionException.class, () -> get(connect));
        }
    }

    @Test
    void noThreadIsLeftAfterClose() throws Exception {
        get(server.connect());
        assertTrue(threads("archon-event-loop") > 0);
        client.close();
        await().atMost(LIMIT).until(() -> threads("archon-event-loop") == 0 && threads("archon-handler") == 0);
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .count();
    }

    private final ArchonSimulator simulator = ArchonSimulator.builder()
            .server("demo")
            .server("other")
            .traffic(Traffic.SILENT)
            .start();
    private final ArchonClient client = Clients.impatient(simulator.baseUri()).build();
    private final ArchonServer server = client.server("demo");

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }
}
