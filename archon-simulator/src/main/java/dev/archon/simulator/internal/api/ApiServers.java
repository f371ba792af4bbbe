package dev.archon.simulator.internal.api;

import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.server.Tokens;
import dev.archon.simulator.internal.wire.HttpAnswer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The servers that calls may name. */
final class ApiServers {

    private final Map<String, ServerHost> servers;

    ApiServers(Map<String, ServerHost> servers) {
        this.servers = servers;
    }

    Collection<ServerHost> all() {
        return servers.values();
    }

    /**
     * A server by its id.
     *
     * @throws ApiException if there is none of that id
     */
    ServerHost of(String id) {
        ServerHost host = servers.get(id);
        if (host == null) {
            throw new ApiException(
                    404,
                    "server_not_found",
                    "no such server; this simulator has " + String.join(", ", servers.keySet()));
        }
        return host;
    }

    /** A server by its id; empty if it has been removed. */
    Optional<ServerHost> find(String id) {
        return Optional.ofNullable(servers.get(id));
    }

    /** The id of the server that a call names by its path, its scope or its node's token, if there is one; else empty. */
    String namedIn(ApiRequest request) {
        int place = request.path().indexOf("servers") + 1;
        Optional<String> inPath = place > 0 && place < request.path().size()
                ? Optional.of(request.path().get(place))
                : Optional.empty();
        return inPath.or(() -> request.parameter("scope").map(scope -> scope.replaceFirst("^server:", "")))
                .filter(servers::containsKey)
                .or(() -> Tokens.serverIn(BearerCheck.tokenIn(request.headers())))
                .filter(servers::containsKey)
                .orElse("");
    }

    /** Answers a call in a turn of the server that it names. */
    CompletableFuture<HttpAnswer> answer(Map<String, String> variables, Function<ServerHost, HttpAnswer> action) {
        ServerHost host = of(id(variables));
        return host.http().answer(() -> {
            try {
                return action.apply(host);
            } catch (ApiException e) {
                return e.answer();
            }
        });
    }

    /** Answers a call that changes a server. */
    CompletableFuture<HttpAnswer> change(Map<String, String> variables, Function<ServerHost, HttpAnswer> action) {
        return answer(variables, host -> {
            if (host.replays()) {
                throw ApiException.conflict(
                        "server " + host.id() + " plays a recording, which calls do not change; use one with a game");
            }
            return action.apply(host);
        });
    }

    static String id(Map<String, String> variables) {
        return variables.getOrDefault(ApiRoute.SERVER, "");
    }
}
