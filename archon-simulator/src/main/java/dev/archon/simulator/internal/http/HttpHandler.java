package dev.archon.simulator.internal.http;

import dev.archon.protocol.rest.RestPaths;
import dev.archon.simulator.internal.api.ApiRequest;
import dev.archon.simulator.internal.api.CallFaults;
import dev.archon.simulator.internal.api.PanelApi;
import dev.archon.simulator.internal.api.SyncCalls;
import dev.archon.simulator.internal.control.ControlApi;
import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.journal.JournalEntry;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** Passes each HTTP request of one connection to the class that answers it, by its path. */
public final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    /** The path of WebSockets; the server's id follows. */
    static final String SOCKETS = "/modrinth/v0/ws/";

    /** The methods that at least one path supports. */
    private static final List<String> METHODS = List.of("GET", "POST", "PATCH", "DELETE");

    private final Map<String, ServerHost> servers;
    private final HttpConfig config;
    private final Consumer<JournalEntry> journal;
    private final ArchonCalls archon;
    private final PanelApi api;
    private final Optional<ControlApi> control;
    private final CrossOrigin callOrigins;
    private final CrossOrigin controlOrigins;

    /**
     * Makes the handler of one connection.
     *
     * @param servers the servers by their ids
     * @param config the settings
     * @param journal receives calls and handshakes that reach no server
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
        this.archon = new ArchonCalls(servers, config, journal, api);
        this.api = api;
        this.control = control;
        this.callOrigins = CrossOrigin.ofCalls(config.origins());
        this.controlOrigins = CrossOrigin.ofControl(config.origins());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        Optional<HttpAnswer> objection = RequestRules.objection(request);
        if (objection.isPresent()) {
            ResponseWriter.write(ctx, request, objection.get());
            return;
        }
        if (RequestRules.isAboutEverything(request)) {
            ResponseWriter.write(ctx, request, HttpAnswer.EMPTY.with("Allow", HttpAnswer.allow(METHODS)));
            return;
        }
        RequestRules.simplify(request);
        String path = RequestAddress.rawPath(request);
        if (path.startsWith(SOCKETS)) {
            openWebSocket(ctx, request, RequestAddress.decoded(path.substring(SOCKETS.length())));
        } else if (path.startsWith(RestPaths.SERVERS) && path.endsWith(RestPaths.WEB_SOCKET)) {
            apiCall(ctx, request, archon::credentials);
        } else if (path.startsWith(RestPaths.SERVERS) && path.endsWith(RestPaths.POWER)) {
            apiCall(ctx, request, archon::power);
        } else if (path.equals(SyncCalls.PATH)) {
            apiCall(ctx, request, this::sync);
        } else if (control.isPresent() && ControlApi.isFor(path)) {
            call(ctx, request, controlOrigins, this::control);
        } else {
            pageOrCall(ctx, request, path);
        }
    }

    /** Answers a request whose body is too large to be read. To be called on the connection's event loop. */
    void refuseBody(ChannelHandlerContext ctx, HttpRequest head, int most) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                head.protocolVersion(),
                head.method(),
                head.uri(),
                Unpooled.EMPTY_BUFFER,
                head.headers().copy(),
                EmptyHttpHeaders.INSTANCE);
        Optional<HttpAnswer> objection = RequestRules.objection(request);
        if (objection.isPresent()) {
            ResponseWriter.write(ctx, request, objection.get());
            return;
        }
        RequestRules.simplify(request);
        boolean controls = control.isPresent() && ControlApi.isFor(RequestAddress.rawPath(request));
        HttpAnswer answer = controls ? PanelApi.tooLarge(most) : api.refuseBody(apiRequest(ctx, request), most);
        ResponseWriter.write(ctx, request, (controls ? controlOrigins : callOrigins).allow(request, answer));
    }

    private void openWebSocket(ChannelHandlerContext ctx, FullHttpRequest request, String id) {
        Optional<HttpAnswer> objection = HandshakeRules.objection(request);
        if (objection.isPresent()) {
            ResponseWriter.write(ctx, request, objection.get());
            return;
        }
        ServerHost server = servers.get(id);
        if (server == null) {
            journal.accept(new JournalEntry.Handshake(config.clock().now(), id, 404));
            ResponseWriter.write(ctx, request, archon.unknownServer());
            return;
        }
        new Handshake(ctx, request, server, config.compression()).begin();
    }

    private void pageOrCall(ChannelHandlerContext ctx, FullHttpRequest request, String path) {
        String knownTag = request.headers().get(HttpHeaderNames.IF_NONE_MATCH, "");
        Optional<HttpAnswer> page = WebPage.answer(request.method().name(), path, knownTag);
        if (page.isPresent()) {
            ResponseWriter.write(ctx, request, page.get());
        } else {
            apiCall(ctx, request, this::panelCall);
        }
    }

    /** Answers a REST call. */
    private interface Call {

        void answer(ChannelHandlerContext ctx, FullHttpRequest request, Consumer<HttpAnswer> reply);
    }

    /** Answers a call, or the preflight request that a browser sends before it. */
    private static void call(ChannelHandlerContext ctx, FullHttpRequest request, CrossOrigin origins, Call call) {
        Consumer<HttpAnswer> reply = answer -> ResponseWriter.writeLater(ctx, request, origins.allow(request, answer));
        origins.preflight(request).ifPresentOrElse(reply, () -> call.answer(ctx, request, reply));
    }

    /** Answers a call of Archon's API, unless a fault hits it or a stub overrides it. */
    private void apiCall(ChannelHandlerContext ctx, FullHttpRequest request, Call call) {
        Call unlessStubbed = (context, asked, reply) ->
                stubbed(context, asked).ifPresentOrElse(reply, () -> call.answer(context, asked, reply));
        call(ctx, request, callOrigins, (context, asked, reply) -> unlessHit(context, asked, reply, unlessStubbed));
    }

    private void unlessHit(ChannelHandlerContext ctx, FullHttpRequest request, Consumer<HttpAnswer> reply, Call call) {
        ApiRequest asked = apiRequest(ctx, request);
        if (!api.faults().mayHit(asked)) {
            call.answer(ctx, request, reply);
            return;
        }
        // The request's content is released before a fault has had its turn.
        FullHttpRequest kept = request.replace(Unpooled.wrappedBuffer(ByteBufUtil.getBytes(request.content())));
        api.faults().pass(asked, new Faulty(ctx, reply, () -> call.answer(ctx, kept, reply)));
    }

    /**
     * A call that a fault may hit.
     *
     * @param server answers it as if nothing were wrong, on the connection's thread
     */
    private record Faulty(ChannelHandlerContext ctx, Consumer<HttpAnswer> reply, Runnable server)
            implements CallFaults.Ways {

        @Override
        public void serve() {
            ctx.executor().execute(server);
        }

        @Override
        public void refuse(HttpAnswer answer) {
            reply.accept(answer);
        }

        @Override
        public void close() {
            var unused = ctx.close();
        }
    }

    private Optional<HttpAnswer> stubbed(ChannelHandlerContext ctx, FullHttpRequest request) {
        return api.hasOverrides() ? api.override(apiRequest(ctx, request)) : Optional.empty();
    }

    private void control(ChannelHandlerContext ctx, FullHttpRequest request, Consumer<HttpAnswer> reply) {
        control.orElseThrow().handle(ctx.channel().remoteAddress(), request, reply);
    }

    private void panelCall(ChannelHandlerContext ctx, FullHttpRequest request, Consumer<HttpAnswer> reply) {
        CompletableFuture<Void> unused = api.handle(apiRequest(ctx, request)).thenAccept(reply);
    }

    private void sync(ChannelHandlerContext ctx, FullHttpRequest request, Consumer<HttpAnswer> reply) {
        api.sync()
                .open(apiRequest(ctx, request), reply)
                .ifPresent(granted -> SyncStream.open(ctx, granted, callOrigins.allow(request, HttpAnswer.EMPTY)));
    }

    private ApiRequest apiRequest(ChannelHandlerContext ctx, FullHttpRequest request) {
        return ApiRequest.of(request, RequestAddress.host(ctx, request), config.encrypted());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!isCausedByClient(cause)) {
            System.getLogger(HttpHandler.class.getName())
                    .log(System.Logger.Level.WARNING, "closing a connection after an error", cause);
        }
        var unused = ctx.close();
    }

    /** Broken connections, silence and refused certificates are no fault of the simulator. */
    private static boolean isCausedByClient(Throwable cause) {
        return cause instanceof ReadTimeoutException
                || cause instanceof IOException
                || (cause instanceof DecoderException && cause.getCause() instanceof SSLException);
    }
}
