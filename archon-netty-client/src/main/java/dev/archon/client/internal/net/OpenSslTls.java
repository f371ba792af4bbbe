package dev.archon.client.internal.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.ReferenceCountUtil;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS by OpenSSL or BoringSSL, through {@code netty-tcnative}. It offers only protocols and cipher suites that the JDK
 * would offer, so that what the JDK's security and system properties forbid is forbidden here as well. Certificates are
 * checked by trust managers of the JDK or of the embedder.
 */
public final class OpenSslTls implements Tls {

    private static final Set<String> TLS_1_3 =
            Set.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    private final @Nullable X509ExtendedKeyManager keys;
    private final @Nullable X509ExtendedTrustManager trust;

    /** Made when it is first needed, since it reads the JDK's certificates; guarded by this. */
    private @Nullable SslContext context;

    private boolean closed;

    /**
     * Makes the settings.
     *
     * @param keys the client certificates; none if {@code null}
     * @param trust the trust; the JDK's default if {@code null}
     */
    public OpenSslTls(@Nullable X509ExtendedKeyManager keys, @Nullable X509ExtendedTrustManager trust) {
        this.keys = keys;
        this.trust = trust;
    }

    /**
     * Tells why OpenSSL cannot be used.
     *
     * @return the cause; {@code null} if it can be used
     */
    public static @Nullable Throwable unavailable() {
        try {
            return OpenSsl.isAvailable() ? disregardOfTheJdk() : OpenSsl.unavailabilityCause();
        } catch (LinkageError e) {
            // Netty expects failures to load the library, but not classes of netty-tcnative that are older than itself.
            return e;
        }
    }

    @Override
    public synchronized void load() {
        if (context == null) {
            ReferenceCountUtil.release(handler("localhost", 443, ByteBufAllocator.DEFAULT, Runnable::run)
                    .engine());
        }
    }

    @Override
    public synchronized SslHandler handler(String host, int port, ByteBufAllocator allocator, Executor tasks) {
        if (closed) {
            throw new UncheckedIOException(new ClosedChannelException());
        }
        if (context == null) {
            context = context();
        }
        return Tls.verifying(context.newHandler(allocator, host, port, tasks));
    }

    @Override
    public boolean prefersHeap() {
        return false;
    }

    @Override
    public synchronized void close() {
        closed = true;
        ReferenceCountUtil.release(context);
        context = null;
    }

    private SslContext context() {
        try {
            SSLParameters allowed = allowedByTheJdk();
            SslContextBuilder builder = SslContextBuilder.forClient()
                    // Freed when the client is closed, and not when the garbage collector finds it.
                    .sslProvider(SslProvider.OPENSSL_REFCNT)
                    .protocols(allowed.getProtocols())
                    .ciphers(List.of(allowed.getCipherSuites()), SupportedCipherSuiteFilter.INSTANCE);
            if (keys != null) {
                builder.keyManager(keys);
            }
            return (trust == null
                            ? builder.trustManager((TrustManagerFactory) null)
                            : builder.trustManager((TrustManager) trust))
                    .build();
        } catch (SSLException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "OpenSSL cannot be used, check the javax.net.ssl system properties and the security properties of the"
                            + " JDK: " + e.getMessage(),
                    e);
        }
    }

    /** BoringSSL offers its cipher suites of TLS 1.3 whatever it is told, so it cannot be used where one is forbidden. */
    private static @Nullable Throwable disregardOfTheJdk() {
        try {
            SSLParameters allowed = allowedByTheJdk();
            if (!"BoringSSL".equals(OpenSsl.versionString())
                    || !List.of(allowed.getProtocols()).contains("TLSv1.3")) {
                return null;
            }
            Set<String> offered = new TreeSet<>(TLS_1_3);
            List.of(allowed.getCipherSuites()).forEach(offered::remove);
            return offered.isEmpty()
                    ? null
                    : new IllegalStateException("BoringSSL would offer " + String.join(", ", offered)
                            + ", which the security or system properties of the JDK forbid");
        } catch (GeneralSecurityException e) {
            return e;
        }
    }

    private static SSLParameters allowedByTheJdk() throws GeneralSecurityException {
        SSLContext jdk = SSLContext.getInstance("TLS");
        // Without trust of its own, so that the JDK's certificates are not read twice.
        jdk.init(new KeyManager[0], new TrustManager[0], null);
        return jdk.getDefaultSSLParameters();
    }
}
