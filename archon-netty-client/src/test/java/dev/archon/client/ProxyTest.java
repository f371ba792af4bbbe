package dev.archon.client;

import static dev.archon.client.Clients.SHORT;
import static dev.archon.client.Clients.get;
import static dev.archon.client.Clients.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Traffic;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No name here is known to anybody but the proxy. */
class ProxyTest {

    private static final String PASSWORD = "a-password-that-nobody-may-see";

    @Test
    void anHttpProxyCarriesRestCallsAndWebSockets() throws Exception {
        carriesEvents(builder().proxy(ProxyServer.http("localhost", proxy.port())));
        assertEquals(List.of("GET " + authority, "CONNECT " + authority), proxy.asked());
    }

    @Test
    void anHttpProxyIsToldUserAndPassword() throws Exception {
        proxy.demand("panel:" + PASSWORD);
        carriesEvents(builder().proxy(http().login("panel", PASSWORD)));
    }

    @Test
    void aSocksProxyCarriesWebSockets() throws Exception {
        carriesEvents(builder().proxy(socks()).httpClient(throughTheProxy()));
        assertEquals(List.of("GET " + authority, "SOCKS5 " + authority), proxy.asked());
    }

    @Test
    void aSocksProxyIsToldUserAndPassword() throws Exception {
        try (TestProxy guarded = new TestProxy().demand("panel:" + PASSWORD)) {
            carriesEvents(builder()
                    .proxy(ProxyServer.socks5("127.0.0.1", guarded.port()).login("panel", PASSWORD))
                    .httpClient(throughTheProxy()));
        }
    }

    @Test
    void aRefusedLoginIsTriedOnce() {
        proxy.demand("panel:another");
        String words = failureOf(builder().proxy(http().login("panel", PASSWORD)));
        assertEquals(
                "server demo: the token call was refused (407): the HTTP proxy 127.0.0.1:" + proxy.port()
                        + " wants another login; check user and password given with login(...)",
                words);
        assertEquals(1, proxy.asked().size());
    }

    @Test
    void aRefusedLoginForTheWebSocketIsTriedOnce() {
        proxy.answerConnect(407);
        String words = failureOf(builder().proxy(http().login("panel", PASSWORD)));
        assertEquals(
                "server demo: the connection could not be opened (407): the HTTP proxy 127.0.0.1:" + proxy.port()
                        + " refused the login (407); check user and password given with login(...)",
                words);
        assertEquals(2, proxy.asked().size());
    }

    @Test
    void aLoginThatIsMissingIsAskedFor() {
        proxy.answerConnect(407);
        String words = failureOf(builder().proxy(http()));
        assertTrue(words.endsWith(" wants a login (407); give it one with login(...)"), words);
    }

    @Test
    void aLoginThatSocksRefusesIsTriedOnce() throws Exception {
        try (TestProxy guarded = new TestProxy().demand("panel:another")) {
            ProxyServer refusing = ProxyServer.socks5("127.0.0.1", guarded.port());
            String words =
                    failureOf(builder().proxy(refusing.login("panel", PASSWORD)).httpClient(throughTheProxy()));
            assertTrue(words.contains("the SOCKS5 proxy 127.0.0.1:" + guarded.port() + " refused the login"), words);
            assertFalse(words.contains(PASSWORD), words);
            words = failureOf(builder().proxy(refusing).httpClient(throughTheProxy()));
            assertTrue(words.contains(" wants a login; give it one with login(...)"), words);
        }
    }

    @Test
    void aProxyThatWillNotConnectIsNamed() {
        proxy.answerConnect(403);
        String words = failureOf(builder().proxy(http()));
        assertTrue(
                words.contains("the HTTP proxy 127.0.0.1:" + proxy.port() + " would not connect to " + authority
                        + " (status 403); check what the proxy allows"),
                words);
        words = failureOf(builder().proxy(socks()).httpClient(throughTheProxy()));
        assertTrue(
                words.contains("the SOCKS5 proxy 127.0.0.1:" + proxy.port() + " would not connect to " + authority),
                words);
    }

    @Test
    void aProxyThatIsDownIsNamed() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        String rest = failureOf(builder().proxy(ProxyServer.http("127.0.0.1", port)));
        assertTrue(rest.contains("the token call failed: the HTTP proxy 127.0.0.1:" + port), rest);
        String webSocket =
                failureOf(builder().proxy(ProxyServer.socks5("127.0.0.1", port)).httpClient(throughTheProxy()));
        assertTrue(webSocket.contains("the SOCKS5 proxy 127.0.0.1:" + port + " refused the connection"), webSocket);
    }

    @Test
    void aSocksProxyCarriesRestCallsToo() throws Exception {
        carriesEvents(builder().proxy(socks()));
        assertEquals(List.of("SOCKS5 " + authority, "SOCKS5 " + authority), proxy.asked());
    }

    @Test
    void aLoginThatIsRefusedForHttpsIsToldAndTriedOnce() {
        proxy.demand("panel:another");
        String words =
                failureOf(builder().baseUrl(URI.create("https://archon.test")).proxy(http().login("panel", PASSWORD)));
        assertTrue(words.contains("refused the login (407); check user and password given with login(...)"), words);
        assertFalse(words.contains(PASSWORD), words);
        assertEquals(List.of("CONNECT archon.test:443"), proxy.asked());
    }

    @Test
    void aProxyThatHangsIsNotTheTargetsFault() throws Exception {
        try (LoopbackServer silent = new LoopbackServer("silent-proxy")) {
            silent.start(socket -> socket.getInputStream().readAllBytes());
            String words =
                    failureOf(builder().connectTimeout(SHORT).proxy(ProxyServer.socks5("127.0.0.1", silent.port())));
            assertTrue(
                    words.contains("the SOCKS5 proxy 127.0.0.1:" + silent.port() + " did not connect to " + authority
                            + " within 2000 ms (connectTimeout); check the proxy and its network"),
                    words);
        }
    }

    @Test
    void aProxyThatEndsTheConnectionIsNamed() throws Exception {
        try (LoopbackServer deaf = new LoopbackServer("deaf-proxy")) {
            deaf.start(socket -> socket.getInputStream().readNBytes(3));
            String words = failureOf(builder().proxy(ProxyServer.socks5("127.0.0.1", deaf.port())));
            assertTrue(
                    words.contains("the SOCKS5 proxy 127.0.0.1:" + deaf.port()
                            + " ended the connection before it had connected to " + authority),
                    words);
        }
    }

    @Test
    void bytesOfTheProxyBehindItsAnswerAreNotTakenForTheTargets() throws Exception {
        try (LoopbackServer page = new LoopbackServer("page-proxy")) {
            page.start(socket -> {
                socket.getInputStream().readNBytes(3);
                socket.getOutputStream().write(new byte[] {5, 0, 5, 0, 0, 1, 127, 0, 0, 1, 0, 80, '<', 'h'});
                socket.getInputStream().readAllBytes();
            });
            String words = failureOf(builder().proxy(ProxyServer.socks5("127.0.0.1", page.port())));
            assertTrue(
                    words.contains(" and sent bytes of its own; check that it is a proxy which makes tunnels"), words);
        }
    }

    @Test
    void aSocksLoginIsMeasuredInBytes() {
        assertThrows(IllegalArgumentException.class, () -> socks().login("panel", ""));
        assertThrows(IllegalArgumentException.class, () -> socks().login("", "secret"));
        assertThrows(IllegalArgumentException.class, () -> socks().login("panel", "\u00E4".repeat(128)));
        socks().login("panel", "\u00E4".repeat(127));
    }

    @Test
    void aLoginThatIsNotAsciiReachesASocksProxy() throws Exception {
        try (TestProxy guarded = new TestProxy().demand("p\u00E4nel:gehe\u00EFm")) {
            carriesEvents(builder()
                    .proxy(ProxyServer.socks5("127.0.0.1", guarded.port()).login("p\u00E4nel", "gehe\u00EFm")));
        }
    }

    @Test
    void theTextOfAProxyHoldsNoLogin() {
        assertEquals(
                "the HTTP proxy proxy.test:3128",
                ProxyServer.http("proxy.test", 3128).login("panel", PASSWORD).toString());
    }

    private void carriesEvents(ArchonClientBuilder builder) throws Exception {
        CompletableFuture<String> line = new CompletableFuture<>();
        try (ArchonClient client = builder.build()) {
            ArchonServer server = client.server("demo");
            server.on(LogEvent.class, log -> {
                if (log.message().equals("a line")) {
                    line.complete(log.message());
                }
            });
            get(server.connect());
            simulator.server("demo").emit(new LogEvent(LogStream.STDOUT, "a line"));
            get(line);
            assertEquals(
                    1, simulator.journal().entries(JournalEntry.Handshake.class).size());
        }
    }

    private String failureOf(ArchonClientBuilder builder) {
        try (ArchonClient client = builder.build()) {
            return message(assertThrows(
                    ExecutionException.class, () -> get(client.server("demo").connect())));
        }
    }

    private ArchonClientBuilder builder() {
        return Clients.impatient(URI.create("http://" + authority))
                .session(Clients.session(1).build());
    }

    private ProxyServer http() {
        return ProxyServer.http("127.0.0.1", proxy.port());
    }

    private ProxyServer socks() {
        return ProxyServer.socks5("127.0.0.1", proxy.port());
    }

    private HttpClient throughTheProxy() {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))
                .build();
    }

    private final ArchonSimulator simulator =
            ArchonSimulator.builder().server("demo").traffic(Traffic.SILENT).start();
    private final String authority = "archon.test:" + simulator.port();
    private final TestProxy proxy = new TestProxy();

    @AfterEach
    void close() throws Exception {
        proxy.close();
        simulator.close();
    }
}
