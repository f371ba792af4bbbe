package dev.archon.client.internal.net;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * TLS, the same for the REST calls and the WebSockets.
 *
 * <p>The JDK's own, also where Netty could use OpenSSL: an embedder's {@link SSLContext} holds for both then, and so does
 * what the JDK's security properties forbid.
 */
public final class Tls {

    private final @Nullable SSLContext context;
    private final @Nullable SSLParameters parameters;

    /**
     * Makes the settings.
     *
     * @param context keys and trust; the JDK's default if {@code null}
     * @param parameters protocols, cipher suites and the like; the context's defaults if {@code null}
     */
    public Tls(@Nullable SSLContext context, @Nullable SSLParameters parameters) {
        this.context = context;
        this.parameters = parameters == null ? null : safe(parameters);
    }

    /**
     * Keys and trust.
     *
     * @return the embedder's, or else the JDK's default
     * @throws IllegalStateException if the JDK's default cannot be made
     */
    public SSLContext context() {
        if (context != null) {
            return context;
        }
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "the JDK's TLS cannot be used, check the javax.net.ssl system properties: " + e.getMessage(), e);
        }
    }

    /**
     * Protocols, cipher suites and the like.
     *
     * @return with host-name verification; {@code null} for the context's defaults
     */
    public @Nullable SSLParameters parameters() {
        return parameters;
    }

    /**
     * Makes the engine of a TLS connection with a host, whose certificate must be for its name.
     *
     * @param host the host
     * @param port its port
     * @return an engine in client mode
     */
    public SSLEngine engine(String host, int port) {
        SSLEngine engine = context().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        if (parameters != null) {
            engine.setSSLParameters(parameters);
        }
        SSLParameters own = engine.getSSLParameters();
        own.setEndpointIdentificationAlgorithm("HTTPS");
        // HTTP/2 may be offered for the REST calls, but has no such handshake as ours.
        own.setApplicationProtocols(new String[0]);
        engine.setSSLParameters(own);
        return engine;
    }

    /** A copy that nobody changes later, and that verifies names even if the original was made for something else. */
    private static SSLParameters safe(SSLParameters original) {
        SSLParameters copy = new SSLParameters();
        if (original.getCipherSuites() != null) {
            copy.setCipherSuites(original.getCipherSuites());
        }
        if (original.getProtocols() != null) {
            copy.setProtocols(original.getProtocols());
        }
        copy.setAlgorithmConstraints(original.getAlgorithmConstraints());
        copy.setServerNames(original.getServerNames());
        copy.setUseCipherSuitesOrder(original.getUseCipherSuitesOrder());
        copy.setMaximumPacketSize(original.getMaximumPacketSize());
        copy.setEndpointIdentificationAlgorithm("HTTPS");
        return copy;
    }
}
