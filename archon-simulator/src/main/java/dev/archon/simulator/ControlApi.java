package dev.archon.simulator;

import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.ScenarioFormatException;
import dev.archon.simulator.scenario.Scenarios;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API, which {@link ControlAccess} describes. Never blocks: what it asks of a server is done on its loop. */
final class ControlApi {

    /** The largest whole number that JavaScript counts exactly. */
    private static final long MOST_SEED = (1L << 53) - 1;

    private static final int MOST_ENTRIES = 1000;

    private final Map<String, ServerLoop> servers;
    private final SimulatorConfig config;
    private final Journal journal;

    ControlApi(Map<String, ServerLoop> servers, SimulatorConfig config, Journal journal) {
        this.servers = servers;
        this.config = config;
        this.journal = journal;
    }

    /** Answers a request, at once or when the server that it is about has had its turn. */
    void handle(ControlRequest request, Consumer<HttpAnswer> reply) {
        try {
            if (request.part(0).equals("servers") && request.path().size() > 2) {
                change(request, reply);
            } else {
                reply.accept(show(request));
            }
        } catch (ControlException e) {
            reply.accept(e.answer());
        } catch (ScenarioFormatException e) {
            reply.accept(ControlException.of(e).answer());
        }
    }

    private HttpAnswer show(ControlRequest request) {
        String name = request.part(1);
        boolean whole = name.isEmpty();
        if (request.path().size() > 2) {
            throw nothingHere();
        }
        return switch (request.part(0)) {
            case "" -> get(request, this::simulator);
            case "servers" -> get(request, () -> whole ? ControlJson.servers(servers.values()) : server(name));
            case "scenarios" -> get(request, () -> whole ? ControlJson.scenarios(Scenarios.all()) : scenario(name));
            case "schema" -> get(request, whole, () -> JsonText.parse(Scenario.schema()));
            case "actions" -> get(request, whole, () -> ControlJson.kinds(Action.kinds()));
            case "faults" -> get(request, whole, () -> ControlJson.kinds(Fault.kinds()));
            case "journal" -> whole ? journal(request) : get(request, false, JsonText::object);
            default -> throw nothingHere();
        };
    }

    private ObjectNode simulator() {
        ObjectNode out = JsonText.object()
                .put("now", config.time().now().toString())
                .put("seed", config.seed())
                .put("journal_next", journal.next());
        out.set("servers", ControlJson.servers(servers.values()));
        return out;
    }

    private JsonNode server(String id) {
        return ControlJson.server(loop(id));
    }

    private static JsonNode scenario(String name) {
        try {
            return JsonText.parse(Scenarios.named(name).toJson());
        } catch (IllegalArgumentException e) {
            throw ControlException.notFound(String.valueOf(e.getMessage()), "name");
        }
    }

    private HttpAnswer journal(ControlRequest request) {
        allow(request, "GET", "DELETE");
        if (request.method().equals("DELETE")) {
            journal.clear();
            return HttpAnswer.EMPTY;
        }
        long after = request.number("after", 0, Long.MAX_VALUE / 2).orElse(0L);
        long limit = request.number("limit", 1, MOST_ENTRIES).orElse((long) MOST_ENTRIES);
        Predicate<JournalEntry> fits = request.parameter("server")
                .<Predicate<JournalEntry>>map(id -> entry -> entry.server().equals(id))
                .orElse(entry -> true);
        return ControlJson.answer(200, ControlJson.journal(journal.page(after, (int) limit, fits)));
    }

    private void change(ControlRequest request, Consumer<HttpAnswer> reply) {
        ServerLoop loop = loop(request.part(1));
        if (request.path().size() > 4) {
            throw nothingHere();
        }
        switch (request.part(2)) {
            case "actions" -> act(loop, request, reply);
            case "scenarios" -> scenarios(loop, request, reply);
            case "faults" -> faults(loop, request, reply);
            default -> throw nothingHere();
        }
    }

    private void act(ServerLoop loop, ControlRequest request, Consumer<HttpAnswer> reply) {
        if (request.path().size() > 3) {
            throw nothingHere();
        }
        allow(request, "POST");
        Action action = Action.parse(request.body());
        onLoop(loop, reply, () -> {
            loop.host().perform(action);
            return HttpAnswer.EMPTY;
        });
    }

    private void scenarios(ServerLoop loop, ControlRequest request, Consumer<HttpAnswer> reply) {
        boolean whole = request.path().size() == 3;
        allow(request, whole ? new String[] {"POST", "DELETE"} : new String[] {"DELETE"});
        if (request.method().equals("POST")) {
            Scenario scenario = scenarioIn(request);
            Optional<Long> seed = request.number("seed", 0, MOST_SEED);
            onLoop(loop, reply, () -> {
                ScenarioRuns runs = loop.host().runs();
                ScenarioRun run =
                        seed.isPresent() ? runs.start(scenario, seed.get(), loop) : runs.start(scenario, loop);
                return ControlJson.answer(201, ControlJson.run(run));
            });
        } else if (whole) {
            onLoop(loop, reply, () -> {
                loop.host().runs().stopAll();
                return HttpAnswer.EMPTY;
            });
        } else {
            ScenarioRuns runs = loop.host().runs();
            stop(
                    loop,
                    request,
                    reply,
                    id -> runs.running().stream().filter(run -> run.id() == id).anyMatch(runs::stop));
        }
    }

    private static Scenario scenarioIn(ControlRequest request) {
        if (request.parameter("name").isEmpty()) {
            return Scenario.parse(request.body());
        }
        if (!request.body().isBlank()) {
            throw ControlException.badRequest("give either a name or a scenario in the body", "name");
        }
        try {
            return Scenarios.named(request.parameter("name").get());
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest(String.valueOf(e.getMessage()), "name");
        }
    }

    private void faults(ServerLoop loop, ControlRequest request, Consumer<HttpAnswer> reply) {
        boolean whole = request.path().size() == 3;
        allow(request, whole ? new String[] {"POST", "DELETE"} : new String[] {"DELETE"});
        FaultBoard faults = loop.host().faults();
        if (request.method().equals("POST")) {
            Fault fault = Fault.parse(request.body());
            OptionalInt times = request.number("times", 1, 1_000_000)
                    .map(number -> OptionalInt.of(number.intValue()))
                    .orElse(OptionalInt.empty());
            if (times.isPresent() && !fault.isCounted()) {
                throw ControlException.badRequest(
                        "times must not be given: " + fault.kind() + " lasts until it is switched off", "times");
            }
            onLoop(loop, reply, () -> ControlJson.answer(201, ControlJson.fault(faults.start(fault, times, loop))));
        } else if (whole) {
            onLoop(loop, reply, () -> {
                faults.active().forEach(faults::end);
                return HttpAnswer.EMPTY;
            });
        } else {
            stop(
                    loop,
                    request,
                    reply,
                    id -> faults.active().stream()
                            .filter(fault -> fault.id() == id)
                            .anyMatch(faults::end));
        }
    }

    /** Ends what the last part of the path names by its number. */
    private static void stop(
            ServerLoop loop, ControlRequest request, Consumer<HttpAnswer> reply, Predicate<Long> ender) {
        String text = request.part(3);
        BooleanSupplier ended = () -> text.matches("[0-9]{1,18}") && ender.test(Long.parseLong(text));
        onLoop(
                loop,
                reply,
                () -> ended.getAsBoolean()
                        ? HttpAnswer.EMPTY
                        : ControlException.notFound("there is none of number " + text + " in " + request.part(2), "id")
                                .answer());
    }

    private static void onLoop(ServerLoop loop, Consumer<HttpAnswer> reply, Supplier<HttpAnswer> action) {
        loop.run(() -> reply.accept(action.get()));
    }

    private static HttpAnswer get(ControlRequest request, Supplier<JsonNode> body) {
        allow(request, "GET");
        return ControlJson.answer(200, body.get());
    }

    private static HttpAnswer get(ControlRequest request, boolean exists, Supplier<JsonNode> body) {
        if (!exists) {
            throw nothingHere();
        }
        return get(request, body);
    }

    private ServerLoop loop(String id) {
        ServerLoop loop = servers.get(id);
        if (loop == null) {
            throw ControlException.notFound(
                    "no server " + id + "; this simulator has " + String.join(", ", servers.keySet()), "server");
        }
        return loop;
    }

    private static void allow(ControlRequest request, String... methods) {
        if (!List.of(methods).contains(request.method())) {
            throw new ControlException(405, "method_not_allowed", "use " + String.join(" or ", methods), "method");
        }
    }

    private static ControlException nothingHere() {
        return ControlException.notFound("there is nothing at this path", "path");
    }
}
