package dev.archon.simulator.internal.control;

import dev.archon.simulator.internal.journal.EntryLog;
import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.server.StartedFault;
import dev.archon.simulator.internal.server.StartedRun;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Kind;
import dev.archon.simulator.scenario.Parameter;
import dev.archon.simulator.scenario.Scenario;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the answers of the control API as JSON. */
final class ControlJson {

    private ControlJson() {}

    /** An answer with a body. */
    static HttpAnswer answer(int status, JsonNode body) {
        return new HttpAnswer(status, JsonText.text(body), Map.of());
    }

    static ArrayNode servers(Collection<ServerHost> hosts) {
        ArrayNode out = JsonText.array();
        hosts.forEach(host -> out.add(server(host)));
        return out;
    }

    static ObjectNode server(ServerHost host) {
        ObjectNode out = JsonText.object()
                .put("id", host.id())
                .put("power_state", host.powerState().text())
                .put("events", host.events().name().toLowerCase(Locale.ROOT))
                .put("connections", host.connections())
                .put("log_lines_sent", host.logLinesSent());
        ArrayNode numbers = out.putArray("connection_numbers");
        host.connectionNumbers().forEach(numbers::add);
        ArrayNode runs = out.putArray("scenarios");
        host.runs().running().forEach(run -> runs.add(run(run)));
        ArrayNode faults = out.putArray("faults");
        host.faults().active().forEach(fault -> faults.add(fault(fault)));
        return out;
    }

    static ObjectNode run(StartedRun run) {
        ObjectNode out = JsonText.object()
                .put("id", run.id())
                .put("name", run.scenario().name())
                .put("summary", run.scenario().summary())
                .put("since", run.since().toString());
        run.linesPerSecondAsked().ifPresent(rate -> out.put("lines_per_second_asked", rate));
        run.linesPerSecondReached().ifPresent(rate -> out.put("lines_per_second_reached", rate));
        return out;
    }

    static ObjectNode fault(StartedFault active) {
        ObjectNode out = JsonText.object()
                .put("id", active.id())
                .put("since", active.since().toString())
                .put("strikes", active.strikes());
        active.times().ifPresent(times -> out.put("times", times));
        out.set("fault", JsonText.parse(active.fault().toJson()));
        return out;
    }

    static ArrayNode routes(List<Route> routes) {
        ArrayNode out = JsonText.array();
        routes.forEach(route -> out.addObject()
                .put("method", route.method())
                .put("path", route.path())
                .put("summary", route.summary()));
        return out;
    }

    static ArrayNode scenarios(List<Scenario> scenarios) {
        ArrayNode out = JsonText.array();
        scenarios.forEach(
                scenario -> out.addObject().put("name", scenario.name()).put("summary", scenario.summary()));
        return out;
    }

    static ArrayNode kinds(List<Kind> kinds) {
        ArrayNode out = JsonText.array();
        for (Kind kind : kinds) {
            ArrayNode parameters = out.addObject()
                    .put("name", kind.name())
                    .put("summary", kind.summary())
                    .putArray("parameters");
            kind.parameters().forEach(parameter -> parameters.add(parameter(parameter)));
        }
        return out;
    }

    private static ObjectNode parameter(Parameter parameter) {
        ObjectNode out = JsonText.object()
                .put("name", parameter.name())
                .put("type", parameter.type().name().toLowerCase(Locale.ROOT))
                .put("summary", parameter.summary())
                .put("required", parameter.required());
        parameter.fallback().ifPresent(value -> out.put("default", value));
        parameter.least().ifPresent(value -> out.put("least", value));
        parameter.most().ifPresent(value -> out.put("most", value));
        if (!parameter.choices().isEmpty()) {
            ArrayNode choices = out.putArray("choices");
            parameter.choices().forEach(choices::add);
        }
        return out;
    }

    static ObjectNode journal(EntryLog.Page page) {
        ObjectNode out = JsonText.object().put("next", page.next()).put("missed", page.missed());
        ArrayNode entries = out.putArray("entries");
        page.entries().forEach(numbered -> entries.add(entry(numbered)));
        return out;
    }

    private static ObjectNode entry(EntryLog.Numbered numbered) {
        JournalEntry entry = numbered.entry();
        ObjectNode out = JsonText.object()
                .put("index", numbered.index())
                .put("time", entry.time().toString())
                .put("server", entry.server());
        if (entry instanceof JournalEntry.TokenCall call) {
            out.put("what", "token-call").put("status", call.status());
        } else if (entry instanceof JournalEntry.Handshake handshake) {
            out.put("what", "handshake").put("status", handshake.status());
        } else if (entry instanceof JournalEntry.Auth auth) {
            out.put("what", "auth").put("accepted", auth.accepted()).put("detail", auth.detail());
        } else if (entry instanceof JournalEntry.Command command) {
            out.put("what", "command").put("text", command.text());
        } else if (entry instanceof JournalEntry.Power power) {
            out.put("what", "power").put("action", power.action().text());
        } else if (entry instanceof JournalEntry.Call call) {
            out.put("what", "call")
                    .put("method", call.method())
                    .put("path", call.path())
                    .put("body", call.body())
                    .put("status", call.status())
                    .put("answered_by", call.answerer().name().toLowerCase(Locale.ROOT));
            if (!call.detail().isEmpty()) {
                out.put("detail", call.detail());
            }
            ObjectNode headers = out.putObject("headers");
            call.headers().forEach(headers::put);
        } else if (entry instanceof JournalEntry.Ping ping) {
            out.put("what", "ping").put("bytes", ping.bytes());
        } else if (entry instanceof JournalEntry.Pong pong) {
            out.put("what", "pong").put("bytes", pong.bytes());
        } else if (entry instanceof JournalEntry.Unreadable unreadable) {
            out.put("what", "unreadable").put("problem", unreadable.problem());
        } else if (entry instanceof JournalEntry.Closed closed) {
            out.put("what", "closed")
                    .put("by", closed.by().name().toLowerCase(Locale.ROOT))
                    .put("reason", closed.reason());
            closed.code().ifPresent(code -> out.put("code", code));
        }
        return out;
    }
}
