package dev.archon.simulator.recording;

import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.protocol.rest.WebSocketUrl;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Forwards a client's requests, one after the other, to the real server, and returns the answers. */
final class ProxyHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final JsonMapper JSON = new JsonMapper();

    private final Recorder recorder;
    private final Deque<FullHttpRequest> waiting = new ArrayDeque<>();
    private Optional<CompletableFuture<Void>> underWay = Optional.empty();

    ProxyHandler(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        // Nothing more is read until this request is answered; requests that came with it wait.
        ctx.channel().config().setAutoRead(false);
        if (underWay.isPresent()) {
            waiting.add(request.retain());
        } else {
            handle(ctx, request.retain());
        }
    }

    private void handle(ChannelHandlerContext ctx, FullHttpRequest request) {
        CompletableFuture<Void> clientGone = new CompletableFuture<>();
        underWay = Optional.of(clientGone);
        if (request.decoderResult().isFailure() || !request.uri().startsWith("/")) {
            refuse(ctx, request, 400, "bad_request", "this is not a valid HTTP request");
            request.release();
            return;
        }
        Optional<SocketRoutes.Route> route = recorder.routes().find(rawPath(request));
        URI target = route.map(SocketRoutes.Route::target).orElse(recorder.base());
        recorder.upstream()
                .send(ctx.channel().eventLoop(), target, forUpstream(request, route), clientGone)
                .whenComplete((answer, problem) -> {
                    try {
                        if (answer != null) {
                            answered(ctx, request, route, answer);
                        } else {
                            failed(ctx, request, route, problem);
                        }
                    } finally {
                        request.release();
                    }
                });
    }

    private FullHttpRequest forUpstream(FullHttpRequest request, Optional<SocketRoutes.Route> route) {
        URI target = route.map(SocketRoutes.Route::target).orElse(recorder.base());
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        FullHttpRequest copy = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                request.method(),
                target.getRawPath() + (route.isPresent() ? query : request.uri()),
                request.content().retainedDuplicate());
        copy.headers().set(ProxyHeaders.toPassOn(request.headers()));
        copy.headers().set(HttpHeaderNames.HOST, target.getRawAuthority());
        if (route.isPresent()) {
            copy.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
            copy.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        } else {
            copy.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return copy;
    }

    private void answered(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            Optional<SocketRoutes.Route> route,
            Upstream.Answer answer) {
        FullHttpResponse response = answer.response();
        int status = response.status().code();
        try {
            if (route.isPresent()) {
                RecordingTap tap = recorder.newTap();
                tap.opened(route.get().server(), status);
                if (status == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
                    upgrade(ctx, response, answer.channel(), tap);
                    return;
                }
            }
            byte[] body = ByteBufUtil.getBytes(response.content());
            if (route.isEmpty()) {
                recorder.rest(request, response, body);
            }
            if (answer.isStream()) {
                EventStreamRelay.begin(ctx, request, answer);
                return;
            }
            respond(ctx, request, response, status == 200 ? withOwnUrl(request, body) : body);
            answer.channel().close();
        } finally {
            response.release();
        }
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpResponse response, Channel server, RecordingTap tap) {
        FullHttpResponse switching = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, response.status());
        switching.headers().set(ProxyHeaders.toPassOn(response.headers()));
        switching.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        switching.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        // It is encoded at once, so the bytes behind it need not wait until it is written.
        var unused = ctx.writeAndFlush(switching);
        // The relays come first, so that bytes which a codec still holds go through them when it is removed.
        Relay.join(ctx.channel(), server, tap, recorder.writer());
        server.pipeline().remove(Upstream.AnswerHandler.class);
        server.pipeline().remove(HttpObjectAggregator.class);
        server.pipeline().remove(Upstream.EventStreamHandler.class);
        server.pipeline().remove(HttpClientCodec.class);
        ctx.pipeline().remove(ReadTimeoutHandler.class);
        ctx.pipeline().remove(HttpObjectAggregator.class);
        ctx.pipeline().remove(HttpServerCodec.class);
        ctx.pipeline().remove(this);
    }

    /** The token answer with the address of this proxy, so that the client opens its WebSocket here. */
    private byte[] withOwnUrl(HttpRequest request, byte[] body) {
        String path = rawPath(request);
        if (!request.method().equals(HttpMethod.GET)
                || !path.startsWith(RestPaths.SERVERS)
                || !path.endsWith(RestPaths.WEB_SOCKET)
                || path.length() <= RestPaths.SERVERS.length() + RestPaths.WEB_SOCKET.length()) {
            return body;
        }
        try {
            WebSocketCredentials credentials = RestCodec.decodeCredentials(body);
            String id = path.substring(RestPaths.SERVERS.length(), path.length() - RestPaths.WEB_SOCKET.length());
            URI target = WebSocketUrl.resolve(credentials.url(), recorder.base(), true);
            String own = recorder.routes()
                    .path(new SocketRoutes.Route(QueryStringDecoder.decodeComponent(id.replace("+", "%2B")), target));
            ObjectNode answer = (ObjectNode) JSON.readTree(body);
            return JSON.writeValueAsBytes(answer.put("url", recorder.webSocketBase(request) + own));
        } catch (ProtocolException | IllegalArgumentException e) {
            // This is no valid token answer; it is left to the client to notice that.
            return body;
        }
    }

    private void failed(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            Optional<SocketRoutes.Route> route,
            @Nullable Throwable problem) {
        if (route.isPresent()) {
            recorder.newTap().opened(route.get().server(), 0);
        } else {
            recorder.restWithoutAnswer(request);
        }
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        if (cause instanceof Upstream.NoAnswerException) {
            // The client sees the same as a client of the real server.
            var unused = ctx.close();
        } else {
            refuse(
                    ctx,
                    request,
                    502,
                    "bad_gateway",
                    "the recorder cannot reach " + recorder.base() + ": " + (cause == null ? "" : cause.getMessage()));
        }
    }

    private void respond(ChannelHandlerContext ctx, HttpRequest request, FullHttpResponse original, byte[] body) {
        ByteBuf content = Unpooled.wrappedBuffer(body);
        FullHttpResponse copy = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, original.status(), content);
        copy.headers().set(ProxyHeaders.toPassOn(original.headers()));
        finish(ctx, request, copy);
    }

    private void refuse(ChannelHandlerContext ctx, HttpRequest request, int status, String error, String description) {
        ByteBuf body = Unpooled.wrappedBuffer(RestCodec.encodeError(error, description));
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        finish(ctx, request, response);
    }

    private void finish(ChannelHandlerContext ctx, HttpRequest request, FullHttpResponse response) {
        if (response.status().code() != HttpResponseStatus.NO_CONTENT.code()) {
            response.headers()
                    .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        }
        boolean keepAlive =
                HttpUtil.isKeepAlive(request) && !request.decoderResult().isFailure();
        HttpUtil.setKeepAlive(response, keepAlive);
        var written = ctx.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
        underWay = Optional.empty();
        FullHttpRequest next = waiting.poll();
        if (next == null) {
            ctx.channel().config().setAutoRead(true);
        } else {
            handle(ctx, next);
        }
    }

    private static String rawPath(HttpRequest request) {
        return new QueryStringDecoder(request.uri()).rawPath();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        underWay.ifPresent(call -> call.complete(null));
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var unused = ctx.close();
    }
}
