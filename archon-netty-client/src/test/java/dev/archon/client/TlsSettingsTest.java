package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.archon.client.internal.net.JdkTls;
import dev.archon.client.internal.net.Tls;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which provider a client encrypts with, and what it lets the provider do. */
class TlsSettingsTest {

    @BeforeAll
    static void openSslIsThere() {
        assumeTrue(OpenSsl.isAvailable(), "no OpenSSL here");
    }

    @Test
    void openSslIsUsedWhereItIsOnTheClassPath() {
        assertTrue(usesOpenSsl(TlsSettings.DEFAULTS));
        assertFalse(usesOpenSsl(TlsSettings.DEFAULTS.with(TlsProvider.JDK)));
        assertTrue(usesOpenSsl(TlsSettings.DEFAULTS.with(TlsProvider.OPENSSL)));
    }

    @Test
    void aContextIsTheJdks() throws Exception {
        assertFalse(usesOpenSsl(TlsSettings.DEFAULTS.with(SSLContext.getDefault(), null)));
    }

    @Test
    void theLastKeysAndTrustCount() throws Exception {
        TlsSettings context = TlsSettings.DEFAULTS.with(SSLContext.getDefault(), null);
        assertTrue(usesOpenSsl(context.withManagers(null, null)));
        assertFalse(usesOpenSsl(context.withManagers(null, null).with(SSLContext.getDefault(), null)));
    }

    @Test
    void aContextAndOpenSslExcludeEachOther() throws Exception {
        ArchonClientBuilder builder = ArchonClient.builder()
                .token("mrp_test")
                .tls(SSLContext.getDefault())
                .tlsProvider(TlsProvider.OPENSSL);
        IllegalStateException refused = assertThrows(IllegalStateException.class, builder::build);
        assertEquals(
                "OpenSSL cannot use an SSLContext; call tls(keys, trust) instead of tls(SSLContext), or leave"
                        + " tlsProvider(OPENSSL) out",
                refused.getMessage());
    }

    @Test
    void clientCertificatesOfTheSystemPropertiesAreNotLost() {
        System.setProperty("javax.net.ssl.keyStore", "/a/file");
        try {
            TlsSettings settings = TlsSettings.DEFAULTS;
            assertInstanceOf(JdkTls.class, settings.create());
        } finally {
            System.clearProperty("javax.net.ssl.keyStore");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "OPENSSL"})
    void namesAreVerifiedAndOnlyWhatTheJdkAllowsIsOffered(TlsProvider provider) throws Exception {
        SSLParameters jdk = SSLContext.getDefault().getDefaultSSLParameters();
        SSLEngine engine = engine(TlsSettings.DEFAULTS.with(provider));
        try {
            assertTrue(engine.getUseClientMode());
            assertEquals("HTTPS", engine.getSSLParameters().getEndpointIdentificationAlgorithm());
            Set<String> offered = new HashSet<>(Arrays.asList(engine.getEnabledProtocols()));
            // What OpenSSL calls its greeting; it offers no such protocol.
            offered.remove("SSLv2Hello");
            assertEquals(Set.of(jdk.getProtocols()), offered);
            assertTrue(
                    suites(jdk.getCipherSuites()).containsAll(suites(engine.getEnabledCipherSuites())),
                    () -> String.join(" ", engine.getEnabledCipherSuites()));
        } finally {
            ReferenceCountUtil.release(engine);
        }
    }

    @Test
    void whoConnectsWhenTheClientIsClosedLearnsItAsOfTheNetwork() {
        Tls tls = TlsSettings.DEFAULTS.with(TlsProvider.OPENSSL).create();
        tls.close();
        tls.close();
        Throwable refused = assertThrows(
                RuntimeException.class, () -> tls.handler("localhost", 443, ByteBufAllocator.DEFAULT, Runnable::run));
        assertInstanceOf(ClosedChannelException.class, refused.getCause());
    }

    @Test
    void anEngineOutlivesTheEndOfWhatMadeIt() {
        Tls tls = TlsSettings.DEFAULTS.with(TlsProvider.OPENSSL).create();
        SSLEngine engine = tls.handler("localhost", 443, ByteBufAllocator.DEFAULT, Runnable::run)
                .engine();
        tls.close();
        assertEquals(1, ReferenceCountUtil.refCnt(engine));
        assertTrue(engine.getEnabledProtocols().length > 0);
        ReferenceCountUtil.release(engine);
    }

    /** Without the protocol in front of them, which OpenSSL knows only after the handshake. */
    private static Set<String> suites(String[] names) {
        return Arrays.stream(names)
                .map(name -> name.substring(name.indexOf('_') + 1))
                .collect(Collectors.toSet());
    }

    private static boolean usesOpenSsl(TlsSettings settings) {
        SSLEngine engine = engine(settings);
        boolean uses = engine instanceof ReferenceCountedOpenSslEngine;
        ReferenceCountUtil.release(engine);
        return uses;
    }

    private static SSLEngine engine(TlsSettings settings) {
        try (Tls tls = settings.create()) {
            return tls.handler("localhost", 443, ByteBufAllocator.DEFAULT, Runnable::run)
                    .engine();
        }
    }
}
