package dev.archon.simulator.internal.control;

import dev.archon.simulator.internal.journal.EntryLog;
import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.internal.server.FaultBoard;
import dev.archon.simulator.internal.server.ScenarioRuns;
import dev.archon.simulator.internal.server.ServerConfig;
import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.server.StartedRun;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.ScenarioFormatException;
import dev.archon.simulator.scenario.Scenarios;
import io.netty.handler.codec.http.FullHttpRequest;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers requests to the control API. Never blocks: what it asks of a server is done on that server's loop. */
public final class ControlApi {

    /** The largest whole number that JavaScript counts exactly. */
    private static final long MOST_SEED = (1L << 53) - 1;

    private static final int MOST_ENTRIES = 1000;

    private final Map<String, ServerHost> servers;
    private final ServerConfig config;
    private final EntryLog journal;
    private final ControlGuard guard;

    /**
     * Makes the API.
     *
     * @param servers the servers by their ids, in the order in which they are shown
     * @param config what the servers are like
     * @param journal what is shown as the journal
     * @param guard decides whose requests are answered
     */
    public ControlApi(Map<String, ServerHost> servers, ServerConfig config, EntryLog journal, ControlGuard guard) {
        this.servers = servers;
        this.config = config;
        this.journal = journal;
        this.guard = guard;
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
     * @param peer the address of whoever sent it
     * @param request the request, which is not kept
     * @param reply takes the answer, on any thread
     */
    public void handle(SocketAddress peer, FullHttpRequest request, Consumer<HttpAnswer> reply) {
        Optional<ControlException> objection = guard.objection(peer, request.headers());
        if (objection.isPresent()) {
            reply.accept(objection.get().answer());
        } else {
            answer(ControlRequest.of(request), reply);
        }
    }

    private void answer(ControlRequest request, Consumer<HttpAnswer> reply) {
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
                .put("now", config.clock().now().toString())
                .put("seed", config.seed())
                .put("journal_next", journal.next());
        out.set("servers", ControlJson.servers(servers.values()));
        return out;
    }

    private JsonNode server(String id) {
        return ControlJson.server(host(id));
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
        ServerHost host = host(request.part(1));
        if (request.path().size() > 4) {
            throw nothingHere();
        }
        switch (request.part(2)) {
            case "actions" -> act(host, request, reply);
            case "scenarios" -> scenarios(host, request, reply);
            case "faults" -> faults(host, request, reply);
            default -> throw nothingHere();
        }
    }

    private void act(ServerHost host, ControlRequest request, Consumer<HttpAnswer> reply) {
        if (request.path().size() > 3) {
            throw nothingHere();
        }
        allow(request, "POST");
        Action action = Action.parse(request.body());
        onLoop(host, reply, () -> {
            host.perform(action);
            return HttpAnswer.EMPTY;
        });
    }

    private void scenarios(ServerHost host, ControlRequest request, Consumer<HttpAnswer> reply) {
        boolean whole = request.path().size() == 3;
        allow(request, whole ? new String[] {"POST", "DELETE"} : new String[] {"DELETE"});
        if (request.method().equals("POST")) {
            Scenario scenario = scenarioIn(request);
            Optional<Long> seed = request.number("seed", 0, MOST_SEED);
            onLoop(host, reply, () -> {
                ScenarioRuns runs = host.runs();
                StartedRun run = seed.isPresent() ? runs.start(scenario, seed.get()) : runs.start(scenario);
                return ControlJson.answer(201, ControlJson.run(run));
            });
        } else if (whole) {
            onLoop(host, reply, () -> {
                host.runs().stopAll();
                return HttpAnswer.EMPTY;
            });
        } else {
            ScenarioRuns runs = host.runs();
            stop(
                    host,
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

    private void faults(ServerHost host, ControlRequest request, Consumer<HttpAnswer> reply) {
        boolean whole = request.path().size() == 3;
        allow(request, whole ? new String[] {"POST", "DELETE"} : new String[] {"DELETE"});
        FaultBoard faults = host.faults();
        if (request.method().equals("POST")) {
            Fault fault = Fault.parse(request.body());
            OptionalInt times = request.number("times", 1, 1_000_000)
                    .map(number -> OptionalInt.of(number.intValue()))
                    .orElse(OptionalInt.empty());
            if (times.isPresent() && !fault.isCounted()) {
                throw ControlException.badRequest(
                        "times must not be given: " + fault.kind() + " lasts until it is switched off", "times");
            }
            onLoop(host, reply, () -> ControlJson.answer(201, ControlJson.fault(faults.start(fault, times))));
        } else if (whole) {
            onLoop(host, reply, () -> {
                faults.active().forEach(faults::end);
                return HttpAnswer.EMPTY;
            });
        } else {
            stop(
                    host,
                    request,
                    reply,
                    id -> faults.active().stream()
                            .filter(fault -> fault.id() == id)
                            .anyMatch(faults::end));
        }
    }

    /** Ends what the last part of the path names by its number. */
    private static void stop(
            ServerHost host, ControlRequest request, Consumer<HttpAnswer> reply, Predicate<Long> ender) {
        String text = request.part(3);
        BooleanSupplier ended = () -> text.matches("[0-9]{1,18}") && ender.test(Long.parseLong(text));
        onLoop(
                host,
                reply,
                () -> ended.getAsBoolean()
                        ? HttpAnswer.EMPTY
                        : ControlException.notFound("there is none of number " + text + " in " + request.part(2), "id")
                                .answer());
    }

    private static void onLoop(ServerHost host, Consumer<HttpAnswer> reply, Supplier<HttpAnswer> action) {
        CompletableFuture<Void> unused = host.answer(action).thenAccept(reply);
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

    private ServerHost host(String id) {
        ServerHost host = servers.get(id);
        if (host == null) {
            throw ControlException.notFound(
                    "no server " + id + "; this simulator has " + String.join(", ", servers.keySet()), "server");
        }
        return host;
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
