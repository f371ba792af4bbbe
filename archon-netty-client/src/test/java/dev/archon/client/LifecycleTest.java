package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.ActiveFault;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Traffic;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@SimulatedArchon(
        servers = {"demo", "other"},
        traffic = Traffic.SILENT)
class LifecycleTest extends ClientOfSimulator {

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
    void cancellingALateConnectDoesNotEndTheReconnectingOfOthers() throws Exception {
        try (ArchonClient patient = Clients.impatient(simulator.baseUri())
                .session(Clients.session(10_000).build())
                .build()) {
            ArchonServer wanted = patient.server("demo");
            List<ServerStatus.State> states = new CopyOnWriteArrayList<>();
            wanted.onStatus(status -> states.add(status.state()));
            get(wanted.connect());
            ActiveFault down = simulator.server("demo").fault(new Fault.TokenRefused(503, Optional.empty()));
            simulator.server("demo").drop();
            await().atMost(LIMIT).until(() -> wanted.status().state() == ServerStatus.State.RECONNECTING);
            wanted.connect().cancel(true);
            // Whoever asks after it waits behind it.
            CompletableFuture<Void> behind = wanted.connect();
            down.close();
            get(behind);
            assertFalse(states.contains(ServerStatus.State.DISCONNECTED), states.toString());
        }
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
            assertThrows(ExecutionException.class, () -> get(connect));
        }
    }

    @Test
    void aServerThatIsClosedEndsItsConnectionAndIsForgotten() throws Exception {
        get(CompletableFuture.allOf(server.connect(), client.server("other").connect()));
        server.close();
        await().atMost(LIMIT).until(() -> simulator.server("demo").connections() == 0);
        await().atMost(LIMIT).until(() -> server.status().state() == ServerStatus.State.CLOSED);
        assertEquals(1, client.metrics().servers());
        assertTrue(client.server("other").status().connected());
    }

    @Test
    void whatIsAskedOfAClosedHandleFailsAndSaysWhy() {
        server.close();
        server.close();
        for (CompletableFuture<Void> asked : List.of(server.connect(), server.reconnect(), server.command("list"))) {
            ExecutionException failed = assertThrows(ExecutionException.class, () -> get(asked));
            assertEquals(
                    "server demo: this handle is closed; client.server(id) gives a new one", Clients.message(failed));
        }
    }

    @Test
    void afterAHandleIsClosedItsIdGivesANewOne() throws Exception {
        List<String> old = new CopyOnWriteArrayList<>();
        List<String> now = new CopyOnWriteArrayList<>();
        server.on(LogEvent.class, log -> old.add(log.message()));
        get(server.connect());
        server.close();
        ArchonServer next = client.server("demo");
        assertNotSame(server, next);
        assertSame(next, client.server("demo"));
        // One that is late does not take the new one away.
        server.close();
        assertSame(next, client.server("demo"));
        next.on(LogEvent.class, log -> now.add(log.message()));
        get(next.connect());
        await().atMost(LIMIT).until(() -> simulator.server("demo").connections() == 1);
        simulator.server("demo").emit(new LogEvent(LogStream.STDOUT, "for the new one"));
        await().atMost(LIMIT).until(() -> now.contains("for the new one"));
        assertFalse(old.contains("for the new one"));
    }

    @Test
    void whatWaitsForAHandlerIsDeliveredThoughTheHandleIsClosed() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch cameIn = new CountDownLatch(1);
        List<String> lines = new CopyOnWriteArrayList<>();
        server.on(LogEvent.class, log -> {
            Clients.hold(goOn);
            lines.add(log.message());
        });
        // A relay waits for no handler.
        server.onLogBytes(batch -> {
            if (batch.text(batch.size() - 1).equals("the last")) {
                cameIn.countDown();
            }
        });
        get(server.connect());
        simulator.server("demo").emit(new LogEvent(LogStream.STDOUT, "the last"));
        assertTrue(cameIn.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
        server.close();
        await().atMost(LIMIT).until(() -> server.status().state() == ServerStatus.State.CLOSED);
        assertFalse(lines.contains("the last"));
        goOn.countDown();
        await().atMost(LIMIT).until(() -> lines.contains("the last"));
    }

    @Test
    void aClientThatIsClosedWhileItMakesAHandleGivesNone() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()) {
            @Override
            public IoEventLoop next() {
                meanwhile.getAndSet(() -> {}).run();
                return super.next();
            }
        };
        ArchonClient closing =
                Clients.impatient(simulator.baseUri()).eventLoopGroup(group).build();
        try {
            // The handle is given an event loop.
            meanwhile.set(closing::close);
            IllegalStateException refused = assertThrows(IllegalStateException.class, () -> closing.server("late"));
            assertEquals("the client is closed", refused.getMessage());
        } finally {
            closing.close();
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    @Test
    void whoAsksForAConnectionWithoutEndIsTurnedAwayInTheEnd() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ArchonClient waiting = Clients.impatient(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                        .requestTimeout(LIMIT)
                        .session(Clients.session(3).build())
                        .build()) {
            ArchonServer wanted = waiting.server("demo");
            CompletableFuture<Void> first = wanted.connect();
            for (int i = 1; i < 10_000; i++) {
                CompletableFuture<Void> unused = wanted.connect();
            }
            ExecutionException refused = assertThrows(ExecutionException.class, () -> get(wanted.connect()));
            assertEquals("server demo: 10000 callers wait for this connection already", Clients.message(refused));
            assertFalse(first.isDone());
        }
    }

    @Test
    void closingReturnsThoughAHandlerBlocksTheEventLoop() throws Exception {
        ArchonClient direct =
                Clients.impatient(simulator.baseUri()).directDelivery().build();
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ArchonServer stuck = direct.server("demo");
        stuck.on(AuthOkEvent.class, event -> {
            blocked.countDown();
            Clients.hold(goOn);
        });
        CompletableFuture<Void> unused = stuck.connect();
        assertTrue(blocked.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
        get(CompletableFuture.runAsync(direct::close));
        assertEquals(1, goOn.getCount());
        goOn.countDown();
    }

    @Test
    void noThreadIsLeftAfterClose() throws Exception {
        get(server.connect());
        assertTrue(threads("archon-event-loop") > 0);
        assertTrue(threads("archon-future") > 0);
        client.close();
        await().atMost(LIMIT)
                .until(() -> threads("archon-event-loop") == 0
                        && threads("archon-handler") == 0
                        && threads("archon-future") == 0);
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .count();
    }
}
