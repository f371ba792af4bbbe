package dev.archon.simulator.internal.api;

import dev.archon.simulator.game.Extractions;
import dev.archon.simulator.internal.api.ApiRoute.Access;
import dev.archon.simulator.internal.wire.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;

/** The calls that go to a server's node, which is this port too: the console, file operations and the latest log. */
final class NodeCalls {

    private static final String LATEST_LOG = "logs/latest.log";

    private final ApiServers servers;

    NodeCalls(ApiServers servers) {
        this.servers = servers;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("POST", "/v1/logs/clear", Access.NODE, this::clearConsole),
                new ApiRoute(
                        "POST",
                        "/v1/fs/ops/dismiss",
                        Access.NODE,
                        (request, variables) -> operation(request, variables, Extractions::dismiss, "has ended")),
                new ApiRoute(
                        "POST",
                        "/v1/fs/ops/cancel",
                        Access.NODE,
                        (request, variables) -> operation(request, variables, Extractions::cancel, "is under way")),
                new ApiRoute("GET", "/modrinth/v0/fs/download", Access.NODE, this::download));
    }

    private CompletableFuture<HttpAnswer> clearConsole(ApiRequest request, Map<String, String> variables) {
        return servers.change(variables, host -> {
            host.broadcast().clearHistory();
            return HttpAnswer.EMPTY;
        });
    }

    private CompletableFuture<HttpAnswer> operation(
            ApiRequest request, Map<String, String> variables, BiPredicate<Extractions, UUID> action, String state) {
        UUID id = BackupCalls.uuid(request.parameter("id").orElse(""));
        return servers.change(variables, host -> {
            if (!action.test(host.game().extractions(), id)) {
                throw ApiException.notFound("no file operation " + id + " " + state);
            }
            return HttpAnswer.EMPTY;
        });
    }

    private CompletableFuture<HttpAnswer> download(ApiRequest request, Map<String, String> variables) {
        String path = request.parameter("path").orElse("").replaceFirst("^/+", "");
        if (!path.equals(LATEST_LOG)) {
            throw ApiException.notFound("the only file of a simulated server is /" + LATEST_LOG);
        }
        return servers.answer(
                variables,
                host -> new HttpAnswer(
                        200, host.broadcast().log(), Map.of("content-type", "text/plain; charset=utf-8")));
    }
}
