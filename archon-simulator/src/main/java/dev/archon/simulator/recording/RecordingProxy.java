package dev.archon.simulator.recording;

import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The recording proxy, apart from the port that it listens on. May be used from any thread. */
public final class RecordingProxy implements AutoCloseable {

    private static final int HTTP_IDLE_SECONDS = 120;

    private final Recorder recorder;
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    private RecordingProxy(Recorder recorder) {
        this.recorder = recorder;
    }

    /**
     * Opens the file.
     *
     * @param upstream the real server's base address
     * @param encrypted whether the port of the proxy speaks TLS
     * @param upstreamTls the TLS settings for an encrypted connection to the real server
     * @param file the file to write
     * @return the proxy
     * @throws IOException if the file exists already, or cannot be written
     */
    public static RecordingProxy open(URI upstream, boolean encrypted, SslContext upstreamTls, Path file)
            throws IOException {
        RecordingWriter writer = RecordingWriter.open(file, Instant.now(), upstream.toString());
        return new RecordingProxy(new Recorder(upstream, encrypted, new Upstream(upstreamTls), writer));
    }

    /**
     * Connects a client's new connection to the real server.
     *
     * @param pipeline the pipeline of the client's connection, empty except for TLS
     */
    public void accept(ChannelPipeline pipeline) {
        clients.add(pipeline.channel());
        pipeline.addLast(
                new HttpServerCodec(),
                new ReadTimeoutHandler(HTTP_IDLE_SECONDS),
                new HttpObjectAggregator(Upstream.MAX_BODY_BYTES),
                new ProxyHandler(recorder));
    }

    /**
     * The failure of the file.
     *
     * @return a future that fails with an {@link IOException} when the file cannot be written any more
     */
    public CompletableFuture<Void> failure() {
        return recorder.writer().failure();
    }

    /** Ends all connections, within 2 s. They may still write to the file, so {@link #close()} comes after their end. */
    public void disconnect() {
        clients.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        recorder.upstream().close();
    }

    /** Completes the file. */
    @Override
    public void close() {
        recorder.writer().close();
    }
}
