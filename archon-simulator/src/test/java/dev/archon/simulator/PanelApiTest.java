package dev.archon.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.ApiCodec;
import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.rest.Backup;
import dev.archon.protocol.rest.BackupOperation;
import dev.archon.protocol.rest.BackupOperationState;
import dev.archon.protocol.rest.BackupOperationType;
import dev.archon.protocol.rest.BackupQueue;
import dev.archon.protocol.rest.BackupStatus;
import dev.archon.protocol.rest.NodeAccess;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.rest.ServerDetails;
import dev.archon.protocol.rest.ServerInfo;
import dev.archon.protocol.rest.ServerPage;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.BackupOutcome;
import dev.archon.simulator.scenario.ExtractionOutcome;
import dev.archon.simulator.scenario.Stub;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls that a panel makes beside the WebSocket. */
class PanelApiTest {

    private static final String TOKEN = "a-token-that-nobody-may-see";
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

    private final ManualTime time = SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z"));
    private final ArchonSimulator sim = ArchonSimulator.builder()
            .server("demo")
            .server("a b/c")
            .server("third")
            .apiToken(TOKEN)
            .time(time)
            .start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    void theServersComeInPages() throws Exception {
        ServerPage page =
                ApiCodec.decodeServers(get(RestPaths.servers(2, 2), TOKEN).body());

        assertEquals(
                List.of("third"), page.servers().stream().map(ServerInfo::id).toList());
        assertEquals(2, page.currentPage().orElseThrow());
        assertEquals(2, page.pageSize().orElseThrow());
        assertEquals(2, page.totalPages().orElseThrow());
        assertEquals(3, page.totalItems().orElseThrow());
        assertEquals(
                page.servers().get(0).ownerId().orElseThrow(),
                page.users().get(0).id());
        assertEquals(400, get("/modrinth/v0/servers?limit=0", TOKEN).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "a b/c"})
    void aServerIsTheSameInBothForms(String id) throws Exception {
        ServerInfo older =
                ApiCodec.decodeServer(get(RestPaths.server(id), TOKEN).body());
        ServerDetails newer = details(id);

        assertEquals(id, older.id());
        assertEquals(id, newer.id());
        assertTrue(older.obstacle().isEmpty());
        assertEquals(older.sftp().username(), newer.sftp().username());
        ServerDetails.Content content =
                newer.activeWorld().orElseThrow().content().orElseThrow();
        assertEquals(older.minecraftVersion(), content.gameVersion());
        assertEquals(older.loaderVersion(), content.modloaderVersion());
        assertEquals(
                List.of("demo", "a b/c", "third"),
                ApiCodec.decodeServerDetailsList(
                                get(RestPaths.SERVERS_V1, TOKEN).body())
                        .stream()
                        .map(ServerDetails::id)
                        .toList());
    }

    @Test
    void theWorldIsTheOneThatInstallationsName() throws Exception {
        try (PlainSocket socket = socket()) {
            sim.server("demo").installMod("P1", "V1");
            String named = socket.await(
                            InstallProgressEvent.class, event -> !event.items().isEmpty())
                    .items()
                    .get(0)
                    .worldId()
                    .orElseThrow();
            assertEquals(world(), named);
            time.advance(LONG_ENOUGH);
            String addons = new String(
                    get("/v1/servers/demo/worlds/" + world() + "/addons", TOKEN).body(), UTF_8);
            assertTrue(addons.contains("\"project_id\":\"P1\""), addons);
        }
    }

    @Test
    void aBackupMadeByACallShowsItsProgressOnTheSocketAndItsEndInTheList() throws Exception {
        try (PlainSocket socket = socket()) {
            String id = ApiCodec.decodeCreatedBackup(
                    send("POST", backups(), "{\"name\":\"before the update\"}").body());

            assertEquals("pending", socket.await(BackupProgressEvent.class).state());
            BackupOperation active = queue().activeOperations().get(0);
            assertEquals(id, active.backupId().orElseThrow());
            assertEquals(BackupOperationType.CREATE, active.typeValue());
            assertEquals(BackupStatus.PENDING, only().statusValue());

            time.advance(Duration.ofSeconds(3));
            assertEquals(BackupStatus.IN_PROGRESS, only().statusValue());

            time.advance(LONG_ENOUGH);
            BackupProgressEvent end = socket.await(
                    BackupProgressEvent.class, event -> event.state().equals("done"));
            assertEquals(id, end.id());
            assertEquals(BackupStatus.DONE, only().statusValue());
            assertEquals("before the update", only().name().orElseThrow());
            assertEquals(List.of(), queue().activeOperations());
            assertEquals(
                    BackupOperationState.COMPLETED,
                    only().history().get(0).stateValue().orElseThrow());
            assertEquals(List.of(UUID.fromString(id)), sim.server("demo").backups());
        }
    }

    @Test
    void whatWasDoneWithABackupIsInItsHistory() throws Exception {
        UUID id = sim.server("demo").createBackup();
        time.advance(LONG_ENOUGH);
        String backup = backups() + "/" + id;

        assertEquals(204, send("POST", backup + "/restore", "{\"name\":\"x\"}").statusCode());
        assertEquals(409, send("POST", backup + "/restore", "{\"name\":\"x\"}").statusCode());
        long operation = queue().activeOperations().get(0).operationId().orElseThrow();
        String path = RestPaths.backupOperation("demo", world(), BackupOperationType.RESTORE, operation);
        assertEquals(404, send("POST", path + "/ack", "").statusCode());
        assertEquals(204, send("POST", path + "/cancel", "").statusCode());
        assertEquals(404, send("POST", path + "/cancel", "").statusCode());
        assertEquals(204, send("POST", path + "/ack", "").statusCode());
        assertEquals(
                BackupOperationState.CANCELLED,
                only().history().get(1).stateValue().orElseThrow());
        assertEquals(BackupStatus.DONE, only().statusValue());

        assertEquals(
                204,
                send("PATCH", RestPaths.backupName("demo", world(), id.toString()), "{\"name\":\"other\"}")
                        .statusCode());
        assertEquals("other", only().name().orElseThrow());
        assertEquals(204, send("DELETE", backup, "").statusCode());
        assertEquals(404, send("DELETE", backup, "").statusCode());
        assertEquals(List.of(), queue().backups());
        assertEquals(List.of(), sim.server("demo").backups());
    }

    @Test
    void aBackupThatFailedAsksTheUserUntilItIsAcknowledgedAndCanBeRetried() throws Exception {
        UUID id = sim.server("demo").createBackup(BackupOutcome.FAILED);
        time.advance(LONG_ENOUGH);
        BackupOperation failed = only().history().get(0);
        assertEquals(BackupStatus.ERROR, only().statusValue());
        assertEquals(true, failed.shouldPrompt().orElseThrow());
        assertTrue(failed.error().isPresent());

        String path = RestPaths.backupOperation(
                "demo",
                world(),
                BackupOperationType.CREATE,
                failed.operationId().orElseThrow());
        assertEquals(204, send("POST", path + "/ack", "").statusCode());
        assertEquals(false, only().history().get(0).shouldPrompt().orElseThrow());

        assertEquals(204, send("POST", backups() + "/" + id + "/retry", "").statusCode());
        time.advance(LONG_ENOUGH);
        assertEquals(BackupStatus.DONE, only().statusValue());
        assertEquals(409, send("POST", backups() + "/" + id + "/retry", "").statusCode());
    }

    @Test
    void manyBackupsAreDeletedTogetherOrNone() throws Exception {
        UUID one = sim.server("demo").createBackup();
        UUID two = sim.server("demo").createBackup();
        String unknown = "{\"backup_ids\":[\"" + one + "\",\"" + UUID.randomUUID() + "\"]}";

        assertEquals(404, send("POST", backups() + "/delete-many", unknown).statusCode());
        assertEquals(2, queue().backups().size());
        String both = "{\"backup_ids\":[\"" + one + "\",\"" + two + "\"]}";
        assertEquals(204, send("POST", backups() + "/delete-many", both).statusCode());
        assertEquals(List.of(), queue().backups());
        assertEquals(List.of(), queue().activeOperations());
    }

    @Test
    void theNodeIsOnTheSamePortAndTakesItsOwnTokenOnly() throws Exception {
        NodeAccess access = access();
        URI node = access.node(sim.baseUri(), true);
        assertEquals(sim.port(), node.getPort());
        String nodeToken = access.token().value();
        String socketToken = RestCodec.decodeCredentials(
                        get(RestPaths.webSocket("demo"), TOKEN).body())
                .token()
                .value();

        for (String wrong : List.of(TOKEN, socketToken, nodeToken + "x", "")) {
            assertEquals(401, send("POST", RestPaths.CLEAR_CONSOLE, "", wrong).statusCode(), wrong);
        }
        assertEquals(401, get(RestPaths.server("demo"), nodeToken).statusCode());
        assertEquals(204, send("POST", RestPaths.CLEAR_CONSOLE, "", nodeToken).statusCode());
        time.advance(Duration.ofHours(1));
        assertEquals(401, send("POST", RestPaths.CLEAR_CONSOLE, "", nodeToken).statusCode());
    }

    @Test
    void aClearedConsoleIsNotReplayedButStaysInTheLatestLog() throws Exception {
        sim.server("demo").command("say before");
        String token = access().token().value();
        assertEquals(204, send("POST", RestPaths.CLEAR_CONSOLE, "", token).statusCode());
        sim.server("demo").command("say after");

        HttpResponse<byte[]> log = get("/modrinth/v0/fs/download?path=/logs/latest.log", token);
        String text = new String(log.body(), UTF_8);
        assertTrue(text.contains("before") && text.contains("after"), text);
        assertTrue(log.headers().firstValue("content-type").orElseThrow().startsWith("text/plain"));
        assertEquals(
                404,
                get("/modrinth/v0/fs/download?path=/world/level.dat", token).statusCode());
        try (PlainSocket socket = socket()) {
            LogEvent first = socket.await(LogEvent.class);
            assertTrue(first.message().contains("after"), first.message());
        }
    }

    @Test
    void fileOperationsAreCancelledAndDismissed() throws Exception {
        UUID id = sim.server("demo").extractArchive("/world.zip", ExtractionOutcome.DONE);
        String token = access().token().value();
        String query = "?id=" + id;

        assertEquals(404, send("POST", "/v1/fs/ops/dismiss" + query, "", token).statusCode());
        assertEquals(204, send("POST", "/v1/fs/ops/cancel" + query, "", token).statusCode());
        try (PlainSocket socket = socket()) {
            assertEquals(
                    "cancelled",
                    socket.await(FilesystemOpsEvent.class)
                            .all()
                            .get(0)
                            .stateValue()
                            .text());
            assertEquals(
                    204, send("POST", "/v1/fs/ops/dismiss" + query, "", token).statusCode());
            FilesystemOpsEvent unused =
                    socket.await(FilesystemOpsEvent.class, event -> event.all().isEmpty());
        }
        assertEquals(
                404, send("POST", "/v1/fs/ops/cancel?id=nonsense", "", token).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/nothing, 404",
        "GET, /v1/servers/nope, 404",
        "GET, /v1/servers/demo/worlds/nope/backups-queue, 404",
        "PUT, /v1/servers/demo, 405",
        "POST, /v1/servers/demo/worlds/nope/backups-queue, 400",
    })
    void everyCallIsInTheJournalAndMayBeMadeByAPageOfThisMachine(String method, String path, int status)
            throws Exception {
        HttpResponse<byte[]> answer = http.send(
                request(method, path, "{}", TOKEN)
                        .header("Origin", "http://localhost:3000")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertEquals(status, answer.statusCode());
        assertEquals(
                "http://localhost:3000",
                answer.headers().firstValue("Access-Control-Allow-Origin").orElse("none"));
        assertTrue(RestCodec.decodeError(answer.body()).isPresent());
        JournalEntry.Call call = sim.journal().entries(JournalEntry.Call.class).get(0);
        assertEquals(method, call.method());
        assertEquals(path, call.path());
        assertEquals(status, call.status());
    }

    @Test
    void aCallThatNothingAnswersIsToldWhatWould() throws Exception {
        String problem = RestCodec.decodeError(
                        get("/v1/servers/demo/startup?x=1", TOKEN).body())
                .orElseThrow();

        assertTrue(problem.contains("GET /v1/servers/{server}"), problem);
        assertTrue(problem.contains("GET /v1/servers/demo/startup"), problem);
        String stub = "{\"method\":\"GET\",\"path\":\"/v1/servers/{server}/startup\",\"status\":200,\"body\":{}}";
        assertTrue(problem.endsWith(stub), problem);
        JournalEntry.Call call = sim.journal().entries(JournalEntry.Call.class).get(0);
        assertEquals(JournalEntry.Answerer.NOBODY, call.answerer());
        assertEquals("demo", call.server());
        assertEquals(stub, call.detail());
        ActiveStub added = sim.stub(Stub.parse(call.detail()));
        assertEquals(200, get("/v1/servers/demo/startup?x=1", TOKEN).statusCode());
        assertEquals(1, added.answers());
    }

    @Test
    void theJournalHoldsHeadersAndBodyWithoutSecrets() throws Exception {
        String body = "{\"name\":\"mine\",\"password\":\"hunter\\\"2\",\"note\":\"" + TOKEN + "\",\"n\":1}";
        HttpResponse<byte[]> unused = send("POST", "/v1/x?token=hunter2&y=1", body);

        JournalEntry.Call call = sim.journal().entries(JournalEntry.Call.class).get(0);
        String shown = call.toString();
        assertFalse(shown.contains("hunter"), shown);
        assertFalse(shown.contains(TOKEN), shown);
        assertTrue(call.body().contains("\"name\":\"mine\""), shown);
        assertTrue(call.path().endsWith("&y=1"), shown);
        assertEquals("(removed)", call.headers().get("authorization"));
    }

    @Test
    void aRefusedPowerCallIsInTheJournal() throws Exception {
        assertEquals(
                400,
                send("POST", RestPaths.power("demo"), "{\"action\":\"Fly\"}").statusCode());

        assertEquals(400, sim.journal().entries(JournalEntry.Call.class).get(0).status());
    }

    @Test
    void everyServerHasAWorldOfItsOwn() throws Exception {
        assertNotEquals(world(), details("third").activeWorld().orElseThrow().id());
    }

    private PlainSocket socket() throws Exception {
        WebSocketCredentials credentials = RestCodec.decodeCredentials(
                get(RestPaths.webSocket("demo"), TOKEN).body());
        PlainSocket socket = PlainSocket.open(URI.create(credentials.url()));
        socket.authenticate(credentials.token().value());
        return socket;
    }

    private Backup only() throws Exception {
        List<Backup> all = queue().backups();
        assertEquals(1, all.size());
        return all.get(0);
    }

    private BackupQueue queue() throws Exception {
        return ApiCodec.decodeBackups(get(backups(), TOKEN).body());
    }

    private String backups() throws Exception {
        return RestPaths.backups("demo", world());
    }

    private String world() throws Exception {
        return details("demo").activeWorld().orElseThrow().id();
    }

    private ServerDetails details(String id) throws Exception {
        return ApiCodec.decodeServerDetails(
                get(RestPaths.serverDetails(id), TOKEN).body());
    }

    private NodeAccess access() throws Exception {
        return ApiCodec.decodeNodeAccess(
                get(RestPaths.nodeAccess("demo"), TOKEN).body());
    }

    private HttpResponse<byte[]> get(String path, String token) throws Exception {
        return send("GET", path, "", token);
    }

    private HttpResponse<byte[]> send(String method, String path, String body) throws Exception {
        return send(method, path, body, TOKEN);
    }

    private HttpResponse<byte[]> send(String method, String path, String body, String token) throws Exception {
        return http.send(request(method, path, body, token).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String method, String path, String body, String token) {
        return HttpRequest.newBuilder(sim.baseUri().resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(20));
    }
}
