package dev.archon.simulator.recording;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutHandler;

/**
 * Passes an event stream on as it comes, since it has no end for which it could be collected. It takes the rest of both
 * connections, which live on one event loop. The server is read only while the client takes what it gets.
 */
final class EventStreamRelay extends ChannelInboundHandlerAdapter {

    private final Channel client;

    private EventStreamRelay(Channel client) {
        this.client = client;
    }

    /** Answers the request of a client with the stream that the server has begun. */
    static void begin(ChannelHandlerContext ctx, HttpRequest request, Upstream.Answer answer) {
        HttpResponse head =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, answer.response().status());
        head.headers().set(ProxyHeaders.toPassOn(answer.response().headers())).remove(HttpHeaderNames.CONTENT_LENGTH);
        head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        HttpUtil.setTransferEncodingChunked(head, request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0);
        var unused = ctx.writeAndFlush(head);
        Channel client = ctx.channel();
        Channel server = answer.channel();
        client.pipeline().remove(ReadTimeoutHandler.class);
        client.pipeline()
                .addBefore(client.pipeline().context(HttpServerCodec.class).name(), null, new Writability(server));
        server.pipeline().addLast(new EventStreamRelay(client));
        // The client is read to see it go; what it sends has to wait for the end of the stream, which ends the
        // connection.
        client.config().setAutoRead(true);
        server.config().setAutoRead(client.isWritable());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var written = client.writeAndFlush(message);
        if (message instanceof LastHttpContent) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        // Behind what was written before. Without the last content the client sees that the stream was cut off.
        client.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var unused = ctx.close();
    }

    /** Stands in the pipeline of the client. */
    private static final class Writability extends ChannelInboundHandlerAdapter {

        private final Channel server;

        Writability(Channel server) {
            this.server = server;
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            server.config().setAutoRead(ctx.channel().isWritable());
            ctx.fireChannelWritabilityChanged();
        }
    }
}
