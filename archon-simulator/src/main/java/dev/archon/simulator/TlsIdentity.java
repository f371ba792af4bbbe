package dev.archon.simulator;

import dev.archon.simulator.internal.wire.Addresses;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate that a simulator shows, and what a client needs to trust it. Made when the simulator starts, with a
 * new key each time; valid for a year by the real clock, whatever {@link SimulatorTime} says.
 *
 * <p>It is made with the library {@code io.netty:netty-pkitesting}, which the simulator does not bring along: without
 * TLS nobody needs it and the Bouncy Castle that it depends on.
 *
 * <pre>{@code
 * try (ArchonSimulator sim = ArchonSimulator.builder().tls().start()) {
 *     HttpClient http = HttpClient.newBuilder().sslContext(sim.tls().sslContext()).build();
 *     ...
 * }
 * }</pre>
 */
public final class TlsIdentity {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration DAY = Duration.ofDays(1);

    private final X509Bundle server;
    private final X509Bundle authority;

    private TlsIdentity(X509Bundle server, X509Bundle authority) {
        this.server = server;
        this.authority = authority;
    }

    static TlsIdentity create(TlsCertificate kind, String host) {
        // An authority and not a self-signed certificate: Java asks neither the date nor the issuer of one it was
        // given.
        try {
            X509Bundle trusted = newAuthority();
            X509Bundle issuer = kind == TlsCertificate.UNTRUSTED ? newAuthority() : trusted;
            return new TlsIdentity(certificate(kind, host).buildIssuedBy(issuer), trusted);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "cannot make a certificate for " + host
                            + ": TLS needs io.netty:netty-pkitesting, in the version of the other Netty libraries, and"
                            + " what it depends on; on the module path also --add-modules io.netty.pkitesting",
                    e);
        } catch (Exception e) {
            throw new IllegalStateException("cannot make a certificate for " + host + ": " + e.getMessage(), e);
        }
    }

    private static X509Bundle newAuthority() throws Exception {
        Instant now = Instant.now();
        return new CertificateBuilder()
                .ecp256()
                .subject("CN=Archon simulator authority")
                .notBefore(now.minus(YEAR))
                .notAfter(now.plus(YEAR))
                .setIsCertificateAuthority(true)
                .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign)
                .buildSelfSigned();
    }

    private static CertificateBuilder certificate(TlsCertificate kind, String host) {
        Instant now = Instant.now();
        CertificateBuilder builder = new CertificateBuilder()
                .ecp256()
                .subject("CN=Archon simulator")
                .notBefore(now.minus(DAY.multipliedBy(30)))
                .notAfter(kind == TlsCertificate.EXPIRED ? now.minus(DAY) : now.plus(YEAR))
                .setKeyUsage(true, KeyUsage.digitalSignature)
                .addExtendedKeyUsageServerAuth();
        if (kind == TlsCertificate.WRONG_HOST) {
            return builder.addSanDnsName("wrong-host.invalid");
        }
        for (String name : names(host)) {
            if (Addresses.isLiteral(name)) {
                builder.addSanIpAddress(name);
            } else {
                builder.addSanDnsName(name);
            }
        }
        return builder;
    }

    private static Set<String> names(String host) {
        Set<String> names = new LinkedHashSet<>();
        names.add("localhost");
        names.add("127.0.0.1");
        names.add("::1");
        names.add(host);
        return names;
    }

    /**
     * The certificate that clients see.
     *
     * @return the certificate
     */
    public X509Certificate certificate() {
        return server.getCertificate();
    }

    /**
     * The certificate that clients have to trust.
     *
     * @return the authority's certificate, which issued {@link #certificate()} unless that is {@linkplain
     *     TlsCertificate#UNTRUSTED untrusted}
     */
    public X509Certificate authority() {
        return authority.getCertificate();
    }

    /**
     * The certificate that clients have to trust, as text that most tools take: for example {@code curl --cacert}, or
     * {@code NODE_EXTRA_CA_CERTS} for Node.js.
     *
     * @return the authority's certificate in PEM
     */
    public String authorityPem() {
        return authority.getCertificatePEM();
    }

    /**
     * The SHA-256 fingerprint of {@link #certificate()}.
     *
     * @return 32 bytes in upper-case hexadecimal, with colons between them, as tools print them
     */
    public String fingerprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks SHA-256, which every Java must have", e);
        }
    }

    /**
     * The authority's certificate in a key store.
     *
     * @return a new key store that holds nothing else
     */
    public KeyStore trustStore() {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("archon-simulator", authority.getCertificate());
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make a key store in memory", e);
        }
    }

    /**
     * A TLS context for clients that trusts the authority and nobody else.
     *
     * @return a new context
     */
    public SSLContext sslContext() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks TLS", e);
        }
    }

    SslContext serverContext() {
        try {
            return SslContextBuilder.forServer(server.getKeyPair().getPrivate(), server.getCertificatePath())
                    .sslProvider(SslProvider.JDK)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java cannot use the certificate that was made for it", e);
        }
    }

    @Override
    public String toString() {
        return "TlsIdentity[" + fingerprint() + "]";
    }
}
