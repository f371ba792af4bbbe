package dev.archon.simulator.internal.control;

import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.internal.stub.StartedStub;
import dev.archon.simulator.internal.stub.StubBoard;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.scenario.Stub;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ArrayNode;

/** The routes for stubs. */
final class StubRoutes {

    private final StubBoard stubs;

    StubRoutes(StubBoard stubs) {
        this.stubs = stubs;
    }

    List<Route> routes() {
        return List.of(
                OverviewRoutes.shown(
                        "/sim/stubs",
                        "Shows all stubs, with the count of their answers.",
                        ControlSchemas.STARTED_STUBS,
                        request -> shown(stubs.all())),
                new Route(
                        "POST",
                        "/sim/stubs",
                        "Adds the stubs in the body, which has the form of a stub file; all of them or none.",
                        this::add,
                        RouteForm.answering(201, ControlSchemas.STARTED_STUBS).taking(ControlSchemas.STUB_FILE)),
                new Route("DELETE", "/sim/stubs", "Removes every stub.", request -> {
                    stubs.clear();
                    return CompletableFuture.completedFuture(HttpAnswer.EMPTY);
                }),
                new Route("DELETE", "/sim/stubs/N", "Removes a stub.", this::remove),
                OverviewRoutes.shown(
                        "/sim/stub-schema",
                        "Shows the JSON Schema of stub files.",
                        ControlSchemas.SCHEMA,
                        request -> JsonText.parse(Stub.schema())));
    }

    private CompletableFuture<HttpAnswer> add(ControlRequest request) {
        List<Stub> added = Stub.parseAll(request.body());
        try {
            return CompletableFuture.completedFuture(ControlJson.answer(201, shown(stubs.addAll(added))));
        } catch (IllegalStateException e) {
            throw new ControlException(409, "too_many_stubs", String.valueOf(e.getMessage()), "");
        }
    }

    private CompletableFuture<HttpAnswer> remove(ControlRequest request) {
        String number = request.part(1);
        boolean removed = stubs.all().stream()
                .filter(started -> Long.toString(started.id()).equals(number))
                .anyMatch(stubs::remove);
        if (!removed) {
            throw ControlException.notFound("there is no stub " + number + "; GET /sim/stubs shows all", "id");
        }
        return CompletableFuture.completedFuture(HttpAnswer.EMPTY);
    }

    private static ArrayNode shown(List<StartedStub> started) {
        ArrayNode out = JsonText.array();
        started.forEach(stub -> out.addObject()
                .put("id", stub.id())
                .put("answers", stub.answers())
                .set("stub", JsonText.parse(stub.stub().toJson())));
        return out;
    }
}
