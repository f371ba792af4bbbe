package dev.archon.client.internal.net;

import io.netty.buffer.ByteBufAllocator;
import javax.net.ssl.SSLEngine;

/** Makes the engines of TLS connections, the same for the REST calls and the WebSockets. Safe for use by many threads. */
public sealed interface Tls extends AutoCloseable permits JdkTls, OpenSslTls, PreferredTls {

    /**
     * Makes the engine of a TLS connection with a host, whose certificate must be for its name.
     *
     * @param host the host
     * @param port its port
     * @param allocator allocates the buffers of an engine that is not the JDK's
     * @return an engine in client mode, which whoever removes it from a pipeline releases
     * @throws IllegalStateException if the provider cannot be used
     */
    SSLEngine engine(String host, int port, ByteBufAllocator allocator);

    /** Frees what the engines have in common. No engine can be made any more; those that were made can still be used. */
    @Override
    void close();
}
