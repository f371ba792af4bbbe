package dev.archon.benchmarks.sender;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.SSLEngine;

/**
 * The certificate of a sender, made anew by an authority of its own. The sender encrypts by OpenSSL where that is
 * possible, so that it is faster than the contenders that it is to measure.
 */
final class SenderIdentity {

    private static final Duration VALID = Duration.ofDays(1);

    private final X509Bundle authority;
    private final SslContext context;

    private SenderIdentity(X509Bundle authority, SslContext context) {
        this.authority = authority;
        this.context = context;
    }

    static SenderIdentity create() throws IOException {
        try {
            Instant now = Instant.now();
            X509Bundle authority = new CertificateBuilder()
                    .ecp256()
                    .subject("CN=Archon race authority")
                    .notBefore(now.minus(VALID))
                    .notAfter(now.plus(VALID))
                    .setIsCertificateAuthority(true)
                    .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign)
                    .buildSelfSigned();
            X509Bundle server = new CertificateBuilder()
                    .ecp256()
                    .subject("CN=Archon race")
                    .notBefore(now.minus(VALID))
                    .notAfter(now.plus(VALID))
                    .setKeyUsage(true, KeyUsage.digitalSignature)
                    .addExtendedKeyUsageServerAuth()
                    .addSanDnsName("localhost")
                    .addSanIpAddress("127.0.0.1")
                    .buildIssuedBy(authority);
            SslContext context = SslContextBuilder.forServer(
                            server.getKeyPair().getPrivate(), server.getCertificatePath())
                    .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                    .build();
            return new SenderIdentity(authority, context);
        } catch (Exception e) {
            throw new IOException("cannot make a certificate for the sender: " + e.getMessage(), e);
        }
    }

    SSLEngine newEngine() {
        return context.newEngine(ByteBufAllocator.DEFAULT);
    }

    /** The certificate that contenders have to trust, as DER in Base64. */
    String authority() {
        try {
            return Base64.getEncoder().encodeToString(authority.getCertificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was just made cannot be encoded", e);
        }
    }
}
