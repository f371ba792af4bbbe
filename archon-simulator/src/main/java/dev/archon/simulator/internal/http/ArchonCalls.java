package dev.archon.simulator.internal.http;

import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.simulator.internal.api.ApiRequest;
import dev.archon.simulator.internal.api.PanelApi;
import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.journal.JournalEntry;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers the two REST calls that belong to Archon's WebSocket: the call for credentials and the power call. */
final class ArchonCalls {

    private final Map<String, ServerHost> servers;
    private final HttpConfig config;
    private final Consumer<JournalEntry> journal;
    private final PanelApi api;

    ArchonCalls(Map<String, ServerHost> servers, HttpConfig config, Consumer<JournalEntry> journal, PanelApi api) {
        this.servers = servers;
        this.config = config;
        this.journal = journal;
        this.api = api;
    }

    /** Answers a call for credentials; the reply comes on any thread. */
    void credentials(ChannelHandlerContext ctx, FullHttpRequest request, Consumer<HttpAnswer> reply) {
        String rawId =
                RequestAddress.rawSegment(RequestAddress.rawPath(request), RestPaths.SERVERS, RestPaths.WEB_SOCKET);
        String id = RequestAddress.decoded(rawId);
        Optional<HttpAnswer> refusal = refusal(request, HttpMethod.GET, id)
                .or(() -> config.callLimit()
                        .flatMap(limit -> limit.refusal(config.clock().now())));
        if (refusal.isPresent()) {
            journal.accept(new JournalEntry.TokenCall(
                    config.clock().now(), id, refusal.get().status()));
            reply.accept(refusal.get());
            return;
        }
        String scheme = config.encrypted() ? "wss://" : "ws://";
        String url = scheme + RequestAddress.host(ctx, request) + HttpHandler.SOCKETS + rawId;
        withServer(id, reply, server -> server.http().token(url));
    }

    /** Answers a power call; the reply comes on any thread. */
    void power(ChannelHandlerContext ctx, FullHttpRequest request, Consumer<HttpAnswer> reply) {
        String id = RequestAddress.decoded(
                RequestAddress.rawSegment(RequestAddress.rawPath(request), RestPaths.SERVERS, RestPaths.POWER));
        Consumer<HttpAnswer> refuse = answer -> {
            String host = RequestAddress.host(ctx, request);
            api.record(ApiRequest.of(request, host, config.encrypted()), id, answer.status());
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
        withServer(id, reply, server -> server.http().power(action.get()));
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

    /** The answer to a request whose server does not exist. */
    HttpAnswer unknownServer() {
        return HttpAnswer.error(
                404, "server_not_found", "no such server; this simulator has " + String.join(", ", servers.keySet()));
    }

    /** The server may have been removed since it was looked up first. */
    private void withServer(
            String id, Consumer<HttpAnswer> reply, Function<ServerHost, CompletableFuture<HttpAnswer>> call) {
        ServerHost server = servers.get(id);
        if (server == null) {
            reply.accept(unknownServer());
            return;
        }
        CompletableFuture<Void> unused = call.apply(server).thenAccept(reply);
    }
}
