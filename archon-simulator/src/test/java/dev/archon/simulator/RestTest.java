package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.archon.protocol.codec.JwtClaims;
import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.simulator.journal.JournalEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestTest {

    private final ManualTime time = SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z"));
    private final ArchonSimulator sim = ArchonSimulator.builder()
            .server("demo")
            .server("a b/c")
            .apiToken("secret")
            .time(time)
            .start();

    @Test
    void credentialsNameAWebSocketOfTheSamePortAndATokenWithAnExpiry() throws Exception {
        WebSocketCredentials credentials = RestCalls.credentials(sim, "demo");

        URI url = URI.create(credentials.url());
        assertEquals("ws", url.getScheme());
        assertEquals(sim.port(), url.getPort());
        assertEquals(
                time.now().plus(Duration.ofMinutes(10)),
                JwtClaims.expiry(credentials.token()).orElseThrow());
    }

    @Test
    void anIdMayHoldCharactersThatAPathMayNot() throws Exception {
        try (PlainSocket socket = PlainSocket.authenticated(sim, "a b/c")) {
            assertNotNull(socket.await(UptimeEvent.class));
            assertEquals(1, sim.server("a b/c").connections());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic secret", "secret"})
    void aWrongTokenIsUnauthorized(String header) throws Exception {
        HttpResponse<byte[]> answer =
                RestCalls.get(sim.baseUri(), RestPaths.webSocket("demo"), "Authorization", header);

        assertEquals(401, answer.statusCode());
        assertTrue(RestCodec.decodeError(answer.body()).orElseThrow().contains("Bearer"));
    }

    @Test
    void noTokenIsUnauthorized() throws Exception {
        assertEquals(
                401, RestCalls.get(sim.baseUri(), RestPaths.webSocket("demo")).statusCode());
        assertEquals(
                401,
                RestCalls.post(sim.baseUri(), RestPaths.power("demo"), "{\"action\":\"Stop\"}")
                        .statusCode());
        assertEquals(PowerState.RUNNING, sim.server("demo").powerState());
    }

    @Test
    void withoutAnApiTokenAnyBearerIsTaken() throws Exception {
        try (ArchonSimulator open = ArchonSimulator.builder().start()) {
            assertEquals(200, RestCalls.tokenCall(open, "demo").statusCode());
            assertEquals(
                    401,
                    RestCalls.get(open.baseUri(), RestPaths.webSocket("demo")).statusCode());
        }
    }

    @Test
    void anUnknownServerIsNotFound() throws Exception {
        HttpResponse<byte[]> answer = RestCalls.tokenCall(sim, "nope");

        assertEquals(404, answer.statusCode());
        assertTrue(RestCodec.decodeError(answer.body()).orElseThrow().contains("demo"));
        assertEquals(404, RestCalls.power(sim, "nope", "Start").statusCode());
        assertEquals(404, RestCalls.get(sim.baseUri(), "/elsewhere").statusCode());
    }

    @Test
    void aCallByTheWrongMethodIsNotAllowed() throws Exception {
        assertEquals(
                405,
                RestCalls.post(sim.baseUri(), RestPaths.webSocket("demo"), "", "Authorization", "Bearer secret")
                        .statusCode());
    }

    @Test
    void powerActionsAreCarriedOutAndWrittenDown() throws Exception {
        assertEquals(204, RestCalls.power(sim, "demo", "Kill").statusCode());
        assertEquals(PowerState.STOPPED, sim.server("demo").powerState());

        assertEquals(204, RestCalls.power(sim, "demo", "Start").statusCode());
        assertEquals(PowerState.STARTING, sim.server("demo").powerState());

        assertEquals(
                PowerAction.START,
                sim.journal().entries(JournalEntry.Power.class).get(1).action());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"action\":\"Explode\"}", "{}", "nonsense"})
    void aBodyThatIsNoPowerActionIsABadRequest(String body) throws Exception {
        HttpResponse<byte[]> answer =
                RestCalls.post(sim.baseUri(), RestPaths.power("demo"), body, "Authorization", "Bearer secret");

        assertEquals(400, answer.statusCode());
        assertTrue(RestCodec.decodeError(answer.body()).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/modrinth/v0/ws/%zz",
                "/modrinth/v0/servers/%4/ws",
                "/modrinth/v0/servers/%/power",
                "/sim/servers/%zz",
                "/sim/journal?server=%zz",
                "/%zz"
            })
    void anAddressWithABrokenEscapeIsABadRequest(String path) throws Exception {
        String answer = answer("GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close");

        assertEquals("HTTP/1.1 400 Bad Request", answer.lines().findFirst().orElse("nothing"));
        assertTrue(answer.contains("escape"), answer);
    }

    @Test
    void aPageOfTheSameMachineMayMakeTheCalls() throws Exception {
        String origin = "http://localhost:3000";
        String asked = answer(
                "OPTIONS /modrinth/v0/servers/demo/ws HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Origin: http://localhost:3000",
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: authorization");

        assertEquals("HTTP/1.1 204 No Content", asked.lines().findFirst().orElse("nothing"));
        assertTrue(asked.toLowerCase(Locale.ROOT).contains("access-control-allow-origin: " + origin), asked);
        assertTrue(asked.toLowerCase(Locale.ROOT).contains("access-control-allow-headers: authorization"), asked);
        assertEquals(List.of(), sim.journal().entries(JournalEntry.TokenCall.class));

        for (String path : List.of(RestPaths.webSocket("demo"), RestPaths.webSocket("nope"), RestPaths.power("demo"))) {
            HttpResponse<byte[]> call =
                    RestCalls.get(sim.baseUri(), path, "Authorization", "Bearer secret", "Origin", origin);
            assertEquals(
                    origin,
                    call.headers().firstValue("Access-Control-Allow-Origin").orElse("none"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.com", "http://localhost.example.com", "null", "http://127.0.0.1.example.com"})
    void aPageFromElsewhereMayNot(String origin) throws Exception {
        String asked = answer(
                "OPTIONS /modrinth/v0/servers/demo/ws HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Origin: " + origin,
                "Access-Control-Request-Method: GET");

        assertEquals("HTTP/1.1 403 Forbidden", asked.lines().findFirst().orElse("nothing"));
        assertFalse(asked.toLowerCase(Locale.ROOT).contains("access-control-allow-origin"), asked);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, 405 Method Not Allowed",
        "GET, X: none, 400 Bad Request",
        "GET, Sec-WebSocket-Key: c2hvcnQ=, 400 Bad Request",
        "GET, Sec-WebSocket-Key: %%%, 400 Bad Request",
    })
    void aHandshakeThatIsNoneIsAnsweredAndLeavesNothingBehind(String method, String key, String status)
            throws Exception {
        String answer = answer(
                method + " /modrinth/v0/ws/demo HTTP/1.1",
                "Host: localhost",
                "Content-Length: 0",
                "Upgrade: websocket",
                "Connection: Upgrade, close",
                "Sec-WebSocket-Version: 13",
                key);

        assertEquals("HTTP/1.1 " + status, answer.lines().findFirst().orElse("nothing"));
        assertEquals(List.of(), sim.journal().entries(JournalEntry.Handshake.class));
    }

    @Test
    void aLoopbackAddressOfVersion6IsPrintedAsEverybodyWritesIt() throws Exception {
        assumeTrue(isThere("::1"), "no IPv6 here");
        try (ArchonSimulator six = ArchonSimulator.builder().host("::1").start()) {
            assertEquals("http://[::1]:" + six.port(), six.baseUri().toString());
            assertEquals(200, RestCalls.get(six.baseUri(), "/sim/").statusCode());
        }
    }

    private static boolean isThere(String address) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** What comes back for bytes that no HTTP client sends. */
    private String answer(String... head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sim.port())) {
            socket.setSoTimeout(PlainSocket.TIMEOUT_MILLIS);
            String request = String.join("\r\n", head) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theJournalHasEveryTokenCallWithItsAnswer() throws Exception {
        assertEquals(200, RestCalls.tokenCall(sim, "demo").statusCode());
        assertEquals(404, RestCalls.tokenCall(sim, "nope").statusCode());

        assertEquals(
                200,
                sim.journal()
                        .await(
                                JournalEntry.TokenCall.class,
                                call -> call.server().equals("demo"),
                                Duration.ofSeconds(5))
                        .status());
        assertEquals(
                404,
                sim.journal()
                        .await(
                                JournalEntry.TokenCall.class,
                                call -> call.server().equals("nope"),
                                Duration.ofSeconds(5))
                        .status());
    }

    @Test
    void aWaitThatFailsShowsTheJournal() throws Exception {
        HttpResponse<byte[]> unused = RestCalls.tokenCall(sim, "demo");

        AssertionError error = assertThrows(
                AssertionError.class, () -> sim.journal().awaitCommand("demo", "list", Duration.ofMillis(10)));

        assertTrue(String.valueOf(error.getMessage()).contains("TokenCall"), error.getMessage());
    }

    @Test
    void aPortThatIsTakenFailsTheStart() {
        UncheckedIOException error = assertThrows(
                UncheckedIOException.class,
                () -> ArchonSimulator.builder().port(sim.port()).start().close());

        assertTrue(String.valueOf(error.getMessage()).contains("127.0.0.1:" + sim.port()), error.getMessage());
    }

    @AfterEach
    void close() {
        sim.close();
    }
}
