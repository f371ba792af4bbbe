package dev.archon.simulator.internal.http;

import dev.archon.simulator.internal.api.SyncRequest;
import dev.archon.simulator.internal.api.SyncSubscriber;
import dev.archon.simulator.internal.wire.HttpAnswer;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One stream of server-sent events, which takes the rest of its connection. A client that does not read is disconnected when
 * 256 KiB wait for it.
 */
final class SyncStream extends SimpleChannelInboundHandler<Object> implements SyncSubscriber {

    /** A line that clients ignore; writing it finds out that a client has vanished. */
    private static final String COMMENT = ":\n\n";

    private static final long ALIVE_SECONDS = 30;

    private final Channel channel;
    private final SyncRequest request;
    private @Nullable ScheduledFuture<?> alive;

    private SyncStream(Channel channel, SyncRequest request) {
        this.channel = channel;
        this.request = request;
    }

    /** Answers the call that the present handler has read, and takes its place. */
    static void open(ChannelHandlerContext ctx, SyncRequest request, HttpAnswer headers) {
        if (!ctx.channel().isActive()) {
            // The end of the connection would not be noticed later.
            return;
        }
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        headers.headers().forEach(head.headers()::set);
        var unused = ctx.writeAndFlush(head);
        SyncStream stream = new SyncStream(ctx.channel(), request);
        ctx.pipeline().remove(ReadTimeoutHandler.class);
        // This answer has no end behind which another request could have its turn, and reading must go on to see the
        // client go.
        ctx.pipeline().remove(RequestTurns.class);
        ctx.pipeline().replace(HttpHandler.class, "sync", stream);
        request.begin(stream);
        stream.alive = ctx.channel()
                .eventLoop()
                .scheduleAtFixedRate(() -> stream.send(COMMENT), ALIVE_SECONDS, ALIVE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void send(String text) {
        if (channel.isWritable()) {
            var unused =
                    channel.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
        } else {
            var unused = channel.close();
        }
    }

    @Override
    public void end() {
        channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object message) {
        // The stream has no end before which another request could be answered.
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ScheduledFuture<?> comments = alive;
        if (comments != null) {
            comments.cancel(false);
        }
        request.end(this);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        System.getLogger(SyncStream.class.getName())
                .log(System.Logger.Level.DEBUG, "closing a stream of events after an error", cause);
        var unused = ctx.close();
    }
}
