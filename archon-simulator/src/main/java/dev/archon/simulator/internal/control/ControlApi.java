package dev.archon.simulator.internal.control;

import dev.archon.simulator.internal.journal.EntryLog;
import dev.archon.simulator.internal.server.ServerConfig;
import dev.archon.simulator.internal.server.Servers;
import dev.archon.simulator.internal.stub.StubBoard;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.scenario.ScenarioFormatException;
import io.netty.handler.codec.http.FullHttpRequest;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Answers requests to the control API by a table of routes, which {@code GET /sim/} shows too. Never blocks: what it asks
 * of a server is done on that server's loop.
 */
public final class ControlApi {

    private final List<Route> routes = new ArrayList<>();
    private final ServerDirectory servers;
    private final ControlGuard guard;

    /**
     * Makes the API.
     *
     * @param servers the servers, in the order in which they are shown
     * @param config the settings of the servers
     * @param journal the journal that is shown
     * @param stubs the stubs, which can be changed
     * @param guard decides whose requests are answered
     */
    public ControlApi(Servers servers, ServerConfig config, EntryLog journal, StubBoard stubs, ControlGuard guard) {
        this.servers = new ServerDirectory(servers.all());
        this.guard = guard;
        OverviewRoutes overview = new OverviewRoutes(this.servers, config, journal);
        routes.add(OverviewRoutes.shown(
                "/sim/",
                "Shows the simulator: its time, its seed, its servers and these routes.",
                ControlSchemas.SIMULATOR,
                request -> overview.simulator(routes)));
        routes.add(OverviewRoutes.shown(
                OpenApi.PATH,
                "Describes this API as an OpenAPI document.",
                ControlSchemas.OPENAPI,
                request -> OpenApi.document(routes)));
        routes.addAll(overview.routes());
        routes.addAll(new SimulatorRoutes(this.servers, servers).routes());
        routes.addAll(new ServerRoutes(this.servers).routes());
        routes.addAll(new StubRoutes(stubs).routes());
    }

    /**
     * Whether a path belongs to the API.
     *
     * @param rawPath the path, not decoded
     * @return whether {@link #handle} answers it
     */
    public static boolean isFor(String rawPath) {
        return ControlRequest.isFor(rawPath);
    }

    /**
     * Answers a request, at once or when the server that it is about has had its turn.
     *
     * @param peer the address of its sender
     * @param request the request, which is not kept
     * @param reply takes the answer, on any thread
     */
    public void handle(SocketAddress peer, FullHttpRequest request, Consumer<HttpAnswer> reply) {
        Optional<ControlException> objection = guard.objection(peer, request.headers());
        CompletableFuture<Void> unused = objection
                .map(problem -> CompletableFuture.completedFuture(problem.answer()))
                .orElseGet(() -> answer(ControlRequest.of(request)))
                .thenAccept(reply);
    }

    private CompletableFuture<HttpAnswer> answer(ControlRequest request) {
        try {
            return route(request).handler().answer(request);
        } catch (ControlException e) {
            return CompletableFuture.completedFuture(e.answer());
        } catch (ScenarioFormatException e) {
            return CompletableFuture.completedFuture(ControlException.of(e).answer());
        }
    }

    private Route route(ControlRequest request) {
        List<Route> atPath =
                routes.stream().filter(route -> route.matches(request.path())).toList();
        if (atPath.isEmpty()) {
            throw ControlException.notFound("there is nothing at this path; GET /sim/ shows what there is", "path");
        }
        if (atPath.get(0).isAboutAServer()) {
            // An unknown server is reported first, whatever else is wrong.
            servers.of(request);
        }
        return atPath.stream()
                .filter(route -> route.method().equals(request.method()))
                .findFirst()
                .orElseThrow(() -> ControlException.methodNotAllowed(
                        atPath.stream().map(Route::method).toList()));
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }
}
