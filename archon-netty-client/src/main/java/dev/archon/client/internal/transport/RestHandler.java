package dev.archon.client.internal.transport;

import dev.archon.client.internal.net.Route;
import dev.archon.client.internal.rest.CallStage;
import dev.archon.client.internal.rest.JdkExchange;
import dev.archon.client.internal.rest.RestAnswer;
import dev.archon.client.internal.rest.RestFailedException;
import dev.archon.protocol.session.Failure;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request and its answer on a connection. Belongs to the event loop, but for its future. */
final class RestHandler extends ChannelInboundHandlerAdapter {

    private static final int NONE = 0;
    private static final int SWITCHING_PROTOCOLS = 101;

    private final Channel channel;
    private final Route route;
    private final CallStage first;
    private final Consumer<CallStage> stages;
    private final CompletableFuture<RestAnswer> answer = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private CallStage stage;
    private boolean anyBytes;
    private int status = NONE;
    private @Nullable String retryAfter;

    /** The first stage depends on what has to be done between the connection and the request. */
    RestHandler(Channel channel, Route route, CallStage first, Consumer<CallStage> stages) {
        this.channel = channel;
        this.route = route;
        this.first = first;
        this.stages = stages;
        this.stage = CallStage.CONNECT;
    }

    /** Stands before the codec, and sees whether the server says anything at all. */
    ChannelInboundHandlerAdapter bytes() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                anyBytes = true;
                context.fireChannelRead(message);
            }
        };
    }

    CompletableFuture<RestAnswer> answer() {
        return answer;
    }

    void begin(FullHttpRequest request) {
        reached(first);
        channel.writeAndFlush(request).addListener(written -> {
            if (written.isSuccess()) {
                reached(CallStage.HEAD);
            } else {
                fail(written.cause());
            }
        });
    }

    void close() {
        channel.close();
    }

    /** Stages come in order, but the answer may come before the request is known to be written. */
    private void reached(CallStage reached) {
        if (reached.compareTo(stage) > 0) {
            stage = reached;
            stages.accept(reached);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                reached(CallStage.REQUEST);
            } else if (handshake.cause() instanceof ClosedChannelException) {
                fail(
                        "ended the connection during the TLS handshake; check scheme and port of the base URL and, if it"
                                + " asks for a client certificate, pass a key manager or an SSLContext that has one to tls(...)");
            } else {
                fail(handshake.cause());
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (answer.isDone()) {
                return;
            }
            if (message instanceof HttpResponse response) {
                head(context, response);
            }
            if (message instanceof HttpContent content && status >= 200) {
                content(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void head(ChannelHandlerContext context, HttpResponse response) {
        DecoderResult result = response.decoderResult();
        if (result.isFailure()) {
            unreadable(result.cause());
            return;
        }
        status = response.status().code();
        if (status == SWITCHING_PROTOCOLS) {
            fail("switched to another protocol, which was not asked for; check the base URL");
            return;
        }
        if (status >= 100 && status < 200) {
            // An interim answer (RFC 9110, section 15.2); the real one follows.
            return;
        }
        if (status < 100) {
            // Whatever it is, no body belongs to it.
            finish();
            return;
        }
        reached(CallStage.BODY);
        retryAfter = response.headers().get("Retry-After");
        if (!RestAnswer.isSuccess(status)) {
            context.executor().schedule(this::finish, RestAnswer.ERROR_BODY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void content(HttpContent content) {
        boolean success = RestAnswer.isSuccess(status);
        int limit = success ? RestAnswer.MAX_BODY : RestAnswer.MAX_ERROR_BODY;
        int length = content.content().readableBytes();
        int taken = Math.min(length, limit - body.size());
        byte[] bytes = new byte[taken];
        content.content().readBytes(bytes);
        body.writeBytes(bytes);
        if (success && taken < length) {
            fail(JdkExchange.tooLong(route.target()));
        } else if (success && content.decoderResult().isFailure()) {
            fail("answered with a body that is no HTTP; check the server and what stands before it");
        } else if (content instanceof LastHttpContent
                || taken < length
                || content.decoderResult().isFailure()) {
            finish();
        }
    }

    private void finish() {
        if (answer.complete(new RestAnswer(status, retryAfter, body.toByteArray()))) {
            close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (status < 200) {
            unreadable(new PrematureChannelClosureException());
        } else if (RestAnswer.isSuccess(status)) {
            fail("ended the connection in the middle of its answer; check the server and what stands before it");
        } else {
            finish();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (status >= 200 && !RestAnswer.isSuccess(status) && !(cause instanceof Error)) {
            finish();
        } else {
            fail(cause);
        }
    }

    private void unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpHeaderException) {
            fail("answered with more than 64 KiB of headers; check the base URL");
        } else if (cause instanceof PrematureChannelClosureException && (!anyBytes || status != NONE)) {
            fail(new EOFException());
        } else {
            fail("answered with what is no HTTP; check scheme and port of the base URL");
        }
    }

    private void fail(String what) {
        fail(Failure.of(route.target() + " " + what));
    }

    private void fail(Failure failure) {
        fail(new RestFailedException(failure));
    }

    private void fail(Throwable cause) {
        if (answer.completeExceptionally(cause)) {
            close();
        }
    }
}
