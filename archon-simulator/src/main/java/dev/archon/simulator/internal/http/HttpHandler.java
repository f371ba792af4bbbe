package dev.archon.simulator.internal.http;

import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.simulator.internal.api.ApiRequest;
import dev.archon.simulator.internal.api.PanelApi;
import dev.archon.simulator.internal.control.ControlApi;
import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.wire.Addresses;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.journal.JournalEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** REST calls and WebSocket handshakes: finds the server that is meant, and asks its loop. */
public final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    /** The path of WebSockets; the server's id follows. */
    private static final String SOCKETS = "/modrinth/v0/ws/";

    /** The only version of WebSockets (RFC 6455, section 4.1). */
    private static final String WEB_SOCKET_VERSION = "13";

    /** What some path or other can be asked for by. */
    private static final List<String> METHODS = List.of("GET", "POST", "DELETE");

    private final Map<String, ServerHost> servers;
    private final HttpConfig config;
    private final Consumer<JournalEntry> journal;
    private final PanelApi api;
    private final Optional<ControlApi> control;

    /**
     * Makes the handler of one connection.
     *
     * @param servers the servers by their ids
     * @param config what is said and asked for
     * @param journal is told of calls and handshakes that reach no server
     * @param api answers all other calls
     * @param control the control API; empty if it does not exist
     */
    public HttpHandler(
            Map<String, ServerHost> servers,
            HttpConfig config,
            Consumer<JournalEntry> journal,
            PanelApi api,
            Optional<ControlApi> control) {
        this.servers = servers;
        this.config = config;
        this.journal = journal;
        this.api = api;
        this.control = control;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        Optional<HttpAnswer> objection = RequestRules.objection(request);
        if (objection.isPresent()) {
            respond(ctx, request, objection.get());
            return;
        }
        if (RequestRules.isAboutEverything(request)) {
            respond(ctx, request, HttpAnswer.EMPTY.with("Allow", HttpAnswer.allow(METHODS)));
            return;
        }
        RequestRules.simplify(request);
        String path = rawPath(request);
        if (path.startsWith(SOCKETS)) {
            openWebSocket(ctx, request, decoded(path.substring(SOCKETS.length())));
        } else if (path.startsWith(RestPaths.SERVERS) && path.endsWith(RestPaths.WEB_SOCKET)) {
            call(ctx, request, serverIn(path, RestPaths.WEB_SOCKET), this::credentials);
        } else if (path.startsWith(RestPaths.SERVERS) && path.endsWith(RestPaths.POWER)) {
            call(ctx, request, serverIn(path, RestPaths.POWER), this::power);
        } else if (path.equals(PanelApi.SYNC)) {
            call(ctx, request, "", this::sync);
        } else if (control.isPresent() && ControlApi.isFor(path)) {
            control.get().handle(ctx.channel().remoteAddress(), request, answer -> respondLater(ctx, request, answer));
        } else {
            elsewhere(ctx, request, path);
        }
    }

    /** A REST call. */
    private interface Call {
        void make(ChannelHandlerContext ctx, FullHttpRequest request, String server, Consumer<HttpAnswer> reply);
    }

    private void call(ChannelHandlerContext ctx, FullHttpRequest request, String server, Call call) {
        Consumer<HttpAnswer> reply = answer -> respondLater(ctx, request, CrossOrigin.allow(request, answer));
        CrossOrigin.preflight(request).ifPresentOrElse(reply, () -> call.make(ctx, request, server, reply));
    }

    private void credentials(
            ChannelHandlerContext ctx, FullHttpRequest request, String id, Consumer<HttpAnswer> reply) {
        Optional<HttpAnswer> refusal = refusal(request, HttpMethod.GET, id);
        if (refusal.isPresent()) {
            journal.accept(new JournalEntry.TokenCall(
                    config.clock().now(), id, refusal.get().status()));
            reply.accept(refusal.get());
            return;
        }
        String rawId = rawPath(request)
                .substring(RestPaths.SERVERS.length(), rawPath(request).length() - RestPaths.WEB_SOCKET.length());
        String url = (config.encrypted() ? "wss://" : "ws://") + hostOf(ctx, request) + SOCKETS + rawId;
        CompletableFuture<Void> unused = server(id).http().token(url).thenAccept(reply);
    }

    private void power(ChannelHandlerContext ctx, FullHttpRequest request, String id, Consumer<HttpAnswer> reply) {
        Consumer<HttpAnswer> refuse = answer -> {
            api.record(apiRequest(ctx, request), id, answer.status());
            reply.accept(answer);
        };
        Optional<HttpAnswer> refusal = refusal(request, HttpMethod.POST, id);
        if (refusal.isPresent()) {
            refuse.accept(refusal.get());
            return;
        }
        Optional<PowerAction> action;
        try {
            action = RestCodec.decodePower(ByteBufUtil.getBytes(request.content()));
        } catch (ProtocolException e) {
            refuse.accept(HttpAnswer.error(400, "bad_request", String.valueOf(e.getMessage())));
            return;
        }
        if (action.isEmpty()) {
            refuse.accept(HttpAnswer.error(400, "unknown_action", "the action must be Start, Stop, Restart or Kill"));
            return;
        }
        CompletableFuture<Void> unused = server(id).http().power(action.get()).thenAccept(reply);
    }

    private void openWebSocket(ChannelHandlerContext ctx, FullHttpRequest request, String id) {
        if (!request.method().equals(HttpMethod.GET)) {
            respond(
                    ctx,
                    request,
                    HttpAnswer.error(405, "method_not_allowed", "use GET").with("Allow", "GET, OPTIONS"));
            return;
        }
        if (!request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                || !request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            respond(ctx, request, upgradeRequired("this path is for WebSockets"));
            return;
        }
        String version = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "");
        if (!version.strip().equals(WEB_SOCKET_VERSION)) {
            respond(ctx, request, upgradeRequired("send Sec-WebSocket-Version: " + WEB_SOCKET_VERSION));
            return;
        }
        if (!isKey(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY, ""))) {
            respond(ctx, request, HttpAnswer.error(400, "bad_request", "Sec-WebSocket-Key is no key"));
            return;
        }
        ServerHost server = servers.get(id);
        if (server == null) {
            journal.accept(new JournalEntry.Handshake(config.clock().now(), id, 404));
            respond(ctx, request, unknownServer());
            return;
        }
        Handshake handshake = new Handshake(ctx, request, server, config.compression());
        server.run(handshake::begin);
    }

    private static HttpAnswer upgradeRequired(String description) {
        return HttpAnswer.error(426, "upgrade_required", description)
                .with("Upgrade", "websocket")
                .with("Sec-WebSocket-Version", WEB_SOCKET_VERSION);
    }

    /** Sixteen bytes in Base64 (RFC 6455, section 4.2.1). */
    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void elsewhere(ChannelHandlerContext ctx, FullHttpRequest request, String path) {
        String knownTag = request.headers().get(HttpHeaderNames.IF_NONE_MATCH, "");
        Optional<HttpAnswer> page = WebPage.answer(request.method().name(), path, knownTag);
        if (page.isPresent()) {
            respond(ctx, request, page.get());
            return;
        }
        call(ctx, request, "", (context, asked, none, reply) -> {
            CompletableFuture<Void> unused =
                    api.handle(apiRequest(context, asked)).thenAccept(reply);
        });
    }

    private void sync(ChannelHandlerContext ctx, FullHttpRequest request, String none, Consumer<HttpAnswer> reply) {
        api.sync(apiRequest(ctx, request), reply)
                .ifPresent(granted -> SyncStream.open(ctx, granted, CrossOrigin.allow(request, HttpAnswer.EMPTY)));
    }

    private ApiRequest apiRequest(ChannelHandlerContext ctx, FullHttpRequest request) {
        return ApiRequest.of(request, hostOf(ctx, request), config.encrypted());
    }

    private Optional<HttpAnswer> refusal(HttpRequest request, HttpMethod method, String id) {
        if (!request.method().equals(method)) {
            return Optional.of(HttpAnswer.methodNotAllowed(method.name()));
        }
        if (!config.bearer().accepts(request.headers())) {
            return Optional.of(HttpAnswer.error(
                    401, "unauthorized", "send the API token of the simulator as Authorization: Bearer TOKEN"));
        }
        return servers.containsKey(id) ? Optional.empty() : Optional.of(unknownServer());
    }

    private HttpAnswer unknownServer() {
        return HttpAnswer.error(
                404, "server_not_found", "no such server; this simulator has " + String.join(", ", servers.keySet()));
    }

    private ServerHost server(String id) {
        ServerHost server = servers.get(id);
        if (server == null) {
            throw new IllegalStateException("no server " + id);
        }
        return server;
    }

    /** The name that the client itself used, so that it also works through a proxy or a container's port. */
    private static String hostOf(ChannelHandlerContext ctx, HttpRequest request) {
        String host = request.headers().get(HttpHeaderNames.HOST, "");
        return host.isEmpty() ? Addresses.authority(ctx.channel().localAddress()) : host;
    }

    private static String rawPath(HttpRequest request) {
        return new QueryStringDecoder(request.uri()).rawPath();
    }

    private static String serverIn(String path, String suffix) {
        return path.length() < RestPaths.SERVERS.length() + suffix.length()
                ? ""
                : decoded(path.substring(RestPaths.SERVERS.length(), path.length() - suffix.length()));
    }

    private static String decoded(String segment) {
        return QueryStringDecoder.decodeComponent(segment.replace("+", "%2B"));
    }

    private void respondLater(ChannelHandlerContext ctx, FullHttpRequest request, HttpAnswer answer) {
        ctx.executor().execute(() -> respond(ctx, request, answer));
    }

    static void respond(ChannelHandlerContext ctx, HttpRequest request, HttpAnswer given) {
        HttpAnswer answer = RequestRules.answerTo(request, given);
        ByteBuf body = Unpooled.copiedBuffer(answer.body(), StandardCharsets.UTF_8);
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

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!isTheClientsDoing(cause)) {
            System.getLogger(HttpHandler.class.getName())
                    .log(System.Logger.Level.WARNING, "closing a connection after an error", cause);
        }
        var unused = ctx.close();
    }

    /** Broken connections, silence, and certificates that were refused: nothing that is wrong here. */
    private static boolean isTheClientsDoing(Throwable cause) {
        return cause instanceof ReadTimeoutException
                || cause instanceof IOException
                || (cause instanceof DecoderException && cause.getCause() instanceof SSLException);
    }
}
