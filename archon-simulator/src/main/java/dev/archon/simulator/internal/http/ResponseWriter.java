package dev.archon.simulator.internal.http;

import dev.archon.simulator.internal.wire.HttpAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** Writes an answer as the HTTP response to a request. */
final class ResponseWriter {

    private ResponseWriter() {}

    /** Writes the response in a later task of the connection's event loop. May be called from any thread. */
    static void writeLater(ChannelHandlerContext ctx, HttpRequest request, HttpAnswer answer) {
        ctx.executor().execute(() -> write(ctx, request, answer));
    }

    /** Writes the response, and closes the connection behind it if it is not kept alive. To be called on its event loop. */
    static void write(ChannelHandlerContext ctx, HttpRequest request, HttpAnswer given) {
        HttpAnswer answer = RequestRules.answerTo(request, given);
        ByteBuf body = Unpooled.copiedBuffer(answer.body(), answer.charset());
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), body);
        if (body.isReadable()) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        }
        if (answer.status() != HttpResponseStatus.NO_CONTENT.code()
                && answer.status() != HttpResponseStatus.NOT_MODIFIED.code()) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        }
        answer.headers().forEach(response.headers()::set);
        response.headers().add(HttpHeaderNames.SET_COOKIE, answer.cookies());
        boolean keepAlive =
                HttpUtil.isKeepAlive(request) && !request.decoderResult().isFailure();
        HttpUtil.setKeepAlive(response, keepAlive);
        if (response.headers().contains(HttpHeaderNames.UPGRADE)) {
            response.headers().add(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        }
        ChannelFuture written = ctx.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
