package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.SHORT;
import static dev.archon.client.Clients.get;
import static dev.archon.client.Clients.message;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.internal.net.UserAgent;
import dev.archon.protocol.rest.PowerAction;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    @ParameterizedTest
    @CsvSource({
        "401, check the API token",
        "403, check that the API token may use this server",
        "404, check the server id and the base URL"
    })
    void whatCannotSucceedIsTriedOnce(int status, String advice) {
        archon.onRest(exchange -> HandMadeArchon.respond(exchange, status, ""));
        String words = failureOf(builder());
        assertEquals(
                "server demo: the token call was refused (" + status + "): " + authority() + " answered with status "
                        + status + "; " + advice,
                words);
        assertEquals(1, archon.requests().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void whatMaySucceedLaterIsTriedAgain(int status) throws Exception {
        archon.onRest(exchange -> {
            if (archon.requests().size() < 3) {
                HandMadeArchon.respond(exchange, status, "");
            } else {
                archon.credentials(exchange);
            }
        });
        connects(builder());
        assertEquals(3, archon.requests().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void retryAfterIsHonoured(int status) throws Exception {
        List<Long> times = new CopyOnWriteArrayList<>();
        archon.onRest(exchange -> {
            times.add(System.nanoTime());
            if (times.size() == 1) {
                exchange.getResponseHeaders().add("Retry-After", "1");
                HandMadeArchon.respond(exchange, status, "");
            } else {
                archon.credentials(exchange);
            }
        });
        connects(builder());
        long waited = times.get(1) - times.get(0);
        assertTrue(waited >= TimeUnit.SECONDS.toNanos(1), "waited " + waited + " ns");
    }

    @Test
    void anEndpointThatIsDownIsTriedAgainAndNamed() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        String words = failureOf(builder().baseUrl(URI.create("http://127.0.0.1:" + port)));
        assertTrue(
                words.startsWith("server demo: gave up, attempts enough have failed; the last one: the token call"
                        + " failed: 127.0.0.1:" + port),
                words);
    }

    @Test
    void aSupplierIsAskedBeforeEachCallAndMayBlock() throws Exception {
        List<String> threads = new CopyOnWriteArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        List<String> sent = sentTokens();
        Supplier<String> supplier = () -> {
            threads.add(Thread.currentThread().getName());
            return "token-" + calls.incrementAndGet();
        };
        try (ArchonClient client = builder().tokenSupplier(supplier).build()) {
            get(client.server("demo").connect());
            get(client.server("demo").reconnect());
        }
        assertEquals(List.of("Bearer token-1", "Bearer token-2"), sent);
        assertTrue(threads.stream().allMatch(name -> name.startsWith("archon-token")), threads.toString());
    }

    @Test
    void aSupplierThatHangsHoldsUpNobodyAndIsInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (ArchonClient client = builder()
                .requestTimeout(SHORT)
                .session(Clients.session(1).build())
                .tokenSupplier(() -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return "too-late";
                })
                .build()) {
            String words = message(assertThrows(
                    ExecutionException.class, () -> get(client.server("demo").connect())));
            assertTrue(words.contains("no API token within 2000 ms (requestTimeout)"), words);
            assertTrue(words.contains("tokenSupplier(...)"), words);
            assertTrue(interrupted.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
    }

    @Test
    void aSupplierThatFailsToLoadIsNamedAtOnce() {
        try (ArchonClient client = builder()
                .requestTimeout(LIMIT)
                .session(Clients.session(0).build())
                .tokenSupplier(() -> {
                    throw new NoClassDefFoundError("vault/Client");
                })
                .build()) {
            String words = message(assertThrows(
                    ExecutionException.class, () -> get(client.server("demo").connect())));
            assertTrue(words.contains("the source of the API token failed (NoClassDefFoundError)"), words);
        }
    }

    @Test
    void aSourceMayAnswerLater() throws Exception {
        List<String> sent = sentTokens();
        CompletableFuture<String> token = new CompletableFuture<>();
        try (ArchonClient client = builder().tokenSource(() -> token).build()) {
            CompletableFuture<Void> connected = client.server("demo").connect();
            token.complete("late-token");
            get(connected);
        }
        assertEquals(List.of("Bearer late-token"), sent);
    }

    @Test
    void aSourceThatFailsIsNamedWithoutItsWords() {
        String words = failureOf(builder().tokenSupplier(() -> {
            throw new IllegalStateException("no access with " + Clients.TOKEN);
        }));
        assertTrue(words.contains("the source of the API token failed (IllegalStateException)"), words);
        assertFalse(words.contains(Clients.TOKEN), words);
    }

    @Test
    void aTokenThatNoHeaderCanHoldIsNotShown() {
        String words = failureOf(builder().token(Clients.TOKEN + "\n"));
        assertTrue(words.contains("the API token is empty or holds characters that no token has"), words);
        assertFalse(words.contains(Clients.TOKEN), words);
        assertEquals(List.of(), archon.requests());
    }

    @Test
    void whatTheEndpointSaysIsShownButNeverTheToken() {
        archon.onRest(exchange -> HandMadeArchon.respond(
                exchange, 403, "{\"error\":\"forbidden\",\"description\":\"this server is not yours\"}"));
        assertTrue(failureOf(builder()).contains(": this server is not yours;"));
        archon.onRest(exchange -> HandMadeArchon.respond(
                exchange, 403, "{\"error\":\"forbidden\",\"description\":\"" + Clients.TOKEN + " may not\"}"));
        assertFalse(failureOf(builder()).contains(Clients.TOKEN));
    }

    @Test
    void theEmbeddersProductStandsBeforeTheLibrary() throws Exception {
        List<String> agents = new CopyOnWriteArrayList<>();
        archon.onRest(exchange -> {
            agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
            archon.credentials(exchange);
        });
        archon.onWebSocket(peer -> {
            agents.add(peer.accept().replaceAll("(?is).*user-agent: *([^\r]*).*", "$1"));
            peer.readUntilClosed();
        });
        connects(builder().userAgent("my-panel/2.1"));
        // The client may be told before the server's thread goes on.
        await().atMost(Clients.LIMIT).until(() -> agents.size() == 2);
        assertEquals(List.of("my-panel/2.1 " + UserAgent.LIBRARY, "my-panel/2.1 " + UserAgent.LIBRARY), agents);
        assertThrows(IllegalArgumentException.class, () -> builder().userAgent("my\r\npanel"));
    }

    @Test
    void redirectsAreNotFollowedWithTheToken() throws Exception {
        try (HandMadeArchon other = new HandMadeArchon()) {
            archon.onRest(exchange -> {
                exchange.getResponseHeaders()
                        .add(
                                "Location",
                                other.baseUri()
                                        .resolve(exchange.getRequestURI())
                                        .toString());
                HandMadeArchon.respond(exchange, 302, "");
            });
            String words = failureOf(builder());
            assertTrue(words.contains("redirects are not followed with the API token"), words);
            assertEquals(List.of(), other.requests());
        }
    }

    @Test
    void anHttpClientThatFollowsRedirectsIsRefused() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        String words = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> builder().httpClient(following))
                        .getMessage());
        assertTrue(words.contains("followRedirects(HttpClient.Redirect.NEVER)"), words);
    }

    @Test
    void theEmbeddersHttpClientIsUsedAndLeftAlone() throws Exception {
        List<String> threads = new CopyOnWriteArrayList<>();
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            HttpClient own = HttpClient.newBuilder()
                    .executor(task -> {
                        threads.add("used");
                        executor.execute(task);
                    })
                    .build();
            connects(builder().httpClient(own));
            assertFalse(threads.isEmpty());
            connects(builder().httpClient(own));
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void anAnswerWithoutEndIsNotReadWhole() {
        AtomicLong written = new AtomicLong();
        archon.onRest(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[64 << 10];
            try (OutputStream out = exchange.getResponseBody()) {
                while (written.get() < 1L << 30) {
                    out.write(chunk);
                    written.addAndGet(chunk.length);
                }
            }
        });
        String words = failureOf(builder().session(Clients.session(1).build()));
        assertTrue(words.contains(authority() + " answered with more than 1 MiB"), words);
        assertTrue(written.get() < 256L << 20, written + " bytes were taken");
    }

    @Test
    void aLongErrorPageDoesNotHideTheStatus() {
        archon.onRest(exchange -> HandMadeArchon.respond(exchange, 401, "x".repeat(4 << 20)));
        String words = failureOf(builder());
        assertTrue(words.startsWith("server demo: the token call was refused (401)"), words);
    }

    @Test
    void anAnswerThatTricklesEndsWhenItsTimeIsUp() {
        archon.onRest(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            hang();
        });
        ArchonClientBuilder impatient =
                builder().requestTimeout(SHORT).session(Clients.session(1).build());
        String words = failureOf(impatient);
        assertTrue(words.contains("no whole answer from " + authority() + " within 2000 ms (requestTimeout)"), words);
        try (ArchonClient client = impatient.build()) {
            words = message(assertThrows(
                    ExecutionException.class, () -> get(client.server("demo").power(PowerAction.START))));
            assertTrue(words.contains("within 2000 ms (requestTimeout)"), words);
        }
    }

    @Test
    void disconnectingEndsTheCallThatIsUnderWay() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        archon.onWebSocket(peer -> {
            peer.readRequest();
            begun.countDown();
            peer.readUntilClosed();
            ended.countDown();
        });
        // The raw port plays the endpoint, because it can see how the connection ends.
        URI raw = URI.create(archon.webSocketUrl().replace("ws://", "http://").replace("/ws", ""));
        try (ArchonClient client = builder().baseUrl(raw).requestTimeout(LIMIT).build()) {
            client.server("demo").connect();
            assertTrue(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
            get(client.server("demo").disconnect());
            assertTrue(ended.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
    }

    @Test
    void closingEndsAPowerCallThatIsUnderWay() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        archon.onRest(exchange -> {
            begun.countDown();
            hang();
        });
        CompletableFuture<Void> power;
        try (ArchonClient client = builder().requestTimeout(LIMIT).build()) {
            power = client.server("demo").power(PowerAction.START);
            assertTrue(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
        assertTrue(message(assertThrows(ExecutionException.class, () -> get(power)))
                .contains("the client is closed"));
    }

    @Test
    void aServerHasOneTokenCallAtATime() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        archon.onRest(exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            archon.credentials(exchange);
            now.decrementAndGet();
        });
        try (ArchonClient client = builder().build()) {
            ArchonServer server = client.server("demo");
            CompletableFuture<?>[] all = new CompletableFuture<?>[20];
            for (int i = 0; i < all.length; i++) {
                all[i] = server.connect();
            }
            get(CompletableFuture.allOf(all));
            await().atMost(LIMIT).until(() -> server.status().connected());
        }
        assertEquals(1, most.get());
        assertEquals(1, archon.requests().size());
    }

    private List<String> sentTokens() {
        List<String> sent = new CopyOnWriteArrayList<>();
        archon.onRest(exchange -> {
            sent.add(exchange.getRequestHeaders().getFirst("Authorization"));
            archon.credentials(exchange);
        });
        return sent;
    }

    private static void connects(ArchonClientBuilder builder) throws Exception {
        try (ArchonClient client = builder.build()) {
            get(client.server("demo").connect());
        }
    }

    private static String failureOf(ArchonClientBuilder builder) {
        try (ArchonClient client = builder.build()) {
            return message(assertThrows(
                    ExecutionException.class, () -> get(client.server("demo").connect())));
        }
    }

    private ArchonClientBuilder builder() {
        return Clients.impatient(archon.baseUri()).requestTimeout(LIMIT);
    }

    private String authority() {
        return archon.baseUri().getAuthority();
    }

    private static void hang() throws IOException {
        try {
            new CountDownLatch(1).await(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private final HandMadeArchon archon = new HandMadeArchon();

    @AfterEach
    void close() throws IOException {
        archon.close();
    }
}
