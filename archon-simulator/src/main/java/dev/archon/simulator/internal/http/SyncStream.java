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

/**
 * One stream of server-sent events, which takes the rest of its connection. A client that does not read is disconnected when
 * 256 KiB wait for it.
 */
final class SyncStream extends SimpleChannelInboundHandler<Object> implements SyncSubscriber {

    private final Channel channel;
    private final SyncRequest request;

    private SyncStream(Channel channel, SyncRequest request) {
        this.channel = channel;
        this.request = request;
    }

    /** Answers the call that the present handler has read, and takes its place. */
    static void open(ChannelHandlerContext ctx, SyncRequest request, HttpAnswer headers) {
        if (!ctx.channel().isActive()) {
            // Nobody would be told that the connection has ended.
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
        ctx.pipeline().replace(HttpHandler.class, "sync", stream);
        request.begin(stream);
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
