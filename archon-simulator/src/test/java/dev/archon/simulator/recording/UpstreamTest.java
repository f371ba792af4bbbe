package dev.archon.simulator.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpstreamTest {

    private static final int LIMIT_SECONDS = 10;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final CompletableFuture<Void> clientGone = new CompletableFuture<>();
    private Upstream upstream;
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        upstream = new Upstream(SslContextBuilder.forClient().build());
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(LIMIT_SECONDS * 1000);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        endLoop();
    }

    @Test
    void aCallWhoseEventLoopHasEndedFailsAndReleasesItsRequest() throws Exception {
        endLoop();
        FullHttpRequest request = request();
        assertFails(send(request));
        assertEquals(0, request.refCnt());
    }

    @Test
    void closingEndsACallThatWaitsForItsAnswer() throws Exception {
        CompletableFuture<Upstream.Answer> call = send(request());
        try (Socket accepted = server.accept()) {
            accepted.setSoTimeout(LIMIT_SECONDS * 1000);
            upstream.close();
            assertFails(call);
            InputStream in = accepted.getInputStream();
            in.readAllBytes();
        }
    }

    @Test
    void aCallAfterTheCloseFailsAndReleasesItsRequest() throws Exception {
        upstream.close();
        FullHttpRequest request = request();
        assertFails(send(request));
        assertEquals(0, request.refCnt());
    }

    private CompletableFuture<Upstream.Answer> send(FullHttpRequest request) {
        return upstream.send(loop, URI.create("http://127.0.0.1:" + server.getLocalPort()), request, clientGone);
    }

    private static void assertFails(CompletableFuture<?> call) {
        ExecutionException failure =
                assertThrows(ExecutionException.class, () -> call.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        assertInstanceOf(IOException.class, failure.getCause());
    }

    private static FullHttpRequest request() {
        return new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(new byte[] {1}));
    }

    private void endLoop() {
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
