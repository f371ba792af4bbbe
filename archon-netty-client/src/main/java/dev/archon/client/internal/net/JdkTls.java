package dev.archon.client.internal.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The TLS of the JDK, or of another provider whose {@link SSLContext} the embedder has handed in. */
public final class JdkTls implements Tls {

    private final @Nullable SSLContext context;
    private final @Nullable SSLParameters parameters;
    private volatile boolean loaded;

    /**
     * Makes the settings.
     *
     * @param context keys and trust; the JDK's default if {@code null}
     * @param parameters protocols, cipher suites and the like; the context's defaults if {@code null}
     */
    public JdkTls(@Nullable SSLContext context, @Nullable SSLParameters parameters) {
        this.context = context;
        this.parameters = parameters == null ? null : copy(parameters);
    }

    @Override
    public void load() {
        if (!loaded) {
            // An engine and its handler need many classes more than the context.
            handler("localhost", 443, ByteBufAllocator.DEFAULT, Runnable::run)
                    .engine()
                    .closeOutbound();
            loaded = true;
        }
    }

    @Override
    public SslHandler handler(String host, int port, ByteBufAllocator allocator, Executor tasks) {
        SSLEngine engine = context().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        if (parameters != null) {
            engine.setSSLParameters(parameters);
        }
        SSLParameters own = engine.getSSLParameters();
        // HTTP/2 may be offered for the REST calls, but has no such handshake as ours.
        own.setApplicationProtocols(new String[0]);
        engine.setSSLParameters(own);
        return Tls.verifying(new SslHandler(engine, tasks));
    }

    @Override
    public boolean prefersHeap() {
        return true;
    }

    @Override
    public void close() {
        // The context is the embedder's or the JDK's.
    }

    /**
     * Tells whether keys and trust are those that the program has set by {@link SSLContext#setDefault}.
     *
     * @return {@code false} for a context that was handed in, and for the JDK's own default
     * @throws IllegalStateException if the JDK's default cannot be made
     */
    boolean usesReplacedDefault() {
        return context == null && !context().getProtocol().equals("Default");
    }

    private SSLContext context() {
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

    /** A copy that nobody changes later. */
    private static SSLParameters copy(SSLParameters original) {
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
        return copy;
    }
}
