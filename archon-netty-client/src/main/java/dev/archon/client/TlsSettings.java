package dev.archon.client;

import dev.archon.client.internal.net.JdkTls;
import dev.archon.client.internal.net.OpenSslTls;
import dev.archon.client.internal.net.PreferredTls;
import dev.archon.client.internal.net.Tls;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What a builder was told about TLS. A context takes the place of keys and trust.
 *
 * @param provider the choice of the provider
 * @param context keys and trust for the JDK's TLS alone; {@code null} for none
 * @param parameters the protocols and cipher suites for the context; {@code null} for its own
 * @param keys the client certificates; {@code null} for none
 * @param trust the trust; {@code null} for the JDK's default
 */
record TlsSettings(
        TlsProvider provider,
        @Nullable SSLContext context,
        @Nullable SSLParameters parameters,
        @Nullable X509ExtendedKeyManager keys,
        @Nullable X509ExtendedTrustManager trust) {

    private static final String KEY_STORE = "javax.net.ssl.keyStore";

    static final TlsSettings DEFAULTS = new TlsSettings(TlsProvider.AUTO, null, null, null, null);

    TlsSettings with(TlsProvider other) {
        return new TlsSettings(other, context, parameters, keys, trust);
    }

    TlsSettings with(SSLContext other, @Nullable SSLParameters chosen) {
        return new TlsSettings(provider, other, chosen, null, null);
    }

    TlsSettings withManagers(
            @Nullable X509ExtendedKeyManager certificates, @Nullable X509ExtendedTrustManager trusted) {
        return new TlsSettings(provider, null, null, certificates, trusted);
    }

    /**
     * Makes what a client uses, and closes at its end.
     *
     * @throws IllegalStateException if the provider cannot be used, here or with the context
     */
    Tls create() {
        return switch (provider) {
            case JDK -> jdk();
            case OPENSSL -> openSsl();
            case AUTO ->
                context != null || usesKeyStoreOfTheJdk()
                        ? jdk()
                        : new PreferredTls(new OpenSslTls(keys, trust), jdk());
        };
    }

    private JdkTls jdk() {
        return new JdkTls(
                context == null && (keys != null || trust != null) ? contextOfManagers() : context, parameters);
    }

    private OpenSslTls openSsl() {
        if (context != null) {
            throw new IllegalStateException("OpenSSL cannot use an SSLContext; call tls(keys, trust) instead of"
                    + " tls(SSLContext), or leave tlsProvider(OPENSSL) out");
        }
        Throwable unavailable = OpenSslTls.unavailable();
        if (unavailable != null) {
            throw new IllegalStateException(
                    "TLS provider OPENSSL cannot be used here; put io.netty:netty-tcnative-boringssl-static with the"
                            + " classifier of this platform on the class path, or leave tlsProvider(...) out",
                    unavailable);
        }
        return new OpenSslTls(keys, trust);
    }

    /** Whether the JDK's default context has client certificates, which are not to be lost by choosing another provider. */
    private boolean usesKeyStoreOfTheJdk() {
        return keys == null && trust == null && System.getProperty(KEY_STORE) != null;
    }

    private SSLContext contextOfManagers() {
        try {
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(
                    keys == null ? null : new KeyManager[] {keys},
                    trust == null ? null : new TrustManager[] {trust},
                    null);
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the JDK's TLS cannot be used with the given keys and trust: " + e.getMessage(), e);
        }
    }
}
