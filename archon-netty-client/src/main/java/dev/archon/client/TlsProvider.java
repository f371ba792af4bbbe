package dev.archon.client;

import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What encrypts the REST calls and the WebSockets. Both verify host names and certificates alike, and neither offers a
 * protocol or a cipher suite that the JDK's security properties forbid.
 */
public enum TlsProvider {
    /**
     * {@link #OPENSSL} if its jars are on the class path and work, else {@link #JDK}. Always {@link #JDK} with an {@link
     * SSLContext} of the embedder's, and, unless keys or trust were given, where {@link SSLContext#setDefault} has set one
     * before the first connection with TLS or the system property {@code javax.net.ssl.keyStore} names client
     * certificates, since OpenSSL could use none of them.
     */
    AUTO,

    /** The JDK's own, or that of the {@link SSLContext} that was handed in. */
    JDK,

    /**
     * OpenSSL or BoringSSL, in native code and with native memory. Needs {@code
     * io.netty:netty-tcnative-boringssl-static} with the classifier of the platform. BoringSSL cannot be used where the
     * JDK's security properties allow TLS 1.3 without one of its cipher suites. Keys and trust come from {@link
     * ArchonClientBuilder#tls(X509ExtendedKeyManager, X509ExtendedTrustManager)}, by default the trust from the JDK.
     *
     * <p>It loads a native library. JDK 24 and later print a warning when it does, and later ones will refuse to, unless the
     * JVM is started with {@code --enable-native-access=ALL-UNNAMED}.
     */
    OPENSSL
}
