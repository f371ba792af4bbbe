package dev.archon.simulator.internal.control;

import dev.archon.simulator.internal.server.FaultBoard;
import dev.archon.simulator.internal.server.ScenarioRuns;
import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.server.StartedRun;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Scenarios;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongPredicate;

/** The routes for one server. Every request is a turn of that server. */
final class ServerRoutes {

    /** The largest whole number that JavaScript counts exactly. */
    private static final long MOST_SEED = (1L << 53) - 1;

    private static final long MOST_TIMES = 1_000_000;

    private final ServerDirectory servers;

    ServerRoutes(ServerDirectory servers) {
        this.servers = servers;
    }

    List<Route> routes() {
        return List.of(
                new Route(
                        "POST",
                        "/sim/servers/ID/actions",
                        "Does the action in the body.",
                        this::act,
                        RouteForm.EMPTY_ANSWER.taking(ControlSchemas.ACTION)),
                new Route(
                        "POST",
                        "/sim/servers/ID/scenarios",
                        "Plays the scenario called name, or the one in the body; with a seed, as that seed has it.",
                        this::play,
                        RouteForm.answering(201, ControlSchemas.RUN)
                                .perhapsTaking(ControlSchemas.SCENARIO)
                                .withText("name", "The name of a scenario that is ready.")
                                .withNumber("seed", 0, MOST_SEED, "What its times and choices are drawn from.")),
                new Route("DELETE", "/sim/servers/ID/scenarios", "Stops every run.", this::stopAll),
                new Route("DELETE", "/sim/servers/ID/scenarios/N", "Stops a run.", this::stop),
                new Route(
                        "POST",
                        "/sim/servers/ID/faults",
                        "Switches on the fault in the body, until it is switched off or for as many occasions as times"
                                + " says.",
                        this::switchOn,
                        RouteForm.answering(201, ControlSchemas.STARTED_FAULT)
                                .taking(ControlSchemas.FAULT)
                                .withNumber("times", 1, MOST_TIMES, "How many occasions it hits.")),
                new Route("DELETE", "/sim/servers/ID/faults", "Switches every fault off.", this::switchAllOff),
                new Route("DELETE", "/sim/servers/ID/faults/N", "Switches a fault off.", this::switchOff));
    }

    private CompletableFuture<HttpAnswer> act(ControlRequest request) {
        ServerHost host = servers.of(request);
        Action action = Action.parse(request.body());
        return host.http().answer(() -> {
            host.perform(action);
            return HttpAnswer.EMPTY;
        });
    }

    private CompletableFuture<HttpAnswer> play(ControlRequest request) {
        ServerHost host = servers.of(request);
        Scenario scenario = scenarioIn(request);
        Optional<Long> seed = request.number("seed", 0, MOST_SEED);
        return host.http().answer(() -> {
            ScenarioRuns runs = host.runs();
            StartedRun run = seed.isPresent() ? runs.start(scenario, seed.get()) : runs.start(scenario);
            return ControlJson.answer(201, ControlJson.run(run));
        });
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

    private CompletableFuture<HttpAnswer> stopAll(ControlRequest request) {
        ServerHost host = servers.of(request);
        return host.http().answer(() -> {
            host.runs().stopAll();
            return HttpAnswer.EMPTY;
        });
    }

    private CompletableFuture<HttpAnswer> stop(ControlRequest request) {
        ScenarioRuns runs = servers.of(request).runs();
        return end(
                request,
                id -> runs.running().stream().filter(run -> run.id() == id).anyMatch(runs::stop));
    }

    private CompletableFuture<HttpAnswer> switchOn(ControlRequest request) {
        ServerHost host = servers.of(request);
        Fault fault = Fault.parse(request.body());
        OptionalInt times = request.number("times", 1, MOST_TIMES)
                .map(number -> OptionalInt.of(number.intValue()))
                .orElse(OptionalInt.empty());
        if (times.isPresent() && !fault.counted()) {
            throw ControlException.badRequest(
                    "times must not be given: " + fault.kind() + " lasts until it is switched off", "times");
        }
        return host.http()
                .answer(() ->
                        ControlJson.answer(201, ControlJson.fault(host.faults().start(fault, times))));
    }

    private CompletableFuture<HttpAnswer> switchAllOff(ControlRequest request) {
        ServerHost host = servers.of(request);
        return host.http().answer(() -> {
            host.faults().active().forEach(host.faults()::end);
            return HttpAnswer.EMPTY;
        });
    }

    private CompletableFuture<HttpAnswer> switchOff(ControlRequest request) {
        FaultBoard faults = servers.of(request).faults();
        return end(
                request,
                id -> faults.active().stream().filter(fault -> fault.id() == id).anyMatch(faults::end));
    }

    /** Ends what the last part of the path names by its number. */
    private CompletableFuture<HttpAnswer> end(ControlRequest request, LongPredicate ender) {
        String number = request.part(3);
        return servers.of(request)
                .http()
                .answer(() -> number.matches("[0-9]{1,18}") && ender.test(Long.parseLong(number))
                        ? HttpAnswer.EMPTY
                        : ControlException.notFound("there is no " + number + " in " + request.part(2), "id")
                                .answer());
    }
}
