package dev.archon.client.internal.net;

import io.netty.buffer.ByteBufAllocator;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * OpenSSL if it can be used, else another provider. Which of them is found out with the first engine, so that a client
 * without TLS loads no native library.
 */
public final class PreferredTls implements Tls {

    private final OpenSslTls preferred;
    private final JdkTls otherwise;

    private @Nullable Tls chosen;

    /**
     * Makes the choice.
     *
     * @param preferred what is used if OpenSSL is there
     * @param otherwise what is used if it is not
     */
    public PreferredTls(OpenSslTls preferred, JdkTls otherwise) {
        this.preferred = preferred;
        this.otherwise = otherwise;
    }

    @Override
    public SSLEngine engine(String host, int port, ByteBufAllocator allocator) {
        return chosen().engine(host, port, allocator);
    }

    @Override
    public void close() {
        preferred.close();
        otherwise.close();
    }

    private synchronized Tls chosen() {
        if (chosen == null) {
            chosen = OpenSslTls.unavailable() == null ? preferred : otherwise;
        }
        return chosen;
    }
}
