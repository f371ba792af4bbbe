package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ArchonSimulatorBuilder;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.junit.ArchonSimulatorExtension;
import dev.archon.simulator.scenario.Traffic;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReconnectingTest extends ClientOfSimulator {

    @RegisterExtension
    static final ArchonSimulatorExtension SIMULATOR = ArchonSimulatorExtension.perTest(() -> simulator(0));

    @Test
    void anExpiringTokenIsRenewedOnTheSameConnection() throws Exception {
        get(server.connect());
        simulated.expireToken();
        simulator.journal().await(JournalEntry.Auth.class, auth -> auth.detail().equals("renewed"), LIMIT);
        assertEquals(
                1, simulator.journal().entries(JournalEntry.Handshake.class).size());
        assertEquals(
                2, simulator.journal().entries(JournalEntry.TokenCall.class).size());
        assertTrue(server.status().connected());
    }

    @ParameterizedTest
    @MethodSource("endings")
    void afterAnUnexpectedEndItConnectsAgainWithAFreshToken(String name, Consumer<SimulatedServer> ending)
            throws Exception {
        get(server.connect());
        ending.accept(simulated);
        simulator.journal().await(JournalEntry.Auth.class, auth -> auth.detail().equals("first"), 2, LIMIT);
        await().atMost(LIMIT).until(() -> server.status().connected());
        assertEquals(
                2, simulator.journal().entries(JournalEntry.TokenCall.class).size());
        List<String> lines = new CopyOnWriteArrayList<>();
        server.on(LogEvent.class, log -> lines.add(log.message()));
        await().atMost(LIMIT).until(() -> simulated.connections() == 1);
        simulated.emit(new LogEvent(LogStream.STDOUT, "after " + name));
        await().atMost(LIMIT).until(() -> lines.contains("after " + name));
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of("drop", (Consumer<SimulatedServer>) SimulatedServer::drop),
                Arguments.of("reset", (Consumer<SimulatedServer>) SimulatedServer::reset),
                Arguments.of("close 1001", (Consumer<SimulatedServer>) s -> s.close(1001, "going away")),
                Arguments.of("close 1012", (Consumer<SimulatedServer>) s -> s.close(1012, "restart")),
                Arguments.of("close 4001", (Consumer<SimulatedServer>) s -> s.close(4001, "expired")));
    }

    /** A handshake may be answered before the thread that asked for the connection learns that it stands. */
    @Test
    void everyHandshakeIsFollowedByItsToken() throws Exception {
        for (int i = 0; i < 200; i++) {
            get(server.reconnect());
        }
        assertEquals(
                200, simulator.journal().entries(JournalEntry.Handshake.class).size());
        assertEquals(200, simulator.journal().entries(JournalEntry.Auth.class).size());
    }

    @Test
    void aRuleForClosuresThatThrowsIsReportedAndTheConnectionMadeAnew() throws Exception {
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        reopen(builder()
                .onHandlerError((id, error) -> errors.add(error))
                .session(Clients.session(3)
                        .reconnectOn(code -> {
                            throw new IllegalArgumentException("no such code");
                        })
                        .build()));
        get(server.connect());
        simulated.close(4001, "whatever");
        await().atMost(LIMIT)
                .until(() ->
                        simulator.journal().entries(JournalEntry.Auth.class).size() == 2);
        await().atMost(LIMIT).until(() -> server.status().connected());
        assertTrue(String.valueOf(errors.get(0).getMessage()).contains("reconnectOn(...)"), errors.toString());
    }

    @Test
    void aDisconnectAfterARefusedHandshakeEndsTheNextAttemptToo() throws Exception {
        try (HandMadeArchon archon = new HandMadeArchon()) {
            AtomicInteger handshakes = new AtomicInteger();
            archon.onWebSocket(peer -> {
                peer.readRequest();
                handshakes.incrementAndGet();
                peer.sendRaw("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            });
            AtomicInteger lookups = new AtomicInteger();
            CountDownLatch second = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            CountDownLatch gone = new CountDownLatch(1);
            ArchonClientBuilder builder = Clients.impatient(archon.baseUri())
                    .session(Clients.session(5).openTimeout(LIMIT).build());
            builder.resolver = host -> {
                // Each attempt looks up the endpoint's name, and then the WebSocket's.
                if (lookups.incrementAndGet() == 4) {
                    second.countDown();
                    Clients.hold(goOn);
                    gone.countDown();
                }
                return List.of(InetAddress.getByName(host));
            };
            try (ArchonClient client = builder.build()) {
                ArchonServer server = client.server("demo");
                CompletableFuture<Void> unused = server.connect();
                assertTrue(second.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
                get(server.disconnect());
                goOn.countDown();
                assertTrue(gone.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
                // Whatever the attempt still does is done when another one has been made after it.
                archon.onWebSocket(HandMadeArchon.Peer::accept);
                get(server.connect());
                assertEquals(1, handshakes.get());
            }
        }
    }

    @Test
    void anAddressThatNobodyCanReachFailsAtOnceAndSaysWhy() throws Exception {
        try (HandMadeArchon archon = new HandMadeArchon();
                ArchonClient client = Clients.impatient(archon.baseUri())
                        .session(Clients.session(0).openTimeout(LIMIT).build())
                        .build()) {
            archon.onRest(call ->
                    HandMadeArchon.respond(call, 200, "{\"url\":\"ws://127.0.0.1:99999/ws\",\"token\":\"a.b.c\"}"));
            ExecutionException failed = assertThrows(
                    ExecutionException.class, () -> get(client.server("demo").connect()));
            assertTrue(Clients.message(failed).contains("99999"), Clients.message(failed));
        }
    }

    @Test
    void aNormalClosureByTheServerEndsIt() throws Exception {
        get(server.connect());
        simulated.close(1000, "good night");
        await().atMost(LIMIT).until(() -> server.status().state() == ServerStatus.State.DISCONNECTED);
        assertEquals(
                "the server closed the connection (1000): good night",
                server.status().lastCause().orElseThrow().describe());
    }

    @Test
    void aServerThatStaysAwayIsGivenUpOnceAndConnectsAfresh() throws Exception {
        List<ServerStatus> ends = new CopyOnWriteArrayList<>();
        server.onStatus(status -> {
            if (status.state() == ServerStatus.State.FAILED) {
                ends.add(status);
            }
        });
        get(server.connect());
        int port = simulator.port();
        simulator.close();
        await().atMost(LIMIT).until(() -> !ends.isEmpty());
        try (ArchonSimulator again = simulator(port).start()) {
            get(server.connect());
            again.server("demo").emit(new LogEvent(LogStream.STDOUT, "back"));
            assertEquals(1, ends.size());
        }
    }

    @Test
    void whatWasSentBeforeADropIsDelivered() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        server.onBatch(batch -> batch.forEach(event -> {
            if (event instanceof LogEvent log && log.message().startsWith("line ")) {
                lines.add(log.message());
            }
        }));
        get(server.connect());
        for (int i = 0; i < 100; i++) {
            simulated.emit(new LogEvent(LogStream.STDOUT, "line " + i));
        }
        simulated.drop();
        await().atMost(LIMIT).until(() -> lines.size() >= 100);
        assertEquals("line 99", lines.get(99));
    }

    private static ArchonSimulatorBuilder simulator(int port) {
        return ArchonSimulator.builder()
                .server("demo")
                .port(port)
                .traffic(Traffic.SILENT)
                .tokenWarning(Duration.ofSeconds(30));
    }
}
