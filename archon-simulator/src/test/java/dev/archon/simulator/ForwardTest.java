package dev.archon.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.journal.JournalEntry.Answerer;
import dev.archon.simulator.scenario.Stub;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are sent on to another server. */
class ForwardTest {

    private static final byte[] BYTES = {0, (byte) 0xff, (byte) 0xc3, 10, 'x'};

    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();
    private HttpServer target;
    private ArchonSimulator sim;

    @BeforeEach
    void start() throws Exception {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            bodies.add(bytes);
            String body = new String(bytes, UTF_8);
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            headers.add(exchange.getRequestHeaders());
            exchange.getResponseHeaders().add("Content-Type", "image/png");
            exchange.getResponseHeaders().add("X-Mine", "yes");
            exchange.getResponseHeaders().add("Vary", "Accept");
            exchange.getResponseHeaders().add("Set-Cookie", "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT");
            exchange.getResponseHeaders().add("Set-Cookie", "b=2");
            if (exchange.getRequestURI().getPath().endsWith("/moved")) {
                exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
                exchange.sendResponseHeaders(302, -1);
            } else if (exchange.getRequestURI().getPath().endsWith("/large")) {
                exchange.sendResponseHeaders(200, 9 << 20);
                exchange.getResponseBody().write(new byte[9 << 20]);
            } else {
                exchange.sendResponseHeaders(202, BYTES.length);
                exchange.getResponseBody().write(BYTES);
            }
            exchange.close();
        });
        target.start();
        sim = ArchonSimulator.builder()
                .forward(URI.create("http://127.0.0.1:" + target.getAddress().getPort() + "/base/"))
                .stub(Stub.on("GET /v1/stubbed").text("mine").build())
                .start();
    }

    @AfterEach
    void stop() {
        sim.close();
        target.stop(0);
    }

    @Test
    void whatNothingAnswersIsForwardedByteByByte() throws Exception {
        HttpResponse<byte[]> answer = RestCalls.post(
                sim.baseUri(),
                "/v1/a%20b?x=%2F",
                "{\"ü\":1}",
                "Authorization",
                "Bearer secret",
                "Origin",
                "http://localhost:3000");

        assertEquals(202, answer.statusCode());
        assertArrayEquals(BYTES, answer.body());
        assertEquals("image/png", answer.headers().firstValue("content-type").orElseThrow());
        assertEquals("yes", answer.headers().firstValue("x-mine").orElseThrow());
        assertEquals(
                List.of("a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"),
                answer.headers().allValues("set-cookie"));
        assertEquals(
                "http://localhost:3000",
                answer.headers().firstValue("access-control-allow-origin").orElseThrow());
        assertEquals(List.of("POST /base/v1/a%20b?x=%2F {\"ü\":1}"), received);
        assertEquals("Bearer secret", headers.get(0).getFirst("Authorization"));
        assertEquals(
                "127.0.0.1:" + target.getAddress().getPort(), headers.get(0).getFirst("Host"));
        JournalEntry.Call call = sim.journal().entries(JournalEntry.Call.class).get(0);
        assertEquals(Answerer.FORWARD, call.answerer());
        assertEquals(202, call.status());
    }

    @Test
    void aBodyThatIsNoTextIsForwardedByteByByte() throws Exception {
        try (HttpConversation conversation = new HttpConversation(sim.port())) {
            conversation.send("PUT /v1/icon HTTP/1.1", "Host: localhost", "Content-Length: " + BYTES.length);
            conversation.sendRaw(BYTES);
            assertEquals(202, conversation.answer().status());
        }
        assertArrayEquals(BYTES, bodies.get(0));
    }

    @Test
    void headersThatComeMoreThanOnceAreHandedOnAsTheyAre() throws Exception {
        HttpResponse<byte[]> answer = RestCalls.get(sim.baseUri(), "/v1/x", "Origin", "http://localhost:3000");

        assertEquals(
                List.of("a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"),
                answer.headers().allValues("set-cookie"));
        assertEquals("Accept, Origin", String.join(", ", answer.headers().allValues("vary")));
    }

    @Test
    void whatTheSimulatorOrAStubAnswersIsNotForwarded() throws Exception {
        assertEquals(
                200,
                RestCalls.get(sim.baseUri(), RestPaths.server("demo"), "Authorization", "Bearer secret")
                        .statusCode());
        assertEquals(200, RestCalls.get(sim.baseUri(), "/v1/stubbed").statusCode());
        assertEquals(200, RestCalls.get(sim.baseUri(), "/sim/").statusCode());
        assertEquals(List.of(), received);
    }

    @Test
    void headersOfOneConnectionAreNotForwarded() throws Exception {
        try (HttpConversation conversation = new HttpConversation(sim.port())) {
            conversation.send(
                    "GET /v1/x HTTP/1.1",
                    "Host: localhost",
                    "Connection: X-Hop",
                    "X-Hop: 1",
                    "TE: trailers",
                    "X-End: 2");
            assertEquals(202, conversation.answer().status());
        }
        assertFalse(headers.get(0).containsKey("X-Hop"));
        assertFalse(headers.get(0).containsKey("TE"));
        assertEquals("2", headers.get(0).getFirst("X-End"));
    }

    @Test
    void aRedirectIsHandedToTheClient() throws Exception {
        HttpResponse<byte[]> answer = RestCalls.get(sim.baseUri(), "/v1/moved");

        assertEquals(302, answer.statusCode());
        assertEquals(
                "http://127.0.0.1:1/elsewhere",
                answer.headers().firstValue("location").orElseThrow());
        assertEquals(1, received.size());
    }

    @Test
    void anAnswerThatIsTooLargeOrAbsentIsABadGateway() throws Exception {
        String large = new String(RestCalls.get(sim.baseUri(), "/v1/large").body(), UTF_8);
        assertTrue(large.contains("8388608 bytes"), large);

        target.stop(0);
        HttpResponse<byte[]> none = RestCalls.get(sim.baseUri(), "/v1/x");
        assertEquals(502, none.statusCode());
        assertTrue(new String(none.body(), UTF_8).contains("http://127.0.0.1:"), new String(none.body(), UTF_8));
        assertEquals(502, sim.journal().entries(JournalEntry.Call.class).get(1).status());
    }

    @Test
    void aPathCannotNameAnotherHost() throws Exception {
        try (HttpConversation conversation = new HttpConversation(sim.port())) {
            conversation.send("GET //other.example/x HTTP/1.1", "Host: localhost");
            assertEquals(202, conversation.answer().status());
        }
        assertEquals(List.of("GET /base//other.example/x "), received);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x", "http:///x", "/x", "http://user:secret@x", "http://x?y=1"})
    void whatIsNoAddressIsRefusedWithoutItsSecrets(String address) {
        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> ArchonSimulator.builder().forward(URI.create(address)))
                .getMessage());
        assertTrue(message.startsWith("forward must"), message);
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void whatCameEncryptedDoesNotLeaveTheMachineInClear() {
        ArchonSimulatorBuilder builder = ArchonSimulator.builder().tls().forward(URI.create("http://archon.example"));

        assertTrue(String.valueOf(assertThrows(IllegalArgumentException.class, builder::start)
                        .getMessage())
                .startsWith("forward must be https"));
    }
}
