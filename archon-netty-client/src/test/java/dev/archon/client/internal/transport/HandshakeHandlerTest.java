package dev.archon.client.internal.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.internal.frame.MessageRules;
import dev.archon.client.internal.handshake.Handshake;
import dev.archon.client.internal.handshake.HandshakeRequest;
import dev.archon.client.internal.net.Route;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.session.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the handshake ends in the pipeline: what is told, and what is written to the log. */
class HandshakeHandlerTest {

    private static final URI ADDRESS = URI.create("ws://node.example:8080/ws");

    @Test
    void anErrorOfThisProgramEndsInTheFailureAndInTheLog() {
        Error error = new NoClassDefFoundError("of the test");
        begin(compressed -> {
            throw error;
        });
        receive(switching());
        assertEquals(1, failures.size());
        assertTrue(
                failures.get(0)
                        .startsWith(
                                "the connection to node.example:8080 could not be opened, because code of this program"
                                        + " failed (NoClassDefFoundError (of the test)); see the log"),
                failures.get(0));
        assertEquals(List.of(error), logged);
        assertFalse(channel.isOpen());
    }

    @Test
    void anErrorWhileTheRequestIsWrittenEndsInTheFailureAndInTheLog() {
        Error error = new NoClassDefFoundError("of the test");
        channel.pipeline().addLast(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                ((ByteBuf) message).release();
                throw error;
            }
        });
        begin(frames::reader);
        assertEquals(1, failures.size());
        assertEquals(List.of(error), logged);
        assertFalse(channel.isOpen());
    }

    @Test
    void whatTheNetworkDoesIsNotLoggedAsAFaultOfThisProgram() {
        begin(frames::reader);
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        assertEquals(1, failures.size());
        assertEquals(List.of(), logged);
    }

    @Test
    void aRefusalWhoseHeadDoesNotEndIsToldAsSuchWhateverEndsIt() {
        begin(frames::reader);
        receive("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nX: no end");
        assertEquals(List.of(), failures);
        channel.pipeline().fireExceptionCaught(new OpenFailedException(Failure.of("the time is up")));
        assertEquals(List.of("node.example:8080 refused the WebSocket handshake with status 503"), failures);
    }

    @Test
    void aRefusalWhoseHeadIsCutOffIsToldAsSuch() {
        begin(frames::reader);
        receive("HTTP/1.1 503 Busy\r\nX: cut");
        channel.close();
        assertEquals(List.of("node.example:8080 refused the WebSocket handshake with status 503"), failures);
    }

    @Test
    void whatComesAfterARefusalIsReleasedAndNotRead() {
        begin(frames::reader);
        ByteBuf bytes = Unpooled.copiedBuffer("HTTP/1.1 503 Busy\r\n\r\nHTTP/1.1 101 OK\r\n\r\n", ISO_8859_1);
        channel.writeInbound(bytes);
        assertEquals(0, bytes.refCnt());
        assertEquals(1, failures.size());
        assertFalse(channel.isOpen());
    }

    @Test
    void noFrameFollowsACloseFrame() {
        begin(frames::reader);
        receive(switching());
        channel.releaseOutbound();
        assertTrue(channel.writeAndFlush(new CloseWebSocketFrame(1000, "")).isSuccess());
        channel.releaseOutbound();
        TextWebSocketFrame late = new TextWebSocketFrame("late");
        ChannelFuture written = channel.writeAndFlush(late);
        assertSame(ClosedChannelException.class, written.cause().getClass());
        assertEquals(0, late.refCnt());
        channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
        assertSame(null, channel.readOutbound());
        assertTrue(channel.isOpen());
    }

    private final List<String> failures = new ArrayList<>();
    private final List<Throwable> logged = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final FrameHandler frames = new FrameHandler(new Listener(), problem -> {}, MessageRules.strict(1_000));
    private final Route route = Route.to(ADDRESS, null);

    @AfterEach
    void finish() {
        channel.finishAndReleaseAll();
    }

    private void begin(Function<Boolean, ChannelHandler> readers) {
        Handshake handshake = new Handshake(
                new HandshakeRequest(
                        ADDRESS,
                        route,
                        new byte[HandshakeRequest.NONCE_LENGTH],
                        new HandshakeRequest.Settings(false, "test", null, Map.of())),
                route,
                InstantSource.fixed(Instant.EPOCH));
        frames.connection(new Connection(channel));
        channel.pipeline()
                .addLast(
                        new HandshakeHandler(handshake, readers),
                        new PipelineErrorHandler(route, handshake, (level, message, error) -> logged.add(error)),
                        frames);
        channel.pipeline().fireChannelActive();
        channel.runPendingTasks();
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
        channel.runPendingTasks();
    }

    /** The answer to a key of zeros. */
    private static String switching() {
        return """
                HTTP/1.1 101 Switching Protocols\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Accept: ICX+Yqv66kxgM0FcWaLWlFLwTAI=\r
                \r
                """;
    }

    private final class Listener implements ConnectionListener {

        @Override
        public void opened(Connection connection) {}

        @Override
        public void failed(Failure failure) {
            failures.add(failure.detail());
        }

        @Override
        public void event(ArchonEvent event) {}

        @Override
        public void received(List<ArchonEvent> events, long bytes) {}

        @Override
        public void closed(OptionalInt code, String reason) {}
    }
}
