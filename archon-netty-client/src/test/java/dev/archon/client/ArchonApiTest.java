package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import dev.archon.protocol.rest.BackupOperationType;
import dev.archon.protocol.rest.BackupQueue;
import dev.archon.protocol.rest.ServerInfo;
import dev.archon.protocol.session.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls beside the connection, against a server that the test answers for. */
class ArchonApiTest {

    @Test
    void theUsersServers() throws Exception {
        answer(200, "{\"servers\":[{\"server_id\":\"a\"}],\"pagination\":{\"total_items\":1}}");
        assertEquals(
                List.of("a"),
                Clients.get(client.api().servers(10, 20)).servers().stream()
                        .map(ServerInfo::id)
                        .toList());
        answer(200, "[{\"id\":\"b\"}]");
        assertEquals("b", Clients.get(client.api().serverDetails()).get(0).id());
        answer(200, "{\"server_id\":\"a/b\"}");
        assertEquals("a/b", Clients.get(client.api().server("a/b")).id());
        answer(200, "{\"id\":\"a b\"}");
        assertEquals("a b", Clients.get(client.api().serverDetails("a b")).id());
        assertEquals(
                List.of(
                        "GET /modrinth/v0/servers?limit=10&offset=20",
                        "GET /v1/servers",
                        "GET /modrinth/v0/servers/a%2Fb",
                        "GET /v1/servers/a%20b"),
                sent);
        assertEquals("Bearer " + Clients.TOKEN, authorizations.get(0));
    }

    @Test
    void theBackupsOfAWorld() throws Exception {
        BackupsApi backups = client.api().backups("s", "w");
        answer(200, "{\"active_operations\":[],\"backups\":[{\"id\":\"b\"}]}");
        BackupQueue queue = Clients.get(backups.list());
        assertTrue(queue.backup("b").isPresent());
        answer(200, "{\"id\":\"new\"}");
        assertEquals("new", Clients.get(backups.create("mine")));
        answer(204, "");
        Clients.get(backups.restore("b", "before"));
        Clients.get(backups.delete("b"));
        Clients.get(backups.deleteAll(List.of("b", "c")));
        Clients.get(backups.retry("b"));
        Clients.get(backups.rename("b", "other"));
        Clients.get(backups.cancel(BackupOperationType.CREATE, 7));
        Clients.get(backups.acknowledge(BackupOperationType.RESTORE, -1));
        String world = "/v1/servers/s/worlds/w";
        assertEquals(
                List.of(
                        "GET " + world + "/backups-queue",
                        "POST " + world + "/backups-queue {\"name\":\"mine\"}",
                        "POST " + world + "/backups-queue/b/restore {\"name\":\"before\"}",
                        "DELETE " + world + "/backups-queue/b",
                        "POST " + world + "/backups-queue/delete-many {\"backup_ids\":[\"b\",\"c\"]}",
                        "POST " + world + "/backups-queue/b/retry",
                        "PATCH " + world + "/backups/b {\"name\":\"other\"}",
                        "POST " + world + "/backups-queue/history/create/7/cancel",
                        "POST " + world + "/backups-queue/history/restore/18446744073709551615/ack"),
                sent);
    }

    @Test
    void aPostWithoutABodyNamesItsLength() throws Exception {
        answer(204, "");
        Clients.get(client.api().backups("s", "w").retry("b"));
        assertEquals(List.of("0"), lengths);
    }

    @Test
    void anyOtherCall() throws Exception {
        answer(200, "[1,\"\u00e9\"]");
        assertEquals(
                "[1,\"\u00e9\"]",
                Clients.get(client.api().call("PUT", "/v1/x?y=%20z", Optional.of("{\"a\":\"\u00fc\"}"))));
        answer(204, "");
        assertEquals("", Clients.get(client.api().call("DELETE", "/v1/x", Optional.empty())));
        assertEquals(List.of("PUT /v1/x?y=%20z {\"a\":\"\u00fc\"}", "DELETE /v1/x"), sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "v1", "//elsewhere.example/", "/a b", "/a#b", "/\u00e9", "/a\r\nX: y", "/%zz", "http://x/"})
    void aPathThatCannotBeSentIsRefusedAtOnce(String path) {
        assertThrows(IllegalArgumentException.class, () -> client.api().call("GET", path, Optional.empty()));
        assertEquals(List.of(), sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "get", "GET /x", "CONNECT", "G\r\n"})
    void aMethodThatCannotBeSentIsRefusedAtOnce(String method) {
        assertThrows(IllegalArgumentException.class, () -> client.api().call(method, "/", Optional.empty()));
    }

    @Test
    void anErrorHasItsStatusAndWhatItAsksFor() throws Exception {
        server.onRest(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "7");
            HandMadeArchon.respond(
                    exchange, 429, "{\"error\":\"slow\",\"description\":\"too many, " + Clients.TOKEN + "\"}");
        });
        ArchonException failed = failureOf(client.api().server("demo"));
        Failure failure = failed.failure().orElseThrow();
        assertEquals(OptionalInt.of(429), failure.status());
        assertEquals(Optional.of(Duration.ofSeconds(7)), failure.retryAfter());
        assertEquals(
                "server demo: the call GET /modrinth/v0/servers/demo failed: " + host()
                        + " answered: too many, [hidden]",
                messageOf(failed));
    }

    @Test
    void anAnswerThatIsNoneIsToldWithoutQuotingIt() throws Exception {
        answer(200, "{\"server\":\"hunter2\"}");
        ArchonException failed = failureOf(client.api().server("demo"));
        assertTrue(
                messageOf(failed)
                        .contains("the answer of " + host()
                                + " to GET /modrinth/v0/servers/demo is none that Archon gives; check the base URL"),
                messageOf(failed));
        assertFalse(messageOf(failed).contains("hunter2"), messageOf(failed));
    }

    @Test
    void aCallThatTakesTooLongFails() throws Exception {
        try (ArchonClient impatient = Clients.impatient(server.baseUri())
                .requestTimeout(Duration.ofMillis(200))
                .build()) {
            server.onRest(exchange -> Clients.hold(released));
            assertTrue(
                    messageOf(failureOf(impatient.api().serverDetails())).contains("within 200 ms (requestTimeout)"));
        }
    }

    @Test
    void toCancelACallEndsIt() throws Exception {
        CountDownLatch came = new CountDownLatch(1);
        AtomicInteger written = new AtomicInteger();
        server.onRest(exchange -> {
            came.countDown();
            exchange.sendResponseHeaders(200, 0);
            try {
                while (written.incrementAndGet() < 100_000) {
                    exchange.getResponseBody().write(new byte[8_192]);
                    exchange.getResponseBody().flush();
                }
            } catch (IOException e) {
                released.countDown();
            }
        });
        CompletableFuture<List<dev.archon.protocol.rest.ServerDetails>> call =
                client.api().serverDetails();
        assertTrue(came.await(20, TimeUnit.SECONDS));
        call.cancel(false);
        assertTrue(released.await(20, TimeUnit.SECONDS), "the connection was not ended");
    }

    @Test
    void callsWaitTheirTurnWithTheTokenCalls() throws Exception {
        answer(200, "[]");
        try (ArchonClient slow =
                Clients.impatient(server.baseUri()).tokenCallLimit(1, 2).build()) {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(slow.api().serverDetails());
            }
            Clients.get(CompletableFuture.allOf(calls.get(0), calls.get(1)));
            assertTrue(sent.size() <= 3, sent::toString);
            Clients.get(CompletableFuture.allOf(calls.get(2), calls.get(3)));
        }
    }

    @Test
    void aClosedClientMakesNoCall() throws Exception {
        client.close();
        assertTrue(messageOf(failureOf(client.api().serverDetails())).endsWith("the client is closed"));
    }

    @Test
    void theNodesTokenIsFetchedOnceAndUsedUntilItRunsOut() throws Exception {
        nodeTokens(jwt(3_600), jwt(3_600));
        Clients.get(client.api().clearConsole("demo"));
        Clients.get(client.api().dismissFileOperation("demo", "op/1"));
        Clients.get(client.api().cancelFileOperation("demo", "op2"));
        assertEquals(
                List.of(
                        "GET /modrinth/v0/servers/demo/fs",
                        "POST /v1/logs/clear",
                        "POST /v1/fs/ops/dismiss?id=op%2F1",
                        "POST /v1/fs/ops/cancel?id=op2"),
                sent);
        assertEquals("Bearer " + Clients.TOKEN, authorizations.get(0));
        assertEquals("Bearer " + tokens.get(0), authorizations.get(1));
        assertEquals(List.of("1", "", "", ""), panelVersions);
    }

    @ParameterizedTest
    @CsvSource({"9, 4", "30, 3"})
    void aTokenThatHasTenSecondsLeftIsRenewed(int secondsLeft, int calls) throws Exception {
        nodeTokens(jwt(secondsLeft), jwt(3_600));
        Clients.get(client.api().clearConsole("demo"));
        Clients.get(client.api().clearConsole("demo"));
        assertEquals(calls, sent.size(), sent::toString);
    }

    @Test
    void aRefusedTokenIsFetchedAnew() throws Exception {
        nodeTokens("old", "new");
        refused.add("old");
        Clients.get(client.api().clearConsole("demo"));
        assertEquals(
                List.of(
                        "GET /modrinth/v0/servers/demo/fs",
                        "POST /v1/logs/clear",
                        "GET /modrinth/v0/servers/demo/fs",
                        "POST /v1/logs/clear"),
                sent);
        Clients.get(client.api().clearConsole("demo"));
        assertEquals(5, sent.size());
    }

    @Test
    void aNodeThatRefusesEveryTokenIsAskedThreeTimesAndNamedInTheError() throws Exception {
        nodeTokens("node-jwt-1", "node-jwt-2", "node-jwt-3", "node-jwt-4");
        refused.addAll(List.of("node-jwt-1", "node-jwt-2", "node-jwt-3"));
        ArchonException failed = failureOf(client.api().clearConsole("demo"));
        assertEquals(6, sent.size(), sent::toString);
        assertEquals(OptionalInt.of(401), failed.failure().orElseThrow().status());
        assertEquals(
                "server demo: the call POST /v1/logs/clear failed: " + host()
                        + " answered: no [hidden]; the node does not accept its own token; try again later",
                messageOf(failed));
    }

    @Test
    void otherErrorsOfANodeAreNotTriedAgain() throws Exception {
        nodeTokens("t1");
        nodeStatus = 500;
        assertEquals(
                OptionalInt.of(500),
                failureOf(client.api().clearConsole("demo"))
                        .failure()
                        .orElseThrow()
                        .status());
        assertEquals(2, sent.size());
    }

    @Test
    void toCancelACallToANodeEndsItWhereverItIs() {
        CountDownLatch asked = new CountDownLatch(1);
        server.onRest(exchange -> {
            note(exchange);
            asked.countDown();
            Clients.hold(released);
            HandMadeArchon.respond(exchange, 200, "{\"url\":\"" + server.baseUri() + "\",\"token\":\"t\"}");
        });
        CompletableFuture<Void> call = client.api().clearConsole("demo");
        Clients.hold(asked);
        call.cancel(false);
        released.countDown();
        // A call that is made after it is the last one.
        CompletableFuture<?> last = client.api().call("GET", "/last", Optional.empty());
        Awaitility.await().atMost(Clients.LIMIT).until(last::isDone);
        assertEquals(List.of("GET /modrinth/v0/servers/demo/fs", "GET /last"), sent);
    }

    private void nodeTokens(String... given) {
        tokens.addAll(List.of(given));
        server.onRest(exchange -> {
            note(exchange);
            if (exchange.getRequestURI().getPath().endsWith("/fs")) {
                String token = tokens.get(accesses.getAndIncrement());
                HandMadeArchon.respond(
                        exchange, 200, "{\"url\":\"" + server.baseUri() + "/x/fs\",\"token\":\"" + token + "\"}");
                return;
            }
            String bearer =
                    exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
            int status = refused.contains(bearer) ? 401 : nodeStatus;
            HandMadeArchon.respond(exchange, status, status == 204 ? "" : "{\"error\":\"no " + bearer + "\"}");
        });
    }

    private void answer(int status, String body) {
        server.onRest(exchange -> {
            note(exchange);
            HandMadeArchon.respond(exchange, status, body);
        });
    }

    private void note(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        panelVersions.add(
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-Panel-Version"), ""));
        lengths.add(Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Length"), ""));
        sent.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + (body.isEmpty() ? "" : " " + body));
    }

    private String host() {
        return server.baseUri().getAuthority();
    }

    private static String jwt(int secondsLeft) {
        String claims = "{\"exp\":" + (Instant.now().getEpochSecond() + secondsLeft) + "}";
        return "h." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".s";
    }

    private static String messageOf(ArchonException failure) {
        return Objects.requireNonNull(failure.getMessage());
    }

    private static ArchonException failureOf(CompletableFuture<?> call) {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> Clients.get(call));
        return assertInstanceOf(ArchonException.class, Objects.requireNonNull(failed.getCause()));
    }

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> panelVersions = new CopyOnWriteArrayList<>();
    private final List<String> lengths = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final AtomicInteger accesses = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int nodeStatus = 204;
    private final HandMadeArchon server = new HandMadeArchon();
    private final ArchonClient client =
            Clients.impatient(server.baseUri()).header("X-Panel-Version", "1").build();

    @AfterEach
    void close() throws IOException {
        released.countDown();
        client.close();
        server.close();
    }
}
