package dev.archon.benchmarks.contender;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What a contender trusts: the authority of the sender and nobody else. Host names are verified.
 *
 * @param authority the certificate of the authority
 */
public record Trust(X509Certificate authority) {

    /**
     * Reads the authority's certificate.
     *
     * @param authority DER in Base64
     * @return whom to trust
     * @throws GeneralSecurityException if it is no certificate
     */
    public static Trust of(String authority) throws GeneralSecurityException {
        byte[] der = Base64.getDecoder().decode(authority);
        return new Trust((X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
    }

    /**
     * A new context of the JDK's provider.
     *
     * @return the context
     */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks TLS", e);
        }
    }

    /**
     * A trust manager for those that want one beside the context.
     *
     * @return the manager
     */
    public X509ExtendedTrustManager manager() {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("sender", authority);
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make a key store in memory", e);
        }
    }
}
