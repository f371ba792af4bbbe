package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.1 as RFC 9110 and RFC 9112 have it, byte by byte. */
class HttpTest {

    private static final String HOST = "Host: localhost";
    private static final String BEARER = "Authorization: Bearer any";

    private final ArchonSimulator sim = ArchonSimulator.builder().server("demo").start();
    private HttpConversation http;

    @BeforeEach
    void connect() throws IOException {
        http = new HttpConversation(sim.port());
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            // Answered by the server's loop, and so later than what the connection's own loop answers.
            requests.append(
                    "GET " + RestPaths.webSocket("demo") + " HTTP/1.1\r\n" + HOST + "\r\n" + BEARER + "\r\n\r\n");
            requests.append("GET /nowhere HTTP/1.1\r\n" + HOST + "\r\n\r\n");
            requests.append("POST " + RestPaths.power("demo") + " HTTP/1.1\r\n" + HOST + "\r\n" + BEARER
                    + "\r\nContent-Length: 18\r\n\r\n{\"action\":\"Start\"}");
        }
        http.sendRaw(requests.toString());

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            statuses.add(http.answer().status());
        }
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            expected.addAll(List.of(200, 404, 204));
        }
        assertEquals(expected, statuses);
    }

    @Test
    void whatIsPipelinedBehindTheLastRequestIsNotAnswered() throws IOException {
        http.send("GET " + RestPaths.webSocket("demo") + " HTTP/1.1", HOST, BEARER, "Connection: close");
        http.send("GET /sim/ HTTP/1.1", HOST);

        assertEquals(200, http.answer().status());
        assertEquals("", http.rest());
    }

    @Test
    void aRequestThatWaitsForItsAnswerHoldsBackTheNextOne() throws Exception {
        ActiveFault slow = sim.server("demo").fault(new Fault.TokenUnanswered());
        http.send("GET " + RestPaths.webSocket("demo") + " HTTP/1.1", HOST, BEARER);
        http.send("POST " + RestPaths.power("demo") + " HTTP/1.1", HOST, BEARER, "Content-Length: 17");
        http.sendRaw("{\"action\":\"Kill\"}");
        sim.journal().await(JournalEntry.TokenCall.class, call -> true, Duration.ofSeconds(20));
        assertEquals(204, RestCalls.power(sim, "demo", "Start").statusCode());

        assertEquals(
                List.of(PowerAction.START),
                sim.journal().entries(JournalEntry.Power.class).stream()
                        .map(JournalEntry.Power::action)
                        .toList());
        slow.close();
    }

    @Test
    void aRequestThatExpectsToContinueIsToldSoInItsTurn() throws IOException {
        http.send("GET " + RestPaths.webSocket("demo") + " HTTP/1.1", HOST, BEARER);
        http.send(
                "POST " + RestPaths.power("demo") + " HTTP/1.1",
                HOST,
                BEARER,
                "Content-Length: 18",
                "Expect: 100-continue");

        assertEquals(200, http.answer().status());
        assertEquals(100, http.answer().status());
        http.sendRaw("{\"action\":\"Start\"}");
        assertEquals(204, http.answer().status());
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAndTheNextRequestAnswered() throws IOException {
        int length = 8 << 20;
        http.send("POST " + RestPaths.power("demo") + " HTTP/1.1", HOST, BEARER, "Content-Length: " + length);
        assertEquals(413, http.answer().status());
        http.sendRaw("x".repeat(length));
        http.send("GET /sim/ HTTP/1.1", HOST);

        assertEquals(200, http.answer().status());
    }

    @ParameterizedTest
    @CsvSource({
        "/modrinth/v0/servers/demo/power, Accept: any",
        "/v1/unknown, Accept: any",
        "/v1/unknown, Expect: 100-continue"
    })
    void aBodyThatIsTooLargeIsInTheJournalAndItsAnswerMayBeReadByAPage(String path, String header) throws IOException {
        http.send(
                "POST " + path + "?x=1 HTTP/1.1",
                HOST,
                BEARER,
                header,
                "Origin: http://localhost:3000",
                "Content-Length: " + (64 * 1024 + 1));
        HttpConversation.Answer answer = http.answer();

        assertEquals(413, answer.status());
        assertEquals("http://localhost:3000", answer.header("access-control-allow-origin"));
        assertTrue(answer.body().contains("65536 bytes"), answer.body());
        JournalEntry.Call call = sim.journal().entries(JournalEntry.Call.class).get(0);
        assertEquals(413, call.status());
        assertEquals("POST " + path + "?x=1", call.method() + " " + call.path());
    }

    @Test
    void aBodyWithoutALengthThatTurnsOutTooLargeIsInTheJournal() throws IOException {
        http.send("POST /v1/unknown HTTP/1.1", HOST, BEARER, "Transfer-Encoding: chunked");
        http.sendRaw("10001\r\n" + "x".repeat(0x10001) + "\r\n0\r\n\r\n");
        assertEquals(413, http.answer().status());
        http.send("GET /sim/ HTTP/1.1", HOST);

        assertEquals(200, http.answer().status());
        assertEquals(
                List.of(413),
                sim.journal().entries(JournalEntry.Call.class).stream()
                        .map(JournalEntry.Call::status)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/app.js", "/sim/", "/modrinth/v0/servers/demo/ws", "/nowhere", "/modrinth/v0/ws/demo"})
    void headIsAnsweredAsGetIsButWithoutABody(String path) throws IOException {
        http.send("GET " + path + " HTTP/1.1", HOST, BEARER);
        HttpConversation.Answer get = http.answer();
        http.send("HEAD " + path + " HTTP/1.1", HOST, BEARER);
        HttpConversation.Answer head = http.head();
        http.send("GET " + path + " HTTP/1.1", HOST, BEARER);

        assertEquals(get.status(), head.status());
        assertEquals(get.header("content-type"), head.header("content-type"));
        assertTrue(Integer.parseInt(head.header("content-length")) > 0, head.toString());
        assertEquals(get.status(), http.answer().status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ | GET, HEAD, OPTIONS",
                "/app.js | GET, HEAD, OPTIONS",
                "/sim/ | GET, HEAD, OPTIONS",
                "/sim/servers/demo/faults | POST, DELETE, OPTIONS",
                "/sim/servers/demo/actions | POST, OPTIONS",
                "/modrinth/v0/servers/demo/ws | GET, HEAD, OPTIONS",
                "/modrinth/v0/servers/demo/power | POST, OPTIONS",
                "/modrinth/v0/ws/demo | GET, OPTIONS",
                "/modrinth/v0/servers | GET, HEAD, OPTIONS",
                "/v1/sync | GET, OPTIONS",
            })
    void aPathTellsItsMethods(String path, String methods) throws IOException {
        http.send("OPTIONS " + path + " HTTP/1.1", HOST, BEARER);
        HttpConversation.Answer options = http.answer();
        http.send("PATCH " + path + " HTTP/1.1", HOST, BEARER);
        HttpConversation.Answer wrong = http.answer();

        assertEquals(204, options.status());
        assertEquals(methods, options.header("allow"));
        assertEquals("", options.body());
        assertEquals(405, wrong.status());
        assertEquals(methods, wrong.header("allow"));
    }

    @Test
    void theServerAsAWholeTellsItsMethods() throws IOException {
        http.send("OPTIONS * HTTP/1.1", HOST);
        HttpConversation.Answer answer = http.answer();

        assertEquals(204, answer.status());
        assertEquals("GET, HEAD, POST, PATCH, DELETE, OPTIONS", answer.header("allow"));
    }

    @Test
    void aPathThatIsNotThereHasNoMethods() throws IOException {
        http.send("OPTIONS /nowhere HTTP/1.1", HOST);

        assertEquals(404, http.answer().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-No: host", "Host: one\r\nHost: two", "Host: a b", "Host: a/b", "Host: a@b"})
    void aRequestWithoutOneSoundHostIsABadRequest(String headers) throws IOException {
        http.send("GET /sim/ HTTP/1.1", headers);
        HttpConversation.Answer answer = http.answer();

        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("Host"), answer.body());
    }

    @Test
    void aRequestOfHttp10NeedsNoHost() throws IOException {
        http.send("GET /app.js HTTP/1.0");

        assertEquals(200, http.answer().status());
        assertEquals("", http.rest());
    }

    @Test
    void anAddressMayBeAbsolute() throws IOException {
        http.send("GET http://localhost:" + sim.port() + "/app.js?x=1 HTTP/1.1", HOST);
        assertEquals("text/javascript; charset=utf-8", http.answer().header("content-type"));
        http.send("GET http://localhost:" + sim.port() + " HTTP/1.1", HOST);
        assertEquals("text/html; charset=utf-8", http.answer().header("content-type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sec-WebSocket-Version: 12", "Sec-WebSocket-Version: 8", "Sec-WebSocket-Version: 14", "X: none"})
    void anotherVersionOfWebSocketIsToldWhichOneIsSpoken(String version) throws IOException {
        http.send(
                "GET /modrinth/v0/ws/demo HTTP/1.1",
                HOST,
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                version);
        HttpConversation.Answer answer = http.answer();

        assertEquals(426, answer.status());
        assertEquals("13", answer.header("sec-websocket-version"));
        assertEquals("websocket", answer.header("upgrade"));
        assertTrue(answer.header("connection").toLowerCase(Locale.ROOT).contains("upgrade"), answer.toString());
        assertTrue(answer.body().contains("13"), answer.body());
        assertEquals(List.of(), sim.journal().entries(JournalEntry.Handshake.class));
    }

    @AfterEach
    void close() throws IOException {
        http.close();
        sim.close();
    }
}
