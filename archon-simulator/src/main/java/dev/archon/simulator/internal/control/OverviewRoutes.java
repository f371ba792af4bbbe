package dev.archon.simulator.internal.control;

import dev.archon.simulator.internal.journal.EntryLog;
import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.internal.server.ServerConfig;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Scenarios;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes that only read: the simulator, its servers, the built-in scenarios and schemas, and the journal. */
final class OverviewRoutes {

    private static final int MOST_ENTRIES = 1000;
    private static final long MOST_INDEX = Long.MAX_VALUE / 2;

    private final ServerDirectory servers;
    private final ServerConfig config;
    private final EntryLog journal;

    OverviewRoutes(ServerDirectory servers, ServerConfig config, EntryLog journal) {
        this.servers = servers;
        this.config = config;
        this.journal = journal;
    }

    /** The simulator, with every route of the API. */
    ObjectNode simulator(List<Route> routes) {
        ObjectNode out = JsonText.object()
                .put("now", config.clock().now().toString())
                .put("seed", config.seed())
                .put("journal_next", journal.next())
                .put("openapi", OpenApi.PATH);
        out.set("servers", ControlJson.servers(servers.all()));
        out.set("routes", ControlJson.routes(routes));
        return out;
    }

    List<Route> routes() {
        return List.of(
                shown(
                        "/sim/servers",
                        "Shows all servers, with the scenarios that are played and the faults that are switched on.",
                        ControlSchemas.SERVERS,
                        request -> ControlJson.servers(servers.all())),
                shown(
                        "/sim/servers/ID",
                        "Shows one server.",
                        ControlSchemas.SERVER,
                        request -> ControlJson.server(servers.of(request))),
                shown(
                        "/sim/scenarios",
                        "Lists the scenarios that are ready.",
                        ControlSchemas.SCENARIOS,
                        request -> ControlJson.scenarios(Scenarios.all())),
                shown(
                        "/sim/scenarios/NAME",
                        "Shows a scenario in the form of a scenario file.",
                        ControlSchemas.SCENARIO,
                        this::scenario),
                shown(
                        "/sim/schema",
                        "Shows the JSON Schema of scenario files.",
                        ControlSchemas.SCHEMA,
                        request -> JsonText.parse(Scenario.schema())),
                shown(
                        "/sim/actions",
                        "Lists the kinds of actions with their parameters.",
                        ControlSchemas.KINDS,
                        request -> ControlJson.kinds(Action.kinds())),
                shown(
                        "/sim/faults",
                        "Lists the kinds of faults with their parameters.",
                        ControlSchemas.KINDS,
                        request -> ControlJson.kinds(Fault.kinds())),
                new Route(
                        "GET",
                        "/sim/journal",
                        "Shows what clients did, after the entry with the number after, of one server if there is a"
                                + " server, at most limit entries.",
                        showing(this::entries),
                        RouteForm.answering(200, ControlSchemas.JOURNAL)
                                .withNumber("after", 0, MOST_INDEX, "The number of the entry before the first.")
                                .withNumber("limit", 1, MOST_ENTRIES, "How many entries at most.")
                                .withText("server", "The id of the only server whose entries are shown.")),
                new Route("DELETE", "/sim/journal", "Removes every entry of the journal.", request -> {
                    journal.clear();
                    return CompletableFuture.completedFuture(HttpAnswer.EMPTY);
                }));
    }

    /** A route that shows something of a schema at once. */
    static Route shown(String path, String summary, String schema, Function<ControlRequest, JsonNode> body) {
        return new Route("GET", path, summary, showing(body), RouteForm.answering(200, schema));
    }

    private static Route.Handler showing(Function<ControlRequest, JsonNode> body) {
        return request -> CompletableFuture.completedFuture(ControlJson.answer(200, body.apply(request)));
    }

    private JsonNode scenario(ControlRequest request) {
        try {
            return JsonText.parse(Scenarios.named(request.part(1)).toJson());
        } catch (IllegalArgumentException e) {
            throw ControlException.notFound(String.valueOf(e.getMessage()), "name");
        }
    }

    private JsonNode entries(ControlRequest request) {
        long after = request.number("after", 0, MOST_INDEX).orElse(0L);
        long limit = request.number("limit", 1, MOST_ENTRIES).orElse((long) MOST_ENTRIES);
        Predicate<JournalEntry> fits = request.parameter("server")
                .<Predicate<JournalEntry>>map(id -> entry -> entry.server().equals(id))
                .orElse(entry -> true);
        return ControlJson.journal(journal.page(after, (int) limit, fits));
    }
}
