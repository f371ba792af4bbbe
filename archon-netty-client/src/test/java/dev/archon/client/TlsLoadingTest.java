package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.archon.client.internal.net.Tls;
import dev.archon.protocol.rest.PowerAction;
import io.netty.handler.ssl.OpenSsl;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;

/** Before the first TLS connection of a process, classes and the JDK's certificates are read; no event loop has time for it. */
class TlsLoadingTest {

    private final List<String> threads = new CopyOnWriteArrayList<>();

    @Test
    void aRestCallLoadsTlsOffTheEventLoops() throws Exception {
        try (LoopbackServer server = new LoopbackServer("closing")) {
            server.start(socket -> {});
            ArchonClientBuilder builder = Clients.impatient(URI.create("https://127.0.0.1:" + server.port()));
            try (ArchonClient client = builder.tls(recording()).build()) {
                assertThrows(
                        ExecutionException.class,
                        () -> Clients.get(client.server("demo").power(PowerAction.START)));
            }
        }
        assertFirstOffTheEventLoops();
    }

    @Test
    void aWebSocketLoadsTlsOffTheEventLoops() throws Exception {
        try (HandMadeArchon archon = new HandMadeArchon().onWebSocket(peer -> {})) {
            String url = archon.webSocketUrl().replace("ws:", "wss:");
            archon.onRest(
                    exchange -> HandMadeArchon.respond(exchange, 200, "{\"url\":\"" + url + "\",\"token\":\"a.b.c\"}"));
            ArchonClientBuilder builder = Clients.impatient(archon.baseUri())
                    .session(Clients.session(1).build())
                    .tls(recording());
            try (ArchonClient client = builder.build()) {
                assertThrows(
                        ExecutionException.class,
                        () -> Clients.get(client.server("demo").connect()));
            }
        }
        assertFirstOffTheEventLoops();
    }

    @Test
    void withoutTlsNothingIsLoaded() throws Exception {
        try (HandMadeArchon archon = new HandMadeArchon().onWebSocket(peer -> {
                    peer.accept();
                    peer.readUntilClosed();
                });
                ArchonClient client =
                        Clients.impatient(archon.baseUri()).tls(recording()).build()) {
            Clients.get(client.server("demo").connect());
        }
        assertEquals(List.of(), threads);
    }

    @Test
    void theProviderIsChosenWhenItIsLoaded() throws Exception {
        assumeTrue(OpenSsl.isAvailable(), "no OpenSSL here");
        SSLContext before = SSLContext.getDefault();
        SSLContext own = SSLContext.getInstance("TLS");
        own.init(null, null, null);
        try (Tls tls = TlsSettings.DEFAULTS.create()) {
            tls.load();
            SSLContext.setDefault(own);
            assertFalse(tls.prefersHeap());
        } finally {
            SSLContext.setDefault(before);
        }
    }

    @Test
    void whatIsLoadedWhenTheClientIsClosedFailsAsOfTheNetwork() {
        assumeTrue(OpenSsl.isAvailable(), "no OpenSSL here");
        Tls tls = TlsSettings.DEFAULTS.with(TlsProvider.OPENSSL).create();
        tls.load();
        tls.close();
        Throwable refused = assertThrows(RuntimeException.class, tls::load);
        assertInstanceOf(ClosedChannelException.class, refused.getCause());
    }

    private void assertFirstOffTheEventLoops() {
        assertTrue(threads.size() > 1, threads::toString);
        assertTrue(threads.get(0).startsWith("archon-dns"), threads::toString);
    }

    /** The JDK's default, which notes the threads that make engines. */
    private SSLContext recording() throws Exception {
        SSLContext jdk = SSLContext.getDefault();
        return new SSLContext(new Recording(jdk), jdk.getProvider(), "TLS") {};
    }

    private final class Recording extends SSLContextSpi {

        private final SSLContext jdk;

        Recording(SSLContext jdk) {
            this.jdk = jdk;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            threads.add(Thread.currentThread().getName());
            return jdk.createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            threads.add(Thread.currentThread().getName());
            return jdk.createSSLEngine(host, port);
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            throw new UnsupportedOperationException();
        }
    }
}
