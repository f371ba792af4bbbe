package dev.archon.simulator.internal.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets one request of a connection through at a time: the next one waits until the last one has been answered, so that
 * pipelined requests are answered in their order (RFC 9112, section 9.3.2), however long each of them takes. Netty's
 * {@code HttpServerCodec} would end a connection on which more than 128 requests wait.
 *
 * <p>Responses have to be written whole. Once the connection is not kept alive, what follows is discarded. While requests
 * wait, nothing more is read than the socket has delivered already.
 */
public final class RequestTurns extends ChannelDuplexHandler {

    private final Deque<Object> waiting = new ArrayDeque<>(1);
    private HttpMethod method = HttpMethod.GET;
    private boolean received;
    private boolean answered;
    private boolean passing;
    private boolean over;

    /** Makes the handler of a connection that has had no request yet. */
    public RequestTurns() {}

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (over) {
            ReferenceCountUtil.release(message);
        } else if (received || passing) {
            waiting.add(message);
            ctx.channel().config().setAutoRead(false);
        } else {
            pass(ctx, message);
            passWaiting(ctx);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            answered = true;
            over = !HttpUtil.isKeepAlive(response);
        }
        ctx.write(message instanceof FullHttpResponse whole ? asAskedFor(whole) : message, promise);
        if (over) {
            discard();
        } else if (!passing) {
            passWaiting(ctx);
        }
    }

    /** The answer to HEAD is that to GET with the same headers, and no body (RFC 9110, section 9.3.2). */
    private FullHttpResponse asAskedFor(FullHttpResponse response) {
        if (!method.equals(HttpMethod.HEAD)) {
            return response;
        }
        FullHttpResponse head = response.replace(Unpooled.EMPTY_BUFFER);
        response.release();
        return head;
    }

    private void pass(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest request) {
            method = request.method();
            answered = false;
        }
        received = message instanceof LastHttpContent;
        passing = true;
        try {
            ctx.fireChannelRead(message);
        } finally {
            passing = false;
        }
    }

    /** Written as a loop, because many answers at once must not need a deep stack. */
    private void passWaiting(ChannelHandlerContext ctx) {
        while (!over && !ctx.isRemoved() && nextMayPass()) {
            Object message = waiting.poll();
            if (message == null) {
                ctx.channel().config().setAutoRead(true);
                return;
            }
            pass(ctx, message);
        }
    }

    /** A request that is not whole yet is not held back, and an answer may come before its end. */
    private boolean nextMayPass() {
        if (received && answered) {
            received = false;
        }
        return !received;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        over = true;
        discard();
        ctx.fireChannelInactive();
    }

    /** The connection speaks another protocol from now on. */
    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        over = true;
        discard();
        if (ctx.channel().isActive()) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    private void discard() {
        for (Object message = waiting.poll(); message != null; message = waiting.poll()) {
            ReferenceCountUtil.release(message);
        }
    }
}
