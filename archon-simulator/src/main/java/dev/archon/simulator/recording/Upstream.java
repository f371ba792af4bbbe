package dev.archon.simulator.recording;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Sends requests to the real server, each on a connection of its own. */
final class Upstream {

    static final int MAX_BODY_BYTES = 8 << 20;

    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    private static final int ANSWER_TIMEOUT_SECONDS = 60;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 << 10, 512 << 10);

    private final SslContext tls;

    /** So that none outlives its event loop, which may let some live on when it ends; one that comes later is closed at once. */
    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

    Upstream(SslContext tls) {
        this.tls = tls;
    }

    /**
     * An answer and its connection, whose automatic reading is off.
     *
     * @param response the answer, which the receiver has to release
     * @param channel the connection
     * @param isStream whether the body is an event stream, which has not been collected and is still to be read
     */
    record Answer(FullHttpResponse response, Channel channel, boolean isStream) {}

    /** The request was sent, but the connection ended without an answer. */
    static final class NoAnswerException extends IOException {
        private static final long serialVersionUID = 1;

        NoAnswerException() {
            super("the connection ended without an answer");
        }
    }

    /**
     * Sends a request.
     *
     * @param loop the event loop of the connection, on which the result completes
     * @param target the server's address, of which only scheme, host and port are used
     * @param request the request, which is released
     * @param ended completes when the client has gone, which ends the call
     */
    CompletableFuture<Answer> send(EventLoop loop, URI target, FullHttpRequest request, CompletableFuture<?> ended) {
        boolean encrypted =
                target.getScheme().equals("https") || target.getScheme().equals("wss");
        int port = target.getPort() >= 0 ? target.getPort() : encrypted ? 443 : 80;
        CompletableFuture<Answer> result = new CompletableFuture<>();
        CompletableFuture.supplyAsync(() -> resolve(target.getHost(), port)).whenComplete((address, problem) -> {
            try {
                loop.execute(() -> {
                    if (problem != null) {
                        request.release();
                        result.completeExceptionally(problem);
                    } else {
                        connect(loop, address, target.getHost(), encrypted, request, ended, result);
                    }
                });
            } catch (RejectedExecutionException e) {
                request.release();
                result.completeExceptionally(new IOException("the recorder is closed", e));
            }
        });
        return result;
    }

    /** Ends all connections, and those that are being made, within a second. */
    void close() {
        connections.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    }

    private void connect(
            EventLoop loop,
            InetSocketAddress address,
            String host,
            boolean encrypted,
            FullHttpRequest request,
            CompletableFuture<?> ended,
            CompletableFuture<Answer> result) {
        var attempt = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        if (encrypted) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc(), host, address.getPort()));
                        }
                        channel.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new ReadTimeoutHandler(ANSWER_TIMEOUT_SECONDS),
                                        new EventStreamHandler(result),
                                        new HttpObjectAggregator(MAX_BODY_BYTES),
                                        new AnswerHandler(result));
                    }
                })
                .connect(address);
        ended.whenComplete((done, problem) -> {
            var unused = attempt.channel().close();
        });
        attempt.addListener(connected -> {
            if (connected.isSuccess()) {
                attempt.channel().writeAndFlush(request);
            } else {
                request.release();
                result.completeExceptionally(connected.cause());
            }
        });
    }

    private static InetSocketAddress resolve(String host, int port) {
        try {
            String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return new InetSocketAddress(InetAddress.getByName(name), port);
        } catch (UnknownHostException e) {
            throw new CompletionException(new IOException("there is no host " + host, e));
        }
    }

    /** Gives the answer at once when it is an event stream, which has no end. */
    static final class EventStreamHandler extends ChannelInboundHandlerAdapter {

        private final CompletableFuture<Answer> result;

        EventStreamHandler(CompletableFuture<Answer> result) {
            this.result = result;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (!(message instanceof HttpResponse head) || !isEventStream(head)) {
                ctx.fireChannelRead(message);
                return;
            }
            ctx.channel().config().setAutoRead(false);
            ctx.pipeline().remove(ReadTimeoutHandler.class);
            ctx.pipeline().remove(HttpObjectAggregator.class);
            ctx.pipeline().remove(AnswerHandler.class);
            FullHttpResponse answer =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, head.status(), Unpooled.EMPTY_BUFFER);
            answer.headers().set(head.headers());
            if (!result.complete(new Answer(answer, ctx.channel(), true))) {
                var unused = ctx.close();
            }
        }

        private static boolean isEventStream(HttpResponse head) {
            return head.decoderResult().isSuccess()
                    && head.status().code() == HttpResponseStatus.OK.code()
                    && "text/event-stream".contentEquals(Objects.requireNonNullElse(HttpUtil.getMimeType(head), ""));
        }
    }

    /** Waits for the answer. It is removed when the connection becomes a WebSocket. */
    static final class AnswerHandler extends SimpleChannelInboundHandler<FullHttpResponse> {

        private final CompletableFuture<Answer> result;

        AnswerHandler(CompletableFuture<Answer> result) {
            this.result = result;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
            ctx.channel().config().setAutoRead(false);
            ctx.pipeline().remove(ReadTimeoutHandler.class);
            if (!result.complete(new Answer(response.retain(), ctx.channel(), false))) {
                response.release();
                var unused = ctx.close();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            result.completeExceptionally(new NoAnswerException());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            result.completeExceptionally(cause);
            var unused = ctx.close();
        }
    }
}
