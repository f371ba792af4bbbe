package dev.archon.simulator.internal.control;

import dev.archon.simulator.internal.server.ServerExistsException;
import dev.archon.simulator.internal.server.Servers;
import dev.archon.simulator.internal.wire.HttpAnswer;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The routes for the simulator as a whole: adding and removing servers, and the reset. */
final class SimulatorRoutes {

    private static final JsonMapper JSON = new JsonMapper();

    private final ServerDirectory directory;
    private final Servers servers;

    SimulatorRoutes(ServerDirectory directory, Servers servers) {
        this.directory = directory;
        this.servers = servers;
    }

    List<Route> routes() {
        return List.of(
                new Route(
                        "POST",
                        "/sim/servers",
                        "Adds a server with the id in the body, to which clients can connect from then on.",
                        this::add,
                        RouteForm.answering(201, ControlSchemas.SERVER).taking(ControlSchemas.NEW_SERVER)),
                new Route(
                        "DELETE",
                        "/sim/servers/ID",
                        "Removes a server, and closes its sockets with 1001; its entries stay in the journal.",
                        this::remove),
                new Route(
                        "POST",
                        "/sim/reset",
                        "Puts servers, faults, scenarios and journal back to the start, from the same seed, and closes open"
                                + " sockets with 1012.",
                        this::reset,
                        RouteForm.EMPTY_ANSWER));
    }

    private CompletableFuture<HttpAnswer> add(ControlRequest request) {
        return servers.add(idIn(request.body()))
                .thenApply(server -> ControlJson.answer(201, ControlJson.server(server)))
                .exceptionally(SimulatorRoutes::failure);
    }

    private static String idIn(String body) {
        try {
            JsonNode id = JSON.readTree(body).path("id");
            if (!id.isString() || id.stringValue().isEmpty()) {
                throw ControlException.badRequest("id must be a string that is not empty", "id");
            }
            return id.stringValue();
        } catch (JacksonException e) {
            throw ControlException.badRequest("the body must be JSON, for example {\"id\": \"lobby\"}", "body");
        }
    }

    private CompletableFuture<HttpAnswer> remove(ControlRequest request) {
        return servers.remove(directory.of(request).id())
                .thenApply(done -> HttpAnswer.EMPTY)
                .exceptionally(SimulatorRoutes::failure);
    }

    private CompletableFuture<HttpAnswer> reset(ControlRequest request) {
        return servers.reset().thenApply(done -> HttpAnswer.EMPTY).exceptionally(SimulatorRoutes::failure);
    }

    private static HttpAnswer failure(Throwable failed) {
        Throwable problem =
                failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        String message = String.valueOf(problem.getMessage());
        if (problem instanceof ServerExistsException) {
            return new ControlException(409, "conflict", message, "id").answer();
        }
        if (problem instanceof IllegalArgumentException) {
            return ControlException.badRequest(message, "id").answer();
        }
        if (problem instanceof NoSuchElementException) {
            return ControlException.notFound(message, "server").answer();
        }
        System.getLogger("dev.archon.simulator")
                .log(System.Logger.Level.WARNING, "failed to change the servers", problem);
        return HttpAnswer.error(503, "unavailable", "the servers could not be changed: " + message);
    }
}
