package dev.archon.client;

import static dev.archon.client.Clients.get;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.rest.PowerAction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that say what they know of the tokens, with characters that no line should have, wherever a server can say
 * something. Nothing that can be heard of the client has eight characters of a token in a row.
 */
class NothingSecretIsShownTest {

    private static final String API_TOKEN = "mra_9fK2xQ7vL4tZ8wB3nY6cR1sD";
    private static final String PAYLOAD = base64("{\"sub\":\"user-7f3a9c21\",\"exp\":4102444800}");
    private static final String SIGNATURE = "s5W9bTqXxK23mZr8uYd1fGh6jLp0cVn2";
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9." + PAYLOAD + "." + SIGNATURE;
    private static final String UNFIT = "\u001B[31m\u009B\u2028\u202E\u200F\u007F\uFEFF";
    private static final String ALL = API_TOKEN + " " + JWT + " " + UNFIT;

    @TestFactory
    Stream<DynamicTest> inTheAnswersToTheTokenCall() {
        return Stream.of(
                        rest("status line", ALL + "\r\n\r\n"),
                        rest("status line like one of HTTP", "HTTP/1.1 " + ALL + "\r\n\r\n"),
                        rest("reason", answer("401 " + ALL, "")),
                        rest("reason of a success", answer("200 " + ALL, "")),
                        rest("header", "HTTP/1.1 403 No\r\n" + API_TOKEN + ": " + ALL + "\r\nX\0: " + ALL + "\r\n\r\n"),
                        rest("Retry-After", "HTTP/1.1 503 No\r\nRetry-After: " + ALL + "\r\n\r\n"),
                        rest("Location", "HTTP/1.1 302 No\r\nLocation: http://" + API_TOKEN + "/\r\n\r\n"),
                        rest("chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + ALL + "\r\n"),
                        rest("body that is no JSON", answer("200 OK", ALL)),
                        rest(
                                "field of another type",
                                answer("200 OK", "{\"" + ALL + "\":1,\"url\":[\"" + ALL + "\"]}")),
                        rest("words", answer("403 No", words(ALL))),
                        rest("all but its last character", answer("403 No", words(allBut(API_TOKEN) + allBut(JWT)))),
                        rest("with NUL inside", answer("403 No", words(String.join("\\u0000", API_TOKEN.split(""))))),
                        rest("encoded", answer("403 No", words(base64(API_TOKEN) + " " + percent(API_TOKEN)))),
                        rest("a long line", answer("500 No", words((ALL + " ").repeat(2_000)))),
                        rest("lone surrogate", answer("500 No", words("\\ud800\\u202e" + JWT))),
                        rest("scheme", credentials(JWT + "://127.0.0.1/")),
                        rest("host", credentials("ws://" + SIGNATURE + "/")),
                        rest("long host", credentials("ws://" + (SIGNATURE + ".").repeat(100) + "test/")),
                        rest("user", credentials("ws://" + API_TOKEN + ":" + SIGNATURE + "@unknown.test/")),
                        rest("no address", credentials(JWT + " " + API_TOKEN)),
                        rest("port", credentials("ws://127.0.0.1:" + SIGNATURE)))
                .map(this::check);
    }

    @TestFactory
    Stream<DynamicTest> inTheHandshake() {
        return Stream.of(
                        socket("no HTTP", peer -> raw(peer, ALL + "\r\n\r\n")),
                        socket("reason", peer -> raw(peer, answer("401 " + ALL, words(ALL)))),
                        socket("Retry-After", peer -> raw(peer, "HTTP/1.1 503 No\r\nRetry-After: " + ALL + "\r\n\r\n")),
                        socket("reason of 101", peer -> raw(peer, "HTTP/1.1 101 " + ALL + "\r\n\r\n")),
                        socket("header of 101", peer -> raw(peer, "HTTP/1.1 101 S\r\nUpgrade: " + ALL + "\r\n\r\n")),
                        socket(
                                "accept",
                                peer -> raw(
                                        peer,
                                        "HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
                                                + "Sec-WebSocket-Accept: " + JWT + "\r\n\r\n")),
                        socket("subprotocol", peer -> peer.handshake("Sec-WebSocket-Protocol: " + SIGNATURE)),
                        socket("extension", peer -> peer.handshake("Sec-WebSocket-Extensions: " + SIGNATURE)))
                .map(this::check);
    }

    @TestFactory
    Stream<DynamicTest> onTheConnection() {
        return Stream.of(
                        socket("reason of a closure", peer -> close(peer, 4001, allBut(API_TOKEN) + UNFIT)),
                        socket("signature", peer -> close(peer, 1008, "bad " + SIGNATURE)),
                        socket("payload", peer -> close(peer, 1011, PAYLOAD.substring(5))),
                        socket("tail", peer -> close(peer, 1012, JWT.substring(JWT.length() - 9) + UNFIT)),
                        socket("reason that is no text", peer -> close(peer, 1002, "\u00C0" + SIGNATURE)),
                        socket("undefined code", peer -> close(peer, 999, SIGNATURE)),
                        socket("no frame", peer -> {
                            peer.accept();
                            raw(peer, ALL);
                        }),
                        socket("no JSON", peer -> text(peer, ALL)),
                        socket("no JSON event", peer -> text(peer, "{\"event\":\"log\",\"" + JWT + "\":" + ALL)),
                        socket(
                                "unknown event",
                                peer -> text(peer, "{\"event\":\"" + JWT + "\",\"" + API_TOKEN + "\":1}")),
                        socket("wrong field", peer -> text(peer, "{\"event\":\"log\",\"message\":[\"" + ALL + "\"]}")),
                        socket("token refused", peer -> {
                            peer.handshake();
                            peer.read();
                            peer.send(
                                    true,
                                    HandMadeArchon.TEXT,
                                    ("{\"event\":\"auth-incorrect\",\"reason\":\"" + JWT + "\"}").getBytes(UTF_8));
                        }))
                .map(this::check);
    }

    @TestFactory
    Stream<DynamicTest> whereTlsWasExpected() {
        return Stream.of(rest("plain text", ALL)
                        .over(builder -> builder.baseUrl(
                                URI.create(builder.base.toString().replace("http:", "https:")))))
                .map(this::check);
    }

    @TestFactory
    Stream<DynamicTest> inTheCodeOfTheEmbedder() {
        return Stream.of(
                        rest("supplier", "")
                                .over(builder -> builder.tokenSupplier(() -> {
                                    throw new IllegalStateException(ALL);
                                })),
                        rest("supplier that cannot be loaded", "")
                                .over(builder -> builder.tokenSource(() -> {
                                    throw new NoClassDefFoundError(ALL);
                                })),
                        rest("future", "")
                                .over(builder -> builder.tokenSource(
                                        () -> CompletableFuture.failedFuture(new IOException(ALL)))),
                        rest("token that no header can hold", "")
                                .over(builder -> builder.token(API_TOKEN + "\u202E\n")),
                        rest("server id", answer("404 No", "")).named("id " + UNFIT))
                .map(this::check);
    }

    /** What a server does: the answer to the token call, or what it does with the WebSocket. */
    private record Case(
            String name,
            String server,
            @Nullable String answer,
            HandMadeArchon.@Nullable Script script,
            UnaryOperator<ArchonClientBuilder> change) {

        Case over(UnaryOperator<ArchonClientBuilder> newChange) {
            return new Case(name, server, answer, script, newChange);
        }

        Case named(String newServer) {
            return new Case(name, newServer, answer, script, change);
        }
    }

    private static Case rest(String name, String answer) {
        return new Case(name, "demo", answer, null, builder -> builder);
    }

    private static Case socket(String name, HandMadeArchon.Script script) {
        return new Case(name, "demo", null, script, builder -> builder);
    }

    private DynamicTest check(Case hostile) {
        return DynamicTest.dynamicTest(hostile.name(), () -> {
            try (Overheard overheard = new Overheard();
                    LoopbackServer server = new LoopbackServer("hostile")) {
                server.start(socket -> serve(hostile, socket, server.port()));
                use(hostile, server.port(), overheard);
                List<String> shown = overheard.shown(folder);
                assertFalse(shown.isEmpty());
                assertEquals(
                        List.of(),
                        shown.stream().filter(text -> !Overheard.isFit(text)).toList(),
                        "unfit");
                List<String> all = new ArrayList<>(shown);
                all.addAll(overheard.logged());
                LOGGED_BY_LIBRARIES.addAndGet(overheard.logged().size());
                assertEquals(
                        List.of(),
                        all.stream().filter(NothingSecretIsShownTest::leaks).toList(),
                        "a token");
            }
        });
    }

    private static void use(Case hostile, int port, Overheard overheard) throws Exception {
        ArchonClientBuilder builder = ArchonClient.builder()
                .baseUrl(URI.create("http://127.0.0.1:" + port))
                .token(API_TOKEN)
                .requestTimeout(Duration.ofSeconds(2))
                .session(Clients.session(1)
                        .openTimeout(Duration.ofSeconds(1))
                        .authTimeout(Duration.ofSeconds(1))
                        .build());
        builder.resolver = host -> {
            if (host.equals("127.0.0.1")) {
                return List.of(InetAddress.getByName(host));
            }
            throw new UnknownHostException(host);
        };
        try (ArchonClient client = hostile.change().apply(builder).build()) {
            ArchonServer server = client.server(hostile.server());
            CompletableFuture<Void> ended = new CompletableFuture<>();
            server.onStatus(status -> {
                overheard.shown(status);
                if (status.state() == ServerStatus.State.FAILED || status.state() == ServerStatus.State.DISCONNECTED) {
                    ended.complete(null);
                }
            });
            hear(server.connect(), overheard);
            if (hostile.script() != null) {
                // Where the connection was made it is now lost, and made again until the attempts are used up.
                hear(ended.completeOnTimeout(null, 1, java.util.concurrent.TimeUnit.SECONDS), overheard);
            } else {
                hear(server.power(PowerAction.START), overheard);
            }
            hear(server.command("list"), overheard);
            overheard.shown(server.status());
            overheard.shown(server.status().lastCause());
            overheard.shown(client.metrics());
            for (Object each : List.of(client, server, builder)) {
                overheard.shown(each);
            }
        }
    }

    private static void hear(CompletableFuture<?> future, Overheard overheard) throws Exception {
        try {
            get(future);
        } catch (ExecutionException e) {
            overheard.shown(e);
        }
    }

    private static void serve(Case hostile, Socket socket, int port) throws IOException {
        socket.setSoTimeout((int) Clients.LIMIT.toMillis());
        InputStream in = socket.getInputStream();
        in = new java.io.BufferedInputStream(in);
        in.mark(1 << 16);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        if (hostile.name().equals("plain text")) {
            raw(socket, Objects.requireNonNull(hostile.answer()));
            return;
        }
        while (!head.toString(ISO_8859_1).contains("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                return;
            }
            head.write(read);
        }
        if (hostile.answer() != null) {
            raw(socket, hostile.answer());
        } else if (head.toString(ISO_8859_1).contains("/ws/socket?")) {
            in.reset();
            Objects.requireNonNull(hostile.script()).play(new HandMadeArchon.Peer(in, socket));
        } else {
            raw(socket, credentials("ws://127.0.0.1:" + port + "/ws/socket?jwt=" + JWT));
        }
    }

    private static boolean leaks(String text) {
        return Stream.of(API_TOKEN, JWT).anyMatch(secret -> {
            for (int at = 0; at + 8 <= secret.length(); at++) {
                if (text.contains(secret.substring(at, at + 8))) {
                    return true;
                }
            }
            return false;
        });
    }

    private static void close(HandMadeArchon.Peer peer, int code, String reason) throws IOException {
        peer.accept();
        byte[] text = reason.getBytes(reason.startsWith("\u00C0") ? ISO_8859_1 : UTF_8);
        peer.send(
                true,
                HandMadeArchon.CLOSE,
                ByteBuffer.allocate(text.length + 2)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    private static void text(HandMadeArchon.Peer peer, String text) throws IOException {
        peer.accept();
        peer.send(true, HandMadeArchon.TEXT, text.getBytes(UTF_8));
    }

    private static void raw(HandMadeArchon.Peer peer, String text) throws IOException {
        peer.sendRaw(text.getBytes(UTF_8));
    }

    private static void raw(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.shutdownOutput();
        // Closed at once, what the client still writes would take the answer from it.
        socket.setSoTimeout(500);
        socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    }

    private static String answer(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body;
    }

    private static String credentials(String url) {
        return answer("200 OK", "{\"url\":\"" + url + "\",\"token\":\"" + JWT + "\"}");
    }

    private static String words(String text) {
        return "{\"error\":\"" + text + "\"}";
    }

    private static String allBut(String token) {
        return token.substring(0, token.length() - 1);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, UTF_8).replace("_", "%5F");
    }

    private static final AtomicInteger LOGGED_BY_LIBRARIES = new AtomicInteger();

    @TempDir
    Path folder;

    @AfterAll
    static void librariesWereHeard() {
        assertTrue(LOGGED_BY_LIBRARIES.get() > 0, "nothing of Netty or the JDK was heard, so nothing was searched");
    }
}
