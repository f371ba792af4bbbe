package dev.archon.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.UptimeEvent;
import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Direction;
import dev.archon.simulator.scenario.DurationRange;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.FloodResult;
import dev.archon.simulator.scenario.Scenarios;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Servers that come and go while the simulator runs, and the way back to the start. */
@Timeout(60)
class ServersAtRunTimeTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final ManualTime time = SimulatorTime.manual(NOON);
    private final ArchonSimulator sim =
            ArchonSimulator.builder().server("demo").time(time).start();

    @Test
    void aServerThatIsAddedIsEverywhere() throws Exception {
        SimulatedServer added = sim.addServer("lobby");

        assertEquals("lobby", added.id());
        assertEquals(List.of("demo", "lobby"), ids(sim));
        assertEquals(List.of("demo", "lobby"), listed("/v1/servers", "id"));
        assertEquals(List.of("demo", "lobby"), listed("/modrinth/v0/servers", "server_id"));
        try (PlainSocket socket = PlainSocket.authenticated(sim, "lobby");
                InputStream stream = sync("lobby")) {
            socket.await(UptimeEvent.class);
            assertEquals(1, added.connections());
            String id = added.createBackup().toString();
            assertTrue(readUntil(stream, id).contains("backup.new"));
        }
    }

    @Test
    void aServerThatIsAddedIsAsIfItHadBeenThereFromTheStart() throws Exception {
        try (ArchonSimulator other = ArchonSimulator.builder()
                .server("demo")
                .server("lobby")
                .time(SimulatorTime.manual(NOON))
                .start()) {
            SimulatedServer unused = sim.addServer("lobby");
            assertEquals(history(other, "lobby"), history(sim, "lobby"));
        }
    }

    @Test
    void aServerThatIsAddedPlaysWhatEveryServerPlays() {
        try (ArchonSimulator played =
                ArchonSimulator.builder().scenario(Scenarios.named("flapping")).start()) {
            assertEquals(
                    "flapping",
                    played.addServer("lobby").runs().get(0).scenario().name());
        }
    }

    @Test
    void aServerThatIsRemovedTakesItsSocketsAndStreamsAlong() throws Exception {
        SimulatedServer lobby = sim.addServer("lobby");
        try (PlainSocket socket = PlainSocket.authenticated(sim, "lobby");
                InputStream stream = sync("lobby")) {
            ActiveFault late = lobby.fault(new Fault.Latency(Direction.BOTH, DurationRange.of(Duration.ofHours(1))));
            ScenarioRun run = lobby.play(Scenarios.named("flapping"));
            CompletableFuture<FloodResult> flood = lobby.flood(1_000_000, 1);
            sim.removeServer("lobby");

            List<PlainSocket.Frame> rest = socket.rest();
            PlainSocket.Frame last = rest.get(rest.size() - 1);
            assertEquals(1001, last.closeCode());
            assertTrue(last.text().contains("server removed"));
            stream.readAllBytes();
            assertFalse(late.isActive() || run.isRunning());
            assertTrue(flood.isCancelled());
            late.close();
            run.stop();
        }
        assertEquals(List.of("demo"), ids(sim));
        assertEquals(List.of("demo"), listed("/v1/servers", "id"));
        assertEquals(404, RestCalls.tokenCall(sim, "lobby").statusCode());
        assertEquals(
                404,
                RestCalls.get(sim.baseUri(), "/v1/sync?scope=server:lobby", "Authorization", "Bearer any")
                        .statusCode());
        assertThrows(IllegalArgumentException.class, () -> sim.server("lobby"));
        String message =
                assertThrows(IllegalStateException.class, () -> lobby.burst(1)).getMessage();
        assertEquals("server lobby was removed from the simulator", message);
        time.advance(Duration.ofMinutes(1));
    }

    @Test
    void whatClientsDidOnAServerThatIsRemovedStaysInTheJournal() throws Exception {
        SimulatedServer unused = sim.addServer("lobby");
        PlainSocket.authenticated(sim, "lobby").close();
        sim.removeServer("lobby");

        JsonNode entries = json("/sim/journal?server=lobby").path("entries");
        List<String> whats = new ArrayList<>();
        entries.forEach(entry -> whats.add(entry.path("what").asString()));
        assertEquals(List.of("token-call", "handshake", "auth", "closed"), whats);
    }

    @Test
    void aServerMayComeBackAndBeginsAnew() throws Exception {
        String before = history(sim, "demo");
        SimulatedServer demo = sim.server("demo");
        demo.burst(10);
        sim.removeServer("demo");
        assertEquals(List.of(), ids(sim));
        assertEquals("[]", new String(call("/v1/servers").body(), StandardCharsets.UTF_8));

        SimulatedServer again = sim.addServer("demo");
        assertEquals(before, history(sim, "demo"));
        // The former handle stands for the id.
        demo.burst(1);
        assertEquals(demo.logLinesSent(), again.logLinesSent());
    }

    @Test
    void whatCannotBeAddedOrRemovedIsSaid() {
        assertThrows(IllegalArgumentException.class, () -> sim.addServer("demo"));
        assertThrows(IllegalArgumentException.class, () -> sim.addServer(""));
        assertThrows(IllegalArgumentException.class, () -> sim.addServer("x".repeat(201)));
        String message = assertThrows(IllegalArgumentException.class, () -> sim.removeServer("nope"))
                .getMessage();
        assertEquals("no server nope; this simulator has demo", message);
        sim.close();
        assertEquals(
                "the simulator is closed",
                assertThrows(IllegalStateException.class, () -> sim.addServer("late"))
                        .getMessage());
    }

    @Test
    void manyMayAddAndRemoveAtOnce() throws Exception {
        Set<String> there = new ConcurrentSkipListSet<>(Set.of("demo"));
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int worker = i;
            all.add(CompletableFuture.runAsync(() -> {
                Random random = new Random(worker);
                for (int j = 0; j < 20; j++) {
                    String id = worker + "-" + random.nextInt(4);
                    if (there.add(id)) {
                        SimulatedServer unused = sim.addServer(id);
                    } else {
                        sim.removeServer(id);
                        there.remove(id);
                    }
                }
            }));
        }
        CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get(50, TimeUnit.SECONDS);

        assertEquals(there, new TreeSet<>(ids(sim)));
        for (String id : there) {
            assertEquals(200, RestCalls.tokenCall(sim, id).statusCode());
        }
    }

    @Test
    void aResetBringsTheSameBytesAgain() throws Exception {
        String before = history(sim, "demo");
        SimulatedServer demo = sim.server("demo");
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            ActiveFault late = demo.fault(new Fault.Bandwidth(Direction.TO_CLIENT, 10));
            ActiveFault refused = demo.fault(new Fault.TokenRefused(500));
            demo.burst(100);
            demo.crash(java.util.OptionalInt.of(1));
            sim.addServer("lobby");
            sim.reset();

            List<PlainSocket.Frame> rest = socket.rest();
            PlainSocket.Frame last = rest.get(rest.size() - 1);
            assertEquals(1012, last.closeCode());
            assertTrue(last.text().contains("simulator reset"));
            assertFalse(late.isActive() || refused.isActive());
        }
        assertEquals(List.of("demo"), ids(sim));
        assertEquals(List.of(), sim.journal().entries());
        assertEquals(List.of(), demo.faults());
        assertEquals(List.of(), demo.connectionNumbers());
        assertEquals(before, history(sim, "demo"));
    }

    @Test
    void clientsThatConnectAgainDuringAResetFindTheirServer() throws Exception {
        Set<Integer> statuses = new ConcurrentSkipListSet<>();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> calls = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                try {
                    statuses.add(RestCalls.tokenCall(sim, "demo").statusCode());
                } catch (Exception e) {
                    throw new AssertionError("a call failed during a reset", e);
                }
            }
        });
        await().atMost(SOON).until(() -> !statuses.isEmpty());
        for (int i = 0; i < 20; i++) {
            sim.reset();
        }
        over.set(true);
        calls.get(20, TimeUnit.SECONDS);

        statuses.remove(503);
        assertEquals(Set.of(200), statuses);
    }

    @Test
    void aSocketOpensOnTheNewServerAfterAReset() throws Exception {
        URI url = URI.create(RestCalls.credentials(sim, "demo").url());
        sim.reset();
        try (PlainSocket socket = PlainSocket.open(url)) {
            socket.authenticate(RestCalls.credentials(sim, "demo").token().value());
            socket.await(UptimeEvent.class);
            assertEquals(1, sim.server("demo").connections());
            assertEquals(1, sim.journal().entries(JournalEntry.Handshake.class).size());
        }
    }

    private static List<String> ids(ArchonSimulator sim) {
        return sim.servers().stream().map(SimulatedServer::id).toList();
    }

    private List<String> listed(String path, String name) throws Exception {
        JsonNode body = JsonText.parse(new String(call(path).body(), StandardCharsets.UTF_8));
        List<String> ids = new ArrayList<>();
        (body.isArray() ? body : body.path("servers"))
                .forEach(server -> ids.add(server.path(name).asString()));
        return ids;
    }

    private HttpResponse<byte[]> call(String path) throws Exception {
        return RestCalls.get(sim.baseUri(), path, "Authorization", "Bearer any");
    }

    private JsonNode json(String path) throws Exception {
        return JsonText.parse(new String(RestCalls.get(sim.baseUri(), path).body(), StandardCharsets.UTF_8));
    }

    private InputStream sync(String server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(sim.baseUri().resolve("/v1/sync?scope=server:" + server))
                .header("Authorization", "Bearer any")
                .timeout(SOON)
                .build();
        InputStream stream = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body();
        String unused = readUntil(stream, "retry: 1000");
        return stream;
    }

    private static String readUntil(InputStream stream, String wanted) throws Exception {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(wanted) < 0) {
            int next = stream.read();
            assertTrue(next >= 0, "the stream ended behind " + text);
            text.append((char) next);
        }
        return text.toString();
    }

    /** Everything that a socket gets before it is up to date. */
    private static String history(ArchonSimulator sim, String server) throws Exception {
        try (PlainSocket socket = PlainSocket.authenticated(sim, server)) {
            socket.await(UptimeEvent.class);
            return Arrays.toString(socket.tape()).substring(0, 20_000);
        }
    }

    @AfterEach
    void close() {
        sim.close();
    }
}
