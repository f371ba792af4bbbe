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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which provider a client encrypts with, and what it lets the provider do. */
@Tag("slow")
class TlsSettingsTest {

    private static final String FORBIDDEN = "TLS_CHACHA20_POLY1305_SHA256";

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

    @Test
    void aDefaultContextOfTheProgramIsNotLost() throws Exception {
        SSLContext before = SSLContext.getDefault();
        SSLContext own = SSLContext.getInstance("TLS");
        own.init(null, new TrustManager[0], null);
        SSLContext.setDefault(own);
        try {
            assertFalse(usesOpenSsl(TlsSettings.DEFAULTS));
        } finally {
            SSLContext.setDefault(before);
        }
        assertTrue(usesOpenSsl(TlsSettings.DEFAULTS));
    }

    /** In a process of its own, since the JDK reads the property once. */
    @ParameterizedTest
    @CsvSource({"AUTO, false", "JDK, false", "OPENSSL, refused"})
    void aCipherSuiteThatTheJdkForbidsIsNotOffered(TlsProvider provider, String usesOpenSsl, @TempDir Path folder)
            throws Exception {
        Path properties = Files.writeString(
                folder.resolve("forbidden.security"),
                "jdk.tls.disabledAlgorithms=" + Security.getProperty("jdk.tls.disabledAlgorithms") + ", " + FORBIDDEN
                        + "\n");
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.security.properties=" + properties,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneTlsEngine.class.getName(),
                        provider.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(printed.toFile())
                .start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(usesOpenSsl + " without", Files.readString(printed).strip());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Tells what a client would offer, whose default for TLS is set by the command line. */
    static final class OneTlsEngine {

        private OneTlsEngine() {}

        public static void main(String[] args) {
            TlsSettings settings = TlsSettings.DEFAULTS.with(TlsProvider.valueOf(args[0]));
            try {
                SSLEngine engine = engine(settings);
                boolean openSsl = engine instanceof ReferenceCountedOpenSslEngine;
                boolean offered = List.of(engine.getEnabledCipherSuites()).contains(FORBIDDEN);
                System.out.println(openSsl + (offered ? " with" : " without"));
                ReferenceCountUtil.release(engine);
            } catch (IllegalStateException e) {
                System.out.println("refused without");
            }
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
