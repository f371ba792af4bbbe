package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.ClientMessage;
import dev.archon.protocol.codec.ClientMessageCodec;
import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.rest.WebSocketCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsTest {

    private static final int LIMIT_SECONDS = 20;

    @Test
    void aClientThatTrustsTheAuthorityGetsATokenAndAStream() throws Exception {
        try (ArchonSimulator sim = ArchonSimulator.builder().tls().start()) {
            assertEquals("https", sim.baseUri().getScheme());
            WebSocketCredentials credentials = RestCodec.decodeCredentials(
                    tokenCall(sim.baseUri(), sim.tls()).body());
            assertTrue(credentials.url().startsWith("wss://"), credentials.url());

            FirstMessage first = new FirstMessage();
            WebSocket socket = client(sim.tls())
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(credentials.url()), first)
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
            byte[] auth = ClientMessageCodec.encode(new ClientMessage.Authenticate(credentials.token()));
            socket.sendText(new String(auth, StandardCharsets.UTF_8), true).get(LIMIT_SECONDS, TimeUnit.SECONDS);

            assertEquals("{\"event\":\"auth-ok\"}", first.text.get(LIMIT_SECONDS, TimeUnit.SECONDS));
            socket.abort();
        }
    }

    @Test
    void theCertificateIsGoodForEveryNameOfTheLoopback() throws Exception {
        try (ArchonSimulator sim = ArchonSimulator.builder().tls().start()) {
            URI byName = URI.create("https://localhost:" + sim.port());

            assertEquals(200, tokenCall(byName, sim.tls()).statusCode());
        }
    }

    @Test
    void theFingerprintIsThatOfTheCertificateOnTheWire() throws Exception {
        try (ArchonSimulator sim = ArchonSimulator.builder().tls().start()) {
            Certificate shown = tokenCall(sim.baseUri(), sim.tls())
                    .sslSession()
                    .orElseThrow()
                    .getPeerCertificates()[0];

            byte[] digest = MessageDigest.getInstance("SHA-256").digest(shown.getEncoded());
            assertEquals(
                    HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest),
                    sim.tls().fingerprint());
            assertEquals(sim.tls().certificate(), shown);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "VALID", mode = EnumSource.Mode.EXCLUDE)
    void everyOtherCertificateIsRefusedByACarefulClient(TlsCertificate kind) {
        try (ArchonSimulator sim = ArchonSimulator.builder().tls(kind).start()) {
            IOException refusal = assertThrows(IOException.class, () -> tokenCall(sim.baseUri(), sim.tls()));

            assertTrue(hasCause(refusal, SSLHandshakeException.class), refusal.toString());
            assertTrue(hasCause(refusal, CertificateException.class), refusal.toString());
        }
    }

    @Test
    void theAuthorityIsHandedOutForToolsToo() throws Exception {
        try (ArchonSimulator sim = ArchonSimulator.builder().tls().start()) {
            Certificate read = CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(sim.tls().authorityPem().getBytes(StandardCharsets.US_ASCII)));

            X509Certificate authority = sim.tls().authority();
            assertEquals(authority, read);
            assertEquals(authority, sim.tls().trustStore().getCertificate("archon-simulator"));
            sim.tls().certificate().verify(authority.getPublicKey());
        }
    }

    @Test
    void aResetSaysNoGoodbye() throws Exception {
        try (ArchonSimulator sim = ArchonSimulator.builder().tls().start();
                Socket encrypted = sim.tls().sslContext().getSocketFactory().createSocket("localhost", sim.port())) {
            encrypted.setSoTimeout(LIMIT_SECONDS * 1000);
            PlainSocket socket = PlainSocket.request(encrypted, sim.baseUri().resolve("/modrinth/v0/ws/demo"));
            assertEquals(101, socket.readStatus());

            sim.server("demo").reset();
            SocketException broken = assertThrows(SocketException.class, socket::read);
            assertTrue(String.valueOf(broken.getMessage()).contains("reset"), broken.getMessage());
        }
    }

    @Test
    void everySimulatorHasItsOwn() {
        try (ArchonSimulator one = ArchonSimulator.builder().tls().start();
                ArchonSimulator other = ArchonSimulator.builder().tls().start()) {
            assertThrows(IOException.class, () -> tokenCall(one.baseUri(), other.tls()));
        }
    }

    @Test
    void aPlainSimulatorHasNoCertificate() {
        try (ArchonSimulator plain = ArchonSimulator.builder().start()) {
            assertEquals("http", plain.baseUri().getScheme());
            String message =
                    assertThrows(IllegalStateException.class, plain::tls).getMessage();
            assertTrue(String.valueOf(message).contains("tls()"), message);
        }
    }

    private static HttpResponse<byte[]> tokenCall(URI base, TlsIdentity trusted) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(RestPaths.webSocket("demo")))
                .header("Authorization", "Bearer secret")
                .timeout(Duration.ofSeconds(LIMIT_SECONDS))
                .build();
        return client(trusted).send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpClient client(TlsIdentity trusted) {
        return HttpClient.newBuilder().sslContext(trusted.sslContext()).build();
    }

    private static boolean hasCause(Throwable problem, Class<? extends Throwable> kind) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static final class FirstMessage implements WebSocket.Listener {

        private final CompletableFuture<String> text = new CompletableFuture<>();
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                text.complete(parts.toString());
            }
            socket.request(1);
            return null;
        }
    }
}
