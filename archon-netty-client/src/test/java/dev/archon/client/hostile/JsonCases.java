package dev.archon.client.hostile;

import static dev.archon.client.hostile.HostileCase.connected;
import static dev.archon.client.hostile.HostileCase.message;
import static dev.archon.client.hostile.Step.bytes;
import static dev.archon.client.hostile.Step.text;
import static dev.archon.client.hostile.Step.times;

import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UnknownEvent;
import dev.archon.protocol.event.UptimeEvent;
import java.util.ArrayList;
import java.util.List;

/** The text of messages: JSON that is none, and events that are not as the protocol has them. Each costs itself at most. */
final class JsonCases {

    private JsonCases() {}

    static List<HostileCase> all() {
        List<HostileCase> all = new ArrayList<>();
        all.addAll(noJson());
        all.addAll(noEvents());
        all.addAll(logs());
        all.addAll(events());
        all.addAll(floods());
        return all;
    }

    private static List<HostileCase> noJson() {
        List<HostileCase> all = new ArrayList<>();
        for (String json : List.of(
                "",
                " ",
                "{",
                "}",
                "[",
                "nul",
                "hello",
                "{\"event\"",
                "{\"event\":",
                "{\"event\":\"log\"",
                "{\"event\":\"log\",",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"x",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"x\\",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\\u12\"}",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\\x\"}",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"a\nb\"}",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"a\u0000b\"}",
                "{'event':'log'}",
                "{event:\"log\"}",
                "{\"event\":\"log\",}",
                "{\"event\":\"log\"\"message\":\"x\"}",
                "{\"event\":NaN}",
                "{\"event\":01}",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"x\"}]",
                "// {\"event\":\"log\"}",
                "\u0000{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"x\"}")) {
            all.add(message("no JSON: " + (json.isEmpty() ? "no bytes" : Shown.escaped(json)), json)
                    .warns());
        }
        all.add(message(
                        "two objects in one frame",
                        "{\"event\":\"uptime\",\"uptime\":1}{\"event\":\"uptime\",\"uptime\":2}")
                .delivers(
                        "both as they came",
                        event -> event instanceof UnknownEvent unknown
                                && unknown.json().endsWith(":1}{\"event\":\"uptime\",\"uptime\":2}")));
        all.add(message("an object and garbage", "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"x\"} x")
                .warns());
        all.add(message("no JSON that quotes the token", "{\"event\":\"{apiToken} {lastJwt}\",,")
                .warns());
        all.add(message("no JSON with control characters", "{\"event\":\u001b[31m\u009b\u2028\u202e")
                .warns());
        all.add(connected("message: UTF-16", bytes("\376\377\0{\0}")).staysAlive());
        all.add(connected("message: a byte order mark", bytes("\357\273\277{\"event\":\"uptime\",\"uptime\":7}"))
                .staysAlive());
        return all;
    }

    private static List<HostileCase> noEvents() {
        List<HostileCase> all = new ArrayList<>();
        for (String json : List.of(
                "null",
                "true",
                "0",
                "\"log\"",
                "[]",
                "{}",
                "{\"message\":\"x\"}",
                "{\"event\":null}",
                "{\"event\":1}",
                "{\"event\":[\"log\"]}",
                "{\"event\":{\"event\":\"log\"}}",
                "{\"event\":true,\"message\":\"x\"}",
                "[{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"x\"}]")) {
            all.add(message("no event: " + json, json));
        }
        all.add(unknown("an event with an empty name", "", "{\"event\":\"\"}"));
        all.add(unknown(
                "an event that is not known", "from-the-future", "{\"event\":\"from-the-future\",\"x\":[1,{}]}"));
        all.add(unknown("an event's name in other letters", "LOG", "{\"event\":\"LOG\",\"message\":\"x\"}"));
        all.add(message("an event's name of 100,000 characters", "{\"event\":\"" + "e".repeat(100_000) + "\"}"));
        all.add(message("an event's name that is the token", "{\"event\":\"{apiToken}\"}"));
        all.add(message("an event's name that turns the line", "{\"event\":\"\\u202e\\u2028\\u0000\\u001b\"}"));
        all.add(message("an event's name with a lone surrogate", "{\"event\":\"\\ud800\"}"));
        all.add(message(
                "an unknown event nested 100,000 deep",
                "{\"event\":\"x\",\"y\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
        all.add(message(
                "a known event nested 100,000 deep",
                "{\"event\":\"stats\",\"y\":" + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_001)));
        all.add(message("100,000 brackets that are never closed", "[".repeat(100_000)));
        all.add(message("100,000 fields", "{\"event\":\"x\"" + ",\"field\":1".repeat(50_000) + "}"));
        all.add(message(
                "a field's name of 500,000 characters",
                "{\"" + "n".repeat(500_000) + "\":1,\"event\":\"uptime\",\"uptime\":1}"));
        return all;
    }

    private static HostileCase unknown(String name, String type, String json) {
        return message(name, json)
                .delivers(
                        "an unknown event",
                        event -> event instanceof UnknownEvent unknown
                                && unknown.type().equals(type)
                                && unknown.json().equals(json));
    }

    private static HostileCase log(String name, String text, String json) {
        return message("log: " + name, json)
                .delivers(
                        "the line",
                        event ->
                                event instanceof LogEvent line && line.message().equals(text));
    }

    private static List<HostileCase> logs() {
        return List.of(
                log("no stream, as from older servers", "x", "{\"event\":\"log\",\"message\":\"x\"}"),
                log("an unknown stream", "x", "{\"event\":\"log\",\"stream\":\"stdaux\",\"message\":\"x\"}"),
                log("a stream that is a number", "x", "{\"event\":\"log\",\"stream\":1,\"message\":\"x\"}"),
                log("a stream that is null", "x", "{\"event\":\"log\",\"stream\":null,\"message\":\"x\"}"),
                log("the event's name last", "x", "{\"message\":\"x\",\"stream\":\"stdout\",\"event\":\"log\"}"),
                log(
                        "fields that nobody knows",
                        "x",
                        "{\"a\":{\"message\":\"y\"},\"event\":\"log\",\"b\":[1],\"message\":\"x\",\"c\":null}"),
                log("white space everywhere", "x", " {\t\"event\" : \"log\" ,\r\n \"message\" : \"x\" } "),
                log(
                        "escapes",
                        "\"\\/\b\f\n\r\t\u20ac",
                        "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u20ac\"}"),
                log("NUL", "a\0b", "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"a\\u0000b\"}"),
                log("an escaped name", "x", "{\"\\u0065vent\":\"l\\u006fg\",\"message\":\"x\"}"),
                log("an empty message", "", "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\"}"),
                log(
                        "escape sequences of a terminal",
                        "\u001b[2J",
                        "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\\u001b[2J\"}"),
                message("log: a lone surrogate", "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"a\\ud800b\"}"),
                message("log: no message", "{\"event\":\"log\"}"),
                message("log: a message that is null", "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":null}"),
                message(
                        "log: a message that is an object",
                        "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":{\"text\":\"x\"}}"),
                message(
                        "log: a message that is a list",
                        "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":[\"x\"]}"),
                message(
                        "log: two messages",
                        "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"x\",\"message\":\"y\"}"),
                message("log: two names", "{\"event\":\"log\",\"event\":\"stats\",\"message\":\"y\"}"),
                message(
                        "log: 100,000 line ends",
                        "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"" + "\\n".repeat(100_000) + "\"}"),
                message(
                        "log: the token",
                        "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"{apiToken} {lastJwt}\"}"));
    }

    private static List<HostileCase> events() {
        List<HostileCase> all = new ArrayList<>(List.of(
                message(
                                "stats: numbers of every kind",
                                "{\"event\":\"stats\",\"cpu_percent\":\"12.5\",\"ram_usage_bytes\":1e3,\"ram_total_bytes\":18446744073709551615}")
                        .delivers("the statistics", StatsEvent.class::isInstance),
                message("stats: nothing", "{\"event\":\"stats\"}")
                        .delivers("the statistics", StatsEvent.class::isInstance),
                message(
                                "stats: other kinds",
                                "{\"event\":\"stats\",\"cpu_percent\":[],\"ram_usage_bytes\":{},\"net_tx_bytes\":true}")
                        .delivers("the statistics", StatsEvent.class::isInstance),
                message(
                        "stats: negative and huge numbers",
                        "{\"event\":\"stats\",\"cpu_percent\":-1e400,\"ram_usage_bytes\":-1,\"ram_total_bytes\":1e400}"),
                message(
                        "stats: a number of 100,000 digits",
                        "{\"event\":\"stats\",\"cpu_percent\":" + "9".repeat(100_000) + "}"),
                message(
                        "stats: an exponent of ten digits",
                        "{\"event\":\"stats\",\"cpu_percent\":1e9999999999,\"ram_usage_bytes\":1e1000000000}"),
                message(
                        "stats: a text of 100,000 digits",
                        "{\"event\":\"stats\",\"ram_usage_bytes\":\"" + "9".repeat(100_000) + "\"}"),
                message("power-state: unknown", "{\"event\":\"power-state\",\"state\":\"sleeping\"}")
                        .delivers(
                                "the state",
                                event -> event instanceof PowerStateEvent power
                                        && power.stateValue() == PowerState.UNKNOWN),
                message("power-state: none", "{\"event\":\"power-state\"}")
                        .delivers("an unknown event", UnknownEvent.class::isInstance),
                message("power-state: a number", "{\"event\":\"power-state\",\"state\":1}"),
                message(
                                "power-state: an exit code of text",
                                "{\"event\":\"power-state\",\"state\":\"crashed\",\"exit_code\":\"x\",\"oom_killed\":\"yes\"}")
                        .delivers("the state", PowerStateEvent.class::isInstance),
                message("uptime: a negative one", "{\"event\":\"uptime\",\"uptime\":-5}"),
                message("uptime: a huge one", "{\"event\":\"uptime\",\"uptime\":18446744073709551615}"),
                message("uptime: a text", "{\"event\":\"uptime\",\"uptime\":\"12\"}")
                        .delivers("the uptime", UptimeEvent.class::isInstance),
                message("uptime: an object", "{\"event\":\"uptime\",\"uptime\":{}}")
                        .delivers("an unknown event", UnknownEvent.class::isInstance),
                message(
                        "state: an unknown variant",
                        "{\"event\":\"state\",\"power_variant\":\"floating\",\"progress\":7,\"debug\":[[]]}"),
                message("state: no variant", "{\"event\":\"state\"}"),
                message("log4j: nothing", "{\"event\":\"log4j\"}").delivers("the entry", Log4jEvent.class::isInstance),
                message(
                                "log4j: other kinds",
                                "{\"event\":\"log4j\",\"level\":1,\"message\":[],\"timestamp_millis\":\"x\",\"throwable\":{}}")
                        .delivers("the entry", Log4jEvent.class::isInstance),
                message(
                                "log4j: a time beyond all calendars",
                                "{\"event\":\"log4j\",\"message\":\"x\",\"timestamp_millis\":9223372036854775807}")
                        .delivers("the entry", Log4jEvent.class::isInstance),
                message(
                        "backup-progress: an id that is none",
                        "{\"event\":\"backup-progress\",\"id\":\"x\",\"task\":\"create\",\"state\":\"done\"}"),
                message(
                                "backup-progress: an unknown state",
                                "{\"event\":\"backup-progress\",\"id\":\"0b2e1ac2-1111-4222-8333-444455556666\",\"task\":\"create\",\"state\":\"odd\",\"progress\":7e9}")
                        .delivers("the progress", BackupProgressEvent.class::isInstance),
                message(
                                "install-progress: a bad element",
                                "{\"event\":\"install-progress\",\"items\":[1,null,[],{},\"x\"]}")
                        .delivers("the progress", InstallProgressEvent.class::isInstance),
                message("install-progress: items that are none", "{\"event\":\"install-progress\",\"items\":{}}"),
                message(
                        "install-progress: 20,000 items",
                        "{\"event\":\"install-progress\",\"items\":[" + "{},".repeat(20_000) + "{}]}"),
                message(
                                "filesystem-ops: a bad element",
                                "{\"event\":\"filesystem-ops\",\"all\":[1,null,{\"op\":\"unarchive\"},{\"id\":7}]}")
                        .delivers("the operations", FilesystemOpsEvent.class::isInstance),
                message("filesystem-ops: no list", "{\"event\":\"filesystem-ops\",\"all\":\"none\"}"),
                message(
                        "installation-result: another result",
                        "{\"event\":\"installation-result\",\"result\":\"perhaps\",\"reason\":{}}"),
                message("new-mod: other kinds", "{\"event\":\"new-mod\",\"project_id\":1,\"version_id\":[]}")));
        return all;
    }

    private static List<HostileCase> floods() {
        return List.of(
                connected("message: 20,000 that are no JSON", times(20_000, text("nonsense")))
                        .staysAlive(),
                connected("message: 20,000 unknown events", times(20_000, text("{\"event\":\"unknown\"}")))
                        .staysAlive(),
                connected("message: 20,000 unknown events with names of their own", peer -> {
                            for (int i = 0; i < 20_000; i++) {
                                text("{\"event\":\"unknown-" + i + "\",\"field-" + i + "\":1}")
                                        .play(peer);
                            }
                        })
                        .staysAlive(),
                connected(
                                "message: 20,000 lines",
                                times(20_000, text("{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"x\"}")))
                        .staysAlive());
    }
}
