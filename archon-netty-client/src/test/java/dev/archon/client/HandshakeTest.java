package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static dev.archon.client.Clients.message;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.HandMadeArchon.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The WebSocket handshake (RFC 6455, section 4): what the node answers, and what the user is told. */
class HandshakeTest {

    private static final String WRONG = " answered the WebSocket handshake with status 101, but ";

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void aHandshakeThatFailsIsToldAtOnce(String what, HandMadeArchon.Script answer, String words) throws Exception {
        String told = failure(answer);
        assertTrue(told.contains(words), told);
        assertTrue(told.contains("127.0.0.1:"), told);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                fails(
                        "503, a body of 100 KB",
                        head("503 Busy", "Content-Length: 102400") + "x".repeat(102_400),
                        "status 503"),
                fails("503, a body that does not end", head("503 Busy", "Content-Length: 9") + "x", "status 503"),
                fails(
                        "503, chunked without end",
                        head("503 Busy", "Transfer-Encoding: chunked") + "5\r\nhello\r\n",
                        "status 503"),
                fails(
                        "503, a chunk size that is none",
                        head("503 Busy", "Transfer-Encoding: chunked") + "zz",
                        "status 503"),
                fails(
                        "503 after 103",
                        head("103 Early Hints", "CurrentConnection: </a>") + head("503 Busy"),
                        "status 503"),
                fails("401", head("401 Who", "WWW-Authenticate: Basic"), "status 401"),
                fails("200", head("200 OK", "Content-Length: 0"), "status 200"),
                fails("301", head("301 Moved", "Location: /x"), "status 301"),
                fails("204", head("204 None"), "status 204"),
                fails("a line without a colon", head("503 Busy", "what is this"), "status 503"),
                fails("503 with 100 KB of headers", "HTTP/1.1 503 Busy\r\nX: " + "x".repeat(102_400), "status 503"),
                fails(
                        "101 with 100 KB of headers",
                        "HTTP/1.1 101 Switching Protocols\r\nX: " + "x".repeat(102_400),
                        "answered the WebSocket handshake with more than 64 KiB of headers; check the URL"),
                fails(
                        "100 without end",
                        head("100 Continue").repeat(4_000),
                        "answered the WebSocket handshake with more than 64 KiB of headers; check the URL"),
                fails("a status that HTTP does not have", head("999 No"), "status 999, which HTTP does not have"),
                fails("an SSH server", "SSH-2.0-OpenSSH_9.6\r\n", "with what is no HTTP/1.1; check"),
                fails("an HTTP/2 server", "\0\0\u0012\u0004\0\0\0\0\0", "with what is no HTTP/1.1; check"),
                fails("a TLS server", "\u0015\u0003\u0003\0\u0002\u0002\n", "speaks TLS there; check whether"),
                fails("a status line of words", "HTTP/1.1 OK\r\n\r\n", "with what is no HTTP/1.1; check"),
                fails(
                        "101 by HTTP/1.0",
                        "HTTP/1.0 101 Switching Protocols\r\n\r\n",
                        WRONG + "by HTTP/1.0; check the URL and what stands before the server"),
                switches("no accept", List.of(), WRONG + "without Sec-WebSocket-Accept; check"),
                switches(
                        "a wrong accept",
                        List.of("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
                        WRONG + "with a Sec-WebSocket-Accept that does not belong to the request; check"),
                shakes(
                        "two accepts",
                        List.of("Sec-WebSocket-Accept: x"),
                        WRONG + "with more than one Sec-WebSocket-Accept"),
                fails(
                        "no upgrade",
                        head("101 Switching Protocols", "Connection: Upgrade"),
                        WRONG + "without Upgrade: websocket; check"),
                fails(
                        "another upgrade",
                        head("101 Switching Protocols", "Connection: Upgrade", "Upgrade: h2c"),
                        WRONG + "without Upgrade: websocket; check"),
                fails(
                        "no connection",
                        head("101 Switching Protocols", "Upgrade: websocket"),
                        WRONG + "without Connection: Upgrade; check"),
                shakes(
                        "a subprotocol",
                        List.of("Sec-WebSocket-Protocol: chat"),
                        WRONG + "with a subprotocol, and none was offered; check"),
                shakes(
                        "an extension",
                        List.of("Sec-WebSocket-Extensions: x-webkit-deflate-frame"),
                        WRONG + "with an extension that was not offered; check"),
                shakes(
                        "an extension behind the one that was offered",
                        List.of("Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Extensions: x"),
                        WRONG + "with an extension that was not offered; check"),
                shakes(
                        "a window of 7 bits",
                        List.of("Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=7"),
                        WRONG + "with parameters of permessage-deflate that are not allowed; check"),
                shakes(
                        "permessage-deflate twice",
                        List.of("Sec-WebSocket-Extensions: permessage-deflate, permessage-deflate"),
                        WRONG + "with permessage-deflate twice; check"),
                shakes(
                        "a parameter that was not offered",
                        List.of("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=10"),
                        WRONG + "with parameters of permessage-deflate that are not allowed; check"));
    }

    @Test
    void retryAfterOfARefusalIsKeptWhateverItsBodyIs() throws Exception {
        List<Long> handshakes = new CopyOnWriteArrayList<>();
        try (HandMadeArchon archon = new HandMadeArchon().onWebSocket(peer -> {
                    handshakes.add(System.nanoTime());
                    if (handshakes.size() > 1) {
                        peer.accept();
                    } else {
                        peer.readRequest();
                        peer.sendRaw(
                                latin(head("503 Busy", "Retry-After: 1", "Transfer-Encoding: chunked") + "5\r\nhe"));
                    }
                    peer.readUntilClosed();
                });
                ArchonClient client = Clients.impatient(archon.baseUri()).build()) {
            get(client.server("demo").connect());
            assertEquals(2, handshakes.size());
            assertTrue(
                    handshakes.get(1) - handshakes.get(0)
                            >= Duration.ofSeconds(1).toNanos(),
                    "too early");
        }
    }

    @Test
    void interimAnswersAreSkipped() throws Exception {
        connects(peer -> {
            String request = peer.readRequest();
            peer.sendRaw(latin(head("103 Early Hints", "CurrentConnection: </a>")
                    + head("100 Continue")
                    + head("102 Processing")));
            peer.answerHandshake(request);
        });
    }

    @Test
    void anAnswerMayComeInPiecesAndInAnyCase() throws Exception {
        connects(peer -> {
            String request = peer.readRequest();
            String answer = "HTTP/1.1 101\r\nCONNECTION: keep-alive,  upgrade\r\nupgrade:WebSocket\r\n"
                    + "sec-websocket-accept: " + Peer.accepted(request) + " \r\nSec-WebSocket-Protocol: \r\n\r\n";
            for (byte one : latin(answer)) {
                peer.sendRaw(new byte[] {one});
            }
        });
    }

    @Test
    void noOriginIsSentUnlessOneIsSet() throws Exception {
        String without = request(builder -> {}).toLowerCase(Locale.ROOT);
        assertFalse(without.contains("\r\norigin:"), without);
        String with = request(builder -> builder.origin("https://panel.example:8443"));
        assertTrue(with.contains("\r\nOrigin: https://panel.example:8443\r\n"), with);
    }

    @Test
    void headersOfTheEmbedderAreSent() throws Exception {
        String request =
                request(builder -> builder.header("X-Panel-Version", "1").header("X-Other", "a b"));
        assertTrue(request.contains("\r\nX-Panel-Version: 1\r\n"), request);
        assertTrue(request.contains("\r\nX-Other: a b\r\n"), request);
        assertTrue(request.startsWith("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:"), request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "https://a.b/",
                "https://a.b/c",
                "https://",
                "a.b",
                "//a.b",
                "https://u@a.b",
                "https://a.b?c",
                "https://A.b",
                "https://a.b\r\nX: y",
                "https://a b",
                "https://é.b",
                "https://a.b:123456",
                "https://a.b https://c.d"
            })
    void whatIsNoOriginIsRefused(String origin) {
        String words = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> ArchonClient.builder().origin(origin))
                .getMessage());
        assertTrue(words.startsWith("origin must be a scheme and a host"), words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://a.b", "http://127.0.0.1:8080", "https://[::1]:1", "tauri://localhost", "app+x://my_host"
            })
    void originsOfBrowsersAndAppsAreTaken(String origin) {
        assertDoesNotThrow(() -> ArchonClient.builder().origin(origin));
    }

    private static String request(Consumer<ArchonClientBuilder> more) throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        try (HandMadeArchon archon = new HandMadeArchon().onWebSocket(peer -> {
            requests.add(peer.accept());
            peer.readUntilClosed();
        })) {
            ArchonClientBuilder builder = Clients.impatient(archon.baseUri());
            more.accept(builder);
            try (ArchonClient client = builder.build()) {
                get(client.server("demo").connect());
            }
        }
        return requests.get(0);
    }

    private static void connects(HandMadeArchon.Script handshake) throws Exception {
        try (HandMadeArchon archon = new HandMadeArchon().onWebSocket(peer -> {
                    handshake.play(peer);
                    peer.authenticate();
                    peer.readUntilClosed();
                });
                ArchonClient client = Clients.impatient(archon.baseUri())
                        .session(Clients.session(1).build())
                        .build()) {
            get(client.server("demo").connect());
        }
    }

    /** What the user is told, once the connection has been closed. */
    private static String failure(HandMadeArchon.Script script) throws Exception {
        List<String> ended = new CopyOnWriteArrayList<>();
        try (HandMadeArchon archon = new HandMadeArchon().onWebSocket(peer -> {
                    try {
                        script.play(peer);
                        peer.readUntilClosed();
                    } finally {
                        ended.add("closed");
                    }
                });
                ArchonClient client = Clients.impatient(archon.baseUri())
                        // Longer than the test waits, so that this limit is no help.
                        .session(Clients.session(1)
                                .openTimeout(LIMIT.multipliedBy(2))
                                .build())
                        .compression(true)
                        .build()) {
            String told = message(assertThrows(
                    ExecutionException.class, () -> get(client.server("demo").connect())));
            await().atMost(LIMIT).until(() -> !ended.isEmpty());
            return told;
        }
    }

    private static Arguments fails(String what, String answer, String words) {
        HandMadeArchon.Script script = peer -> {
            peer.readRequest();
            peer.sendRaw(latin(answer));
        };
        return Arguments.of(what, script, words);
    }

    private static Arguments switches(String what, List<String> headers, String words) {
        return fails(
                what,
                head(
                        "101 Switching Protocols",
                        Stream.concat(Stream.of("Upgrade: websocket", "Connection: Upgrade"), headers.stream())
                                .toArray(String[]::new)),
                words);
    }

    private static Arguments shakes(String what, List<String> headers, String words) {
        HandMadeArchon.Script script = peer -> handshake(peer, headers);
        return Arguments.of(what, script, words);
    }

    private static void handshake(Peer peer, List<String> headers) throws IOException {
        peer.handshake(headers.toArray(String[]::new));
    }

    private static String head(String status, String... headers) {
        return "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n")
                + "\r\n";
    }

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
