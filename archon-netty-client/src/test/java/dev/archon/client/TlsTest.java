package dev.archon.client;

import static dev.archon.client.Clients.get;
import static dev.archon.client.Clients.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Traffic;
import io.netty.handler.ssl.OpenSsl;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
@ParameterizedClass
@EnumSource(names = {"JDK", "OPENSSL"})
class TlsTest {

    @Parameter
    private TlsProvider provider = TlsProvider.AUTO;

    @BeforeEach
    void theProviderIsThere() {
        assumeTrue(provider != TlsProvider.OPENSSL || OpenSsl.isAvailable(), "no OpenSSL here");
        Clients.loadTls(provider);
    }

    /** Where the trouble is met: at the token call, or not before the WebSocket. */
    enum At {
        REST,
        WEB_SOCKET
    }

    @Test
    void anAuthorityOfOnesOwnIsTrustedByRestCallsAndWebSockets() throws Exception {
        opened = new TlsFront(simulator, context(good, null), false);
        carriesEvents(builder(At.REST).tls(null, trust(authority)));
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateThatIsNotTrustedIsRefused(At at) throws Exception {
        opened = new TlsFront(simulator, context(good, null), false);
        String words = failureOf(builder(at));
        assertTrue(
                words.contains("the certificate of " + peer(at)
                        + " is not trusted; if it comes from an authority of your own, pass a trust manager or an SSLContext"
                        + " that trusts it to tls(...)"),
                words);
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredCertificateIsRefused(At at) throws Exception {
        opened = new TlsFront(simulator, context(expired, null), false);
        String words = failureOf(builder(at).tls(null, trust(authority)));
        assertTrue(words.contains("the certificate of " + peer(at) + " has expired (NotAfter: "), words);
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateForAnotherNameIsRefused(At at) throws Exception {
        opened = new TlsFront(simulator, context(elsewhere, null), false);
        String words = failureOf(builder(at).tls(null, trust(authority)));
        assertTrue(words.contains("the certificate of " + peer(at) + " is for another name ("), words);
    }

    @ParameterizedTest
    @EnumSource
    void namesAreVerifiedWhateverTheParametersSay(At at) throws Exception {
        provider = TlsProvider.AUTO;
        opened = new TlsFront(simulator, context(elsewhere, null), false);
        SSLParameters parameters = new SSLParameters(null, new String[] {"TLSv1.3"});
        parameters.setEndpointIdentificationAlgorithm("");
        String words = failureOf(builder(at).tls(context(null, authority), parameters));
        assertTrue(words.contains(" is for another name ("), words);
    }

    @Test
    void aClientCertificateIsShownWhereItIsAskedFor() throws Exception {
        opened = new TlsFront(simulator, context(good, authority), true);
        carriesEvents(builder(At.REST).tls(keys(client), trust(authority)));
    }

    @ParameterizedTest
    @EnumSource
    void aClientCertificateThatIsMissingIsAskedFor(At at) throws Exception {
        opened = new TlsFront(simulator, context(good, authority), true);
        String words = failureOf(builder(at).tls(null, trust(authority)));
        assertTrue(words.contains(peer(at)), words);
        // The server's alert may be lost, if it closes at once.
        assertTrue(words.contains("asks for a client certificate"), words);
        assertTrue(words.contains("tls(...)"), words);
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheGivenProtocolsAreSpoken(At at) throws Exception {
        provider = TlsProvider.AUTO;
        opened = new TlsFront(simulator, context(good, null), false);
        SSLParameters parameters = new SSLParameters(null, new String[] {"TLSv1.2"});
        carriesEvents(builder(at).tls(context(null, authority), parameters));
    }

    @Test
    void aServerThatSpeaksNoTlsIsNamed() throws Exception {
        try (HandMadeArchon archon = new HandMadeArchon()) {
            archon.onRest(exchange -> HandMadeArchon.respond(
                            exchange,
                            200,
                            "{\"url\":\"" + archon.webSocketUrl().replace("ws:", "wss:") + "\",\"token\":\"a.b.c\"}"))
                    .onWebSocket(peer -> peer.sendRaw(
                            "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            String words = failureOf(Clients.impatient(archon.baseUri()).tlsProvider(provider));
            assertTrue(words.contains(" does not speak TLS; check scheme and port of the URL"), words);
        }
    }

    @Test
    void anAddressThatWouldSendTheTokenInClearIsRefused() throws Exception {
        opened = new TlsFront(simulator, context(good, null), false);
        front().answerInClear();
        String words = failureOf(builder(At.REST).tls(null, trust(authority)));
        assertTrue(words.contains("the server named a ws:// address under an https:// base URL"), words);
        assertEquals(
                0, simulator.journal().entries(JournalEntry.Handshake.class).size());
        carriesEvents(builder(At.REST).tls(null, trust(authority)).allowClearText());
    }

    @Test
    void tlsGoesThroughAnHttpProxy() throws Exception {
        opened = new TlsFront(simulator, context(good, null), false);
        try (TestProxy proxy = new TestProxy()) {
            carriesEvents(
                    builder(At.REST).tls(null, trust(authority)).proxy(ProxyServer.http("127.0.0.1", proxy.port())));
            assertEquals(List.of("CONNECT " + peer(At.REST), "CONNECT " + peer(At.WEB_SOCKET)), proxy.asked());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, 'would not connect to %s (status 403); check what the proxy allows'",
        "407, 'wants a login (407); give it one with login(...)'",
        "502, 'would not connect to %s (status 502); check what the proxy allows'"
    })
    void aProxyThatRefusesATunnelForTlsIsToldAsSuch(int status, String told) throws Exception {
        opened = new TlsFront(simulator, context(good, null), false);
        try (TestProxy proxy = new TestProxy().answerConnect(status)) {
            String words = failureOf(builder(At.WEB_SOCKET).proxy(ProxyServer.http("127.0.0.1", proxy.port())));
            assertTrue(
                    words.contains(
                            "the HTTP proxy 127.0.0.1:" + proxy.port() + " " + told.replace("%s", peer(At.WEB_SOCKET))),
                    words);
        }
    }

    @Test
    void aServerThatHangsInTheTlsHandshakeIsNamedWhenTheOpenTimeoutIsOver() throws Exception {
        String words = failureOf(behindTls(HandMadeArchon.Peer::readUntilClosed)
                .session(Clients.session(1).openTimeout(Clients.SHORT).build()));
        assertTrue(words.contains(" did not complete the TLS handshake within 2000 ms (openTimeout); check"), words);
        assertTrue(words.contains("127.0.0.1:"), words);
    }

    @Test
    void aServerThatEndsTheTlsHandshakeIsNamed() throws Exception {
        String words = failureOf(behindTls(peer -> {}));
        assertTrue(words.contains(" ended the connection "), words);
        assertTrue(words.contains("127.0.0.1:"), words);
    }

    /** A server at a {@code wss} address that plays this without TLS. */
    private ArchonClientBuilder behindTls(HandMadeArchon.Script script) {
        clear.onRest(exchange -> HandMadeArchon.respond(
                        exchange,
                        200,
                        "{\"url\":\"" + clear.webSocketUrl().replace("ws:", "wss:") + "\",\"token\":\"a.b.c\"}"))
                .onWebSocket(script);
        return Clients.impatient(clear.baseUri())
                .tlsProvider(provider)
                .session(Clients.session(1).build());
    }

    private void carriesEvents(ArchonClientBuilder builder) throws Exception {
        CompletableFuture<String> line = new CompletableFuture<>();
        try (ArchonClient archon = builder.build()) {
            ArchonServer server = archon.server("demo");
            server.on(LogEvent.class, log -> line.complete(log.message()));
            get(server.connect());
            simulator.server("demo").emit(new LogEvent(LogStream.STDOUT, "a line"));
            assertFalse(get(line).isEmpty());
        }
    }

    private static String failureOf(ArchonClientBuilder builder) {
        try (ArchonClient archon = builder.build()) {
            return message(assertThrows(
                    ExecutionException.class, () -> get(archon.server("demo").connect())));
        }
    }

    private ArchonClientBuilder builder(At at) {
        return Clients.impatient(at == At.REST ? front().baseUri() : clearRest())
                .tlsProvider(provider)
                .requestTimeout(Clients.LIMIT)
                .session(Clients.session(1).openTimeout(Clients.LIMIT).build());
    }

    /** Token calls without TLS, so that it is the WebSocket that meets it first. */
    private URI clearRest() {
        clear.onRest(exchange -> HandMadeArchon.respond(
                exchange,
                200,
                front().credentials(
                                exchange.getRequestURI().getRawPath(),
                                exchange.getRequestHeaders().getFirst("Authorization"))));
        return clear.baseUri();
    }

    private String peer(At at) {
        return at == At.REST ? front().baseUri().getAuthority() : front().webSocketAuthority();
    }

    private static SSLContext context(@Nullable X509Bundle own, @Nullable X509Bundle trusted)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                own == null ? null : own.toKeyManagerFactory().getKeyManagers(),
                trusted == null ? null : trusted.toTrustManagerFactory().getTrustManagers(),
                null);
        return context;
    }

    private static X509ExtendedKeyManager keys(X509Bundle own) throws GeneralSecurityException {
        return (X509ExtendedKeyManager) own.toKeyManagerFactory().getKeyManagers()[0];
    }

    private static X509ExtendedTrustManager trust(X509Bundle trusted) throws GeneralSecurityException {
        return (X509ExtendedTrustManager) trusted.toTrustManagerFactory().getTrustManagers()[0];
    }

    private static X509Bundle authority;
    private static X509Bundle good;
    private static X509Bundle expired;
    private static X509Bundle elsewhere;
    private static X509Bundle client;

    @BeforeAll
    static void issue() throws Exception {
        authority = new CertificateBuilder()
                .subject("CN=An authority of tests")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        good = server("localhost").buildIssuedBy(authority);
        elsewhere = server("elsewhere.test").buildIssuedBy(authority);
        Instant now = Instant.now();
        expired = server("localhost")
                .notBefore(now.minus(Duration.ofDays(30)))
                .notAfter(now.minus(Duration.ofDays(2)))
                .buildIssuedBy(authority);
        client = new CertificateBuilder()
                .subject("CN=panel")
                .addExtendedKeyUsageClientAuth()
                .buildIssuedBy(authority);
    }

    private static CertificateBuilder server(String name) {
        return new CertificateBuilder()
                .subject("CN=" + name)
                .addSanDnsName(name)
                .addExtendedKeyUsageServerAuth();
    }

    private final ArchonSimulator simulator =
            ArchonSimulator.builder().server("demo").traffic(Traffic.SILENT).start();
    private final HandMadeArchon clear = new HandMadeArchon();
    private @Nullable TlsFront opened;

    private TlsFront front() {
        return Objects.requireNonNull(opened);
    }

    @AfterEach
    void close() throws Exception {
        if (opened != null) {
            opened.close();
        }
        clear.close();
        simulator.close();
    }
}
