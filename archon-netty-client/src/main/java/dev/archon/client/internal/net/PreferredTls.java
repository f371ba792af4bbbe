package dev.archon.client.internal.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * OpenSSL if it can be used, else another provider. Which of them is found out for the first connection, so that a client
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
    public void load() {
        chosen().load();
    }

    @Override
    public SslHandler handler(String host, int port, ByteBufAllocator allocator, Executor tasks) {
        return chosen().handler(host, port, allocator, tasks);
    }

    @Override
    public boolean prefersHeap() {
        return chosen().prefersHeap();
    }

    @Override
    public void close() {
        preferred.close();
        otherwise.close();
    }

    private synchronized Tls chosen() {
        if (chosen == null) {
            // OpenSSL could not use a default context of the program, whose trust may be less than the JDK's.
            chosen = OpenSslTls.unavailable() == null && !otherwise.usesReplacedDefault() ? preferred : otherwise;
        }
        return chosen;
    }
}
