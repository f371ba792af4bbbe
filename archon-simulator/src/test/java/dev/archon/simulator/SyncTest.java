package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.BackupOutcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sync channel: server-sent events of what the REST calls show. */
@Timeout(60)
class SyncTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

    private final ManualTime time = SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z"));
    private final ArchonSimulator sim = ArchonSimulator.builder()
            .server("demo")
            .server("other")
            .apiToken("secret")
            .time(time)
            .start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    void aBackupIsToldFromItsBeginningToItsEnd() throws Exception {
        try (EventStream stream = stream("all", Optional.empty())) {
            UUID id = sim.server("demo").createBackup();
            sim.server("other").createBackup();
            time.advance(LONG_ENOUGH);
            stream.await("backup.operation.create.done");

            assertEquals(
                    List.of(
                            "backup.new",
                            "backup.operation.create.init",
                            "backup.operation.create.start",
                            "backup.operation.create.done"),
                    stream.types());
            assertTrue(
                    stream.data().stream().allMatch(data -> data.contains(id.toString())),
                    stream.data().toString());
            assertTrue(stream.last().contains("\"status\":\"completed\""), stream.last());
            assertTrue(stream.last().contains("\"world_id\""), stream.last());
        }
    }

    @Test
    void aFailedBackupAndAnInstalledModAreTold() throws Exception {
        try (EventStream stream = stream("all", Optional.empty())) {
            sim.server("demo").createBackup(BackupOutcome.FAILED);
            time.advance(LONG_ENOUGH);
            assertTrue(stream.await("backup.operation.create.done").contains("\"status\":\"failed\""));
            sim.server("demo").installMod("P1", "V1");
            time.advance(LONG_ENOUGH);
            assertTrue(stream.await("world.content.addon.patch").contains("\"project_id\":\"P1\""));
        }
    }

    @Test
    void onlyTheWantedCategoriesAreSent() throws Exception {
        try (EventStream stream = stream("users,world", Optional.empty())) {
            sim.server("demo").createBackup();
            sim.server("demo").installMod("P1", "V1");
            time.advance(LONG_ENOUGH);
            stream.await("world.content.addon.patch");
            assertEquals(List.of("world.content.addon.patch"), stream.types());
        }
    }

    @Test
    void whoComesBackWithAnIdGetsWhatItMissed() throws Exception {
        String last;
        try (EventStream stream = stream("all", Optional.empty())) {
            sim.server("demo").createBackup();
            stream.await("backup.operation.create.init");
            last = stream.lastId;
        }
        time.advance(LONG_ENOUGH);
        try (EventStream stream = stream("all", Optional.of(last))) {
            stream.await("backup.operation.create.done");
            assertEquals(List.of("backup.operation.create.start", "backup.operation.create.done"), stream.types());
        }
    }

    @ParameterizedTest
    @CsvSource({"99, protocol.reset", "nonsense, protocol.invalid"})
    void anIdThatIsNotKnownIsAnsweredWithABeginningAnewAndTheEnd(String id, String type) throws Exception {
        try (EventStream stream = stream("all", Optional.of(id))) {
            stream.await(type);
            assertFalse(stream.next());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/sync?scope=server:nope, secret, 404",
        "/v1/sync?scope=server:demo, wrong, 401",
        "/v1/sync?scope=user:me, secret, 400"
    })
    void aCallThatIsRefusedIsNoStream(String path, String token, int status) throws Exception {
        assertEquals(
                status,
                RestCalls.get(sim.baseUri(), path, "Authorization", "Bearer " + token)
                        .statusCode());
        assertEquals(
                status, sim.journal().entries(JournalEntry.Call.class).get(0).status());
    }

    @Test
    void onlyGetOpensAStream() throws Exception {
        HttpRequest head = HttpRequest.newBuilder(sim.baseUri().resolve("/v1/sync?scope=server:demo"))
                .header("Authorization", "Bearer secret")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        assertEquals(405, http.send(head, HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    @Test
    void aClientThatSendsOnAndGoesIsSeenToGo() throws Exception {
        String request =
                "GET /v1/sync?scope=server:demo HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer secret\r\n\r\n";
        Socket socket = new Socket(sim.baseUri().getHost(), sim.baseUri().getPort());
        try (socket) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((request + request + request).getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertEquals("HTTP/1.1 200 OK", in.readLine());
            socket.shutdownOutput();
            // The end of what the client sends is its end: the simulator closes as well, or this would time out.
            while (in.readLine() != null) {
                // Until then.
            }
        }
    }

    private EventStream stream(String intent, Optional<String> lastId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        sim.baseUri().resolve("/v1/sync?scope=server:demo&intent=" + intent))
                .header("Authorization", "Bearer secret")
                .header("Origin", "http://localhost:3000");
        lastId.ifPresent(id -> request.header("Last-Event-Id", id));
        HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        assertEquals(
                "text/event-stream", answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(
                "http://localhost:3000",
                answer.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
        EventStream stream = new EventStream(answer.body());
        // The first message comes when the client is among those that are told.
        assertTrue(stream.readLine().startsWith("retry: "));
        return stream;
    }

    /** What was read of a stream so far. */
    private static final class EventStream implements AutoCloseable {

        private final BufferedReader in;
        private final List<String> data = new ArrayList<>();
        private String lastId = "";

        private EventStream(InputStream in) {
            this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        }

        private String readLine() throws IOException {
            String line = in.readLine();
            return line == null ? "" : line;
        }

        /** Reads up to the next event; false at the end of the stream. */
        private boolean next() throws IOException {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("id: ")) {
                    lastId = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    data.add(line.substring("data: ".length()));
                    return true;
                }
            }
            return false;
        }

        private String await(String type) throws IOException {
            while (next()) {
                if (last().contains("\"type\":\"" + type + "\"")) {
                    return last();
                }
            }
            throw new AssertionError("the stream ended before " + type + ": " + data);
        }

        private String last() {
            return data.get(data.size() - 1);
        }

        private List<String> data() {
            return data;
        }

        private List<String> types() {
            return data.stream()
                    .map(text -> text.replaceFirst(".*\"type\":\"([^\"]*)\".*", "$1"))
                    .toList();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
