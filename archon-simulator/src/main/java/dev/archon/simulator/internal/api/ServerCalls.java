package dev.archon.simulator.internal.api;

import dev.archon.simulator.internal.api.ApiRoute.Access;
import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.wire.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Servers, their mods and the access to their node. */
final class ServerCalls {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST_LIMIT = 1000;
    private static final int MOST_OFFSET = 1_000_000;

    private final ApiServers servers;

    ServerCalls(ApiServers servers) {
        this.servers = servers;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("GET", "/modrinth/v0/servers", Access.USER, this::page),
                new ApiRoute("GET", "/modrinth/v0/servers/{server}", Access.USER, this::older),
                new ApiRoute("GET", "/modrinth/v0/servers/{server}/fs", Access.USER, this::nodeAccess),
                new ApiRoute("GET", "/v1/servers", Access.USER, this::list),
                new ApiRoute("GET", "/v1/servers/{server}", Access.USER, this::newer),
                new ApiRoute("GET", "/v1/servers/{server}/worlds/{world}/addons", Access.USER, this::addons));
    }

    private CompletableFuture<HttpAnswer> page(ApiRequest request, Map<String, String> variables) {
        int limit = request.number("limit", 1, MOST_LIMIT, DEFAULT_LIMIT);
        int offset = request.number("offset", 0, MOST_OFFSET, 0);
        int total = servers.all().size();
        List<ServerHost> shown =
                servers.all().stream().skip(offset).limit(limit).toList();
        return gather(shown, host -> ServerJson.older(host, request), array -> {
            ObjectNode out = JsonText.object();
            out.set("servers", array);
            out.putObject("pagination")
                    .put("current_page", offset / limit + 1)
                    .put("page_size", limit)
                    .put("total_pages", (total + limit - 1) / limit)
                    .put("total_items", total);
            out.set("users", ServerJson.users());
            return out;
        });
    }

    private CompletableFuture<HttpAnswer> list(ApiRequest request, Map<String, String> variables) {
        return gather(List.copyOf(servers.all()), host -> ServerJson.newer(host, request), array -> array);
    }

    /** Asks every server, each in a turn of its own, and puts their answers together. */
    private static CompletableFuture<HttpAnswer> gather(
            List<ServerHost> hosts, Function<ServerHost, JsonNode> question, Function<ArrayNode, JsonNode> body) {
        CompletableFuture<ArrayNode> all = CompletableFuture.completedFuture(JsonText.array());
        for (ServerHost host : hosts) {
            all = all.thenCombine(host.ask(() -> question.apply(host)), ArrayNode::add);
        }
        CompletableFuture<HttpAnswer> answer = all.thenApply(array -> ok(body.apply(array)));
        return hosts.isEmpty() ? answer : answer.exceptionally(hosts.get(0).http()::failure);
    }

    private CompletableFuture<HttpAnswer> older(ApiRequest request, Map<String, String> variables) {
        return servers.answer(variables, host -> ok(ServerJson.older(host, request)));
    }

    private CompletableFuture<HttpAnswer> newer(ApiRequest request, Map<String, String> variables) {
        return servers.answer(variables, host -> ok(ServerJson.newer(host, request)));
    }

    private CompletableFuture<HttpAnswer> addons(ApiRequest request, Map<String, String> variables) {
        return servers.answer(variables, host -> {
            BackupCalls.checkWorld(host, variables);
            return ok(ServerJson.addons(host));
        });
    }

    private CompletableFuture<HttpAnswer> nodeAccess(ApiRequest request, Map<String, String> variables) {
        // A client takes an address without a scheme as https.
        String url = (request.encrypted() ? "" : "http://") + request.host() + "/modrinth/v0/fs";
        return servers.answer(
                variables,
                host -> ok(JsonText.object()
                        .put("url", url)
                        .put("token", host.nodeTokens().issue().value())));
    }

    static HttpAnswer ok(JsonNode body) {
        return new HttpAnswer(200, JsonText.text(body), Map.of());
    }
}
