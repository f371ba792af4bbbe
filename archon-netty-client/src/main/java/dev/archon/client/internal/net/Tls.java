package dev.archon.client.internal.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLParameters;

/** Makes the TLS handlers of connections, the same for the REST calls and the WebSockets. Safe for use by many threads. */
public sealed interface Tls extends AutoCloseable permits JdkTls, OpenSslTls, PreferredTls {

    /** What to do if loading takes too long. */
    String LOADING_HINT =
            "its certificates are loaded once, so try again, and check whether this machine is overloaded";

    /**
     * Loads classes, native libraries and the certificates that are trusted, unless that is done. It blocks, for a second or
     * longer on a busy machine, so it must not be called on an event loop. A connection calls it before it is made; without
     * the call, the first handler takes that time.
     *
     * @throws IllegalStateException if the provider cannot be used
     */
    void load();

    /**
     * Makes the handler of a TLS connection with a host, whose certificate must be for its name.
     *
     * @param host the host
     * @param port its port
     * @param allocator the allocator of the connection
     * @param tasks runs what the handshake needs time for
     * @return a handler for the client's side without a time limit of its own; it must be added to a pipeline, which frees
     *     what it holds when the connection ends
     * @throws IllegalStateException if the provider cannot be used
     */
    SslHandler handler(String host, int port, ByteBufAllocator allocator, Executor tasks);

    /**
     * Whether the handlers decrypt fastest from one array of the heap into another.
     *
     * @return {@code true} for the JDK's TLS, {@code false} for OpenSSL, which reads and writes direct memory
     */
    boolean prefersHeap();

    /** Frees what the handlers have in common. None can be made any more; those that were made can still be used. */
    @Override
    void close();

    /**
     * Sets what holds for every provider: the name of the host is verified, and whoever opens the connection limits all of it.
     *
     * @param handler a handler that was just made
     * @return the handler
     */
    static SslHandler verifying(SslHandler handler) {
        SSLParameters own = handler.engine().getSSLParameters();
        own.setEndpointIdentificationAlgorithm("HTTPS");
        handler.engine().setSSLParameters(own);
        handler.setHandshakeTimeoutMillis(0);
        return handler;
    }
}
