package dev.archon.simulator.internal.api;

import dev.archon.simulator.internal.server.ServerClock;
import dev.archon.simulator.internal.stub.StubBoard;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.journal.JournalEntry.Answerer;
import dev.archon.simulator.scenario.Stub;
import java.util.Map;
import java.util.Optional;

/** Answers calls by stubs. */
final class StubCalls {

    private static final String OF_PATH = "path.";
    private static final String OF_QUERY = "query.";

    private final StubBoard stubs;
    private final ApiServers servers;
    private final ServerClock clock;

    StubCalls(StubBoard stubs, ApiServers servers, ServerClock clock) {
        this.stubs = stubs;
        this.servers = servers;
        this.clock = clock;
    }

    /** The answer to a call that the simulator does not know. */
    Optional<Outcome> answer(ApiRequest request) {
        return stubs.find(request.method(), request.path()).map(found -> outcome(found, request));
    }

    /** The answer in place of the simulator's own. */
    Optional<Outcome> override(ApiRequest request) {
        return stubs.findOverriding(request.method(), request.path()).map(found -> outcome(found, request));
    }

    private Outcome outcome(StubBoard.Found found, ApiRequest request) {
        String named = found.variables().get(ApiRoute.SERVER);
        String server = named == null ? servers.namedIn(request) : named;
        found.started().count();
        Stub.Answer answer = found.started().stub().answer(name -> value(name, found.variables(), request, server));
        return new Outcome(
                new HttpAnswer(answer.status(), answer.body(), answer.headers()),
                server,
                Answerer.STUB,
                found.started().toString());
    }

    private String value(String name, Map<String, String> variables, ApiRequest request, String server) {
        if (name.startsWith(OF_PATH)) {
            return variables.getOrDefault(name.substring(OF_PATH.length()), "");
        }
        if (name.startsWith(OF_QUERY)) {
            return request.parameter(name.substring(OF_QUERY.length())).orElse("");
        }
        return switch (name) {
            case "server" -> server;
            case "host" -> request.host();
            case "now" -> clock.now().toString();
            default -> throw new IllegalStateException("no value for the placeholder " + name);
        };
    }
}
