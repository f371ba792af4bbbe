package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.SHORT;
import static dev.archon.client.Clients.get;
import static dev.archon.client.Clients.message;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.internal.net.UserAgent;
import dev.archon.protocol.rest.PowerAction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** REST calls to an endpoint that answers with the bytes that the test says, and then does nothing more. */
@Tag("slow")
class TokenCallTest {

    /** What makes the calls. */
    enum By {
        OWN_SOCKETS,
        HTTP_CLIENT
    }

    @ParameterizedTest
    @CsvSource({
        "OWN_SOCKETS, 401, Content-Length: 9999",
        "OWN_SOCKETS, 403, Transfer-Encoding: chunked",
        "OWN_SOCKETS, 404, Connection: close",
        "HTTP_CLIENT, 401, Content-Length: 9999",
        "HTTP_CLIENT, 404, Content-Length: 1"
    })
    void theStatusDecidesAlthoughTheBodyNeverComes(By by, int status, String header) {
        answer = "HTTP/1.1 " + status + " No\r\n" + header + "\r\n\r\n";
        String words = failureOfConnect(by);
        assertTrue(words.startsWith("server demo: the token call was refused (" + status + "): " + authority()), words);
    }

    @ParameterizedTest
    @EnumSource
    void theWordsThatCameInTimeAreShown(By by) {
        answer = "HTTP/1.1 403 No\r\nContent-Length: 9999\r\n\r\n{\"description\":\"this server is not yours\"}";
        String words = failureOfConnect(by);
        assertTrue(words.contains(authority() + " answered: this server is not yours; check that the API"), words);
    }

    @Test
    void theWordsOfABodyThatEndsTooEarlyOrIsNoHttpAreShown() {
        after = Socket::close;
        answer = "HTTP/1.1 503 No\r\nContent-Length: 9999\r\n\r\n{\"description\":\"come back later\"}";
        assertTrue(failureOfPower().contains(" answered: come back later"));
        answer =
                "HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n22\r\n{\"description\":\"come back later\"} \r\nzz\r\n";
        assertTrue(failureOfPower().contains(" answered: come back later"));
        answer = "HTTP/1.1 503 No\r\n\r\n{\"description\":\"come back later\"}";
        assertTrue(failureOfPower().contains(" answered: come back later"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERR Bearer an-api-token-that-nobody-may-see\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "+OK ready\r\n",
                "\u0015\u0003\u0001\u0000\u0002\u0002(\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Len\0gth: 5\r\n\r\n",
                "hello"
            })
    void whatIsNoHttpIsSaidToBeSo(String bytes) {
        answer = bytes;
        after = Socket::close;
        String words = failureOfPower();
        assertTrue(
                words.endsWith(authority() + " answered with what is no HTTP; check scheme and port of the base URL"),
                words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nabc | ended the connection in the middle of its answer",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3\\r\\nabc\\r\\n | ended the connection in the middle",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n | answered with a body that is no HTTP",
                "HTTP/1.1 101 Switching\\r\\nUpgrade: h2c\\r\\n\\r\\n | switched to another protocol",
                "HTTP/1.1 999 Unknown\\r\\n\\r\\n | answered with status 999, which HTTP does not have",
                "HTTP/1.1 007 Bond\\r\\n\\r\\n | answered with status 7, which HTTP does not have",
                "'' | ended the connection before it had answered",
                "HTTP/1.1 100 Continue\\r\\n\\r\\n | ended the connection before it had answered"
            })
    void whatIsWrongWithAnAnswerIsSaid(String bytes, String told) {
        answer = bytes.replace("\\r", "\r").replace("\\n", "\n");
        after = Socket::close;
        String words = failureOfPower();
        assertTrue(words.contains(authority() + " " + told), words);
    }

    @Test
    void headersWithoutEndAreNotReadWhole() {
        answer = "HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000);
        assertTrue(failureOfPower().contains(" answered with more than 64 KiB of headers"));
    }

    @ParameterizedTest
    @EnumSource
    void interimAnswersAreSkipped(By by) throws Exception {
        answer = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 204 Done\r\n\r\n";
        if (by == By.HTTP_CLIENT) {
            // The JDK's client knows no other than 100 before JDK 19.
            answer = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 Done\r\n\r\n";
        }
        try (ArchonClient client = builder(by).build()) {
            get(client.server("demo").power(PowerAction.START));
        }
    }

    @Test
    void aCallWhoseConnectionEndsIsNotRepeatedBehindTheLimit() {
        answer = "";
        after = Socket::close;
        failureOfConnect(By.OWN_SOCKETS);
        // The first attempt, and the one that the policy allows.
        int calls = connections.get();
        assertTrue(calls <= 2, calls + " connections");
        assertEquals(calls, requests.size());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anAnswerThatCannotBeParsedCostsNoFileDescriptor() throws Exception {
        answer = "ERR\r\n\r\n";
        after = Socket::close;
        try (ArchonClient client = builder(By.OWN_SOCKETS).build()) {
            ArchonServer server = client.server("demo");
            assertThrows(ExecutionException.class, () -> get(server.power(PowerAction.START)));
            long before = openFiles();
            for (int i = 0; i < 100; i++) {
                assertThrows(ExecutionException.class, () -> get(server.power(PowerAction.START)));
            }
            await().atMost(LIMIT).until(() -> openFiles() < before + 20);
        }
    }

    @Test
    void whatTheTimeWasSpentOnIsSaid() {
        Clients.loadTls(TlsProvider.AUTO);
        answer = "";
        String words = failureOfPower(impatient());
        assertTrue(words.contains("no answer from " + authority() + " within 2000 ms (requestTimeout)"), words);
        answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n1";
        words = failureOfPower(impatient());
        assertTrue(words.contains("no whole answer from " + authority() + " within 2000 ms (requestTimeout)"), words);
        answer = "";
        words = failureOfPower(impatient().baseUrl(URI.create("https://" + authority())));
        assertTrue(
                words.contains(authority() + " did not complete the TLS handshake within 2000 ms (requestTimeout)"),
                words);
    }

    @Test
    void whatIsSentIsOneRequestWithTheEmbeddersHeaders() throws Exception {
        answer = "HTTP/1.1 204 Done\r\n\r\n";
        ArchonClientBuilder builder = builder(By.OWN_SOCKETS)
                .baseUrl(URI.create("http://" + authority() + "/below/"))
                .header("X-Panel-Version", "2")
                .header("x-panel-version", "1");
        try (ArchonClient client = builder.build()) {
            get(client.server("de mo").power(PowerAction.START));
        }
        assertEquals(1, requests.size());
        List<String> lines = List.of(requests.get(0).split("\r\n", -1));
        assertEquals("POST /below/modrinth/v0/servers/de%20mo/power HTTP/1.1", lines.get(0));
        for (String header : List.of(
                "host: " + authority(),
                "x-panel-version: 1",
                "authorization: Bearer " + Clients.TOKEN,
                "content-type: application/json",
                "accept: application/json",
                "connection: close",
                "content-length: 18",
                "user-agent: " + UserAgent.LIBRARY)) {
            assertEquals(1, lines.stream().filter(header::equalsIgnoreCase).count(), header + " in " + lines);
        }
    }

    @Test
    void theEmbeddersHeadersGoByHisHttpClientToo() throws Exception {
        answer = "HTTP/1.1 204 Done\r\n\r\n";
        try (ArchonClient client =
                builder(By.HTTP_CLIENT).header("X-Panel-Version", "1").build()) {
            get(client.server("demo").power(PowerAction.START));
        }
        assertTrue(requests.get(0).contains("X-Panel-Version: 1\r\n"), requests.get(0));
    }

    private String failureOfConnect(By by) {
        ArchonClientBuilder builder = builder(by).session(Clients.session(1).build());
        try (ArchonClient client = builder.build()) {
            return message(assertThrows(
                    ExecutionException.class, () -> get(client.server("demo").connect())));
        }
    }

    private String failureOfPower() {
        return failureOfPower(builder(By.OWN_SOCKETS));
    }

    private static String failureOfPower(ArchonClientBuilder builder) {
        try (ArchonClient client = builder.build()) {
            return message(assertThrows(
                    ExecutionException.class, () -> get(client.server("demo").power(PowerAction.START))));
        }
    }

    private ArchonClientBuilder impatient() {
        return builder(By.OWN_SOCKETS).requestTimeout(SHORT);
    }

    private ArchonClientBuilder builder(By by) {
        ArchonClientBuilder builder =
                Clients.impatient(URI.create("http://" + authority())).requestTimeout(LIMIT);
        return by == By.OWN_SOCKETS ? builder : builder.httpClient(HttpClient.newHttpClient());
    }

    private String authority() {
        return "127.0.0.1:" + server.port();
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    /** What is done with a connection when the answer is written. */
    private interface End {
        void of(Socket socket) throws IOException;
    }

    private void serve(Socket socket) throws IOException {
        connections.incrementAndGet();
        socket.setSoTimeout((int) LIMIT.toMillis());
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        while (!request.toString(ISO_8859_1).contains("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                return;
            }
            request.write(read);
        }
        requests.add(request.toString(ISO_8859_1));
        socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        after.of(socket);
    }

    private final LoopbackServer server = new LoopbackServer("token-call");
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String answer = "";
    private volatile End after = socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream());

    TokenCallTest() {
        server.start(this::serve);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }
}
