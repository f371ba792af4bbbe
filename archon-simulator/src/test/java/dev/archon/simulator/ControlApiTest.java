package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.internal.wire.FrameEncoder;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Scenarios;
import dev.archon.simulator.scenario.SealedTypes;
import dev.archon.simulator.scenario.Traffic;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ControlApiTest {

    private final ManualTime time = SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z"));
    private final ArchonSimulator sim = ArchonSimulator.builder()
            .server("demo")
            .server("a b/c")
            .seed(42)
            .traffic(Traffic.SILENT)
            .time(time)
            .start();
    private final SimulatedServer server = sim.server("demo");

    @Test
    void theSimulatorIsShownWithItsServers() throws Exception {
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            socket.await(UptimeEvent.class);
            JsonNode simulator = get("/sim/");

            assertEquals("2026-11-01T12:00:00Z", simulator.path("now").asString());
            assertEquals(42, simulator.path("seed").asInt());
            assertEquals(3, simulator.path("journal_next").asInt());
            assertEquals(get("/sim/servers"), simulator.path("servers"));
            JsonNode demo = simulator.path("servers").path(0);
            assertEquals("demo", demo.path("id").asString());
            assertEquals("running", demo.path("power_state").asString());
            assertEquals("doc", demo.path("events").asString());
            assertEquals(1, demo.path("connections").asInt());
            assertTrue(demo.path("log_lines_sent").asInt() > 0);
            assertEquals(get("/sim/servers/demo"), demo);
        }
    }

    @Test
    void everyRouteThatIsShownExists() throws Exception {
        JsonNode routes = get("/sim/").path("routes");

        assertTrue(routes.size() > 10, routes.toString());
        for (JsonNode route : routes) {
            String path = route.path("path")
                    .asString()
                    .replace("/ID", "/demo")
                    .replace("/NAME", "/flapping")
                    .replace("/N", "/1");
            assertFalse(route.path("summary").asString().isEmpty());
            switch (route.path("method").asString()) {
                case "GET" ->
                    assertEquals(200, RestCalls.get(sim.baseUri(), path).statusCode(), path);
                case "POST" -> post(path, "{}", path.equals("/sim/reset") ? 204 : 400);
                case "DELETE" -> delete(path, path.endsWith("/1") ? 404 : 204);
                default -> throw new AssertionError(route.toString());
            }
            // One of the routes removes the server that the others are about.
            post("/sim/reset", "", 204);
        }
    }

    @Test
    void aServerIsAddedAndRemoved() throws Exception {
        assertEquals(
                "lobby",
                post("/sim/servers", "{\"id\":\"lobby\"}", 201).path("id").asString());
        assertEquals(List.of("demo", "a b/c", "lobby"), strings(get("/sim/servers"), "id"));
        assertEquals(
                "conflict",
                post("/sim/servers", "{\"id\":\"lobby\"}", 409).path("error").asString());

        delete("/sim/servers/lobby", 204);
        assertEquals(List.of("demo", "a b/c"), strings(get("/sim/servers"), "id"));
        delete("/sim/servers/lobby", 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lobby", "[]", "{}", "{\"id\":7}", "{\"id\":\"\"}", "{\"id\":\"a\\u0007\"}"})
    void aServerNeedsAnId(String body) throws Exception {
        assertEquals(
                "bad_request", post("/sim/servers", body, 400).path("error").asString());
        assertEquals(2, sim.servers().size());
    }

    @Test
    void aResetPutsServersFaultsAndJournalBack() throws Exception {
        post("/sim/servers", "{\"id\":\"lobby\"}", 201);
        delete("/sim/servers/demo", 204);
        ActiveFault unused = sim.server("a b/c").fault(new Fault.TokenRefused(500));
        assertEquals(500, RestCalls.tokenCall(sim, "a b/c").statusCode());

        post("/sim/reset", "", 204);
        JsonNode simulator = get("/sim/");
        assertEquals(List.of("demo", "a b/c"), strings(simulator.path("servers"), "id"));
        assertEquals(0, simulator.path("servers").path(1).path("faults").size());
        assertEquals(List.of(), sim.journal().entries());
    }

    @Test
    void aPageOfAnOriginThatIsAllowedMayUseTheApi() throws Exception {
        String page = "http://panel.test:3000";
        try (ArchonSimulator open = ArchonSimulator.builder().allowOrigin(page).start()) {
            HttpResponse<byte[]> shown = RestCalls.get(open.baseUri(), "/sim/servers", "Origin", page);
            assertEquals(200, shown.statusCode());
            assertEquals(
                    page,
                    shown.headers().firstValue("Access-Control-Allow-Origin").orElse("none"));
            try (HttpConversation browser = new HttpConversation(open.port())) {
                browser.send(
                        "OPTIONS /sim/reset HTTP/1.1",
                        "Host: 127.0.0.1:" + open.port(),
                        "Origin: " + page,
                        "Sec-Fetch-Site: cross-site",
                        "Access-Control-Request-Method: POST",
                        "Access-Control-Request-Headers: content-type");
                HttpConversation.Answer preflight = browser.answer();
                assertEquals(204, preflight.status());
                assertEquals(page, preflight.header("access-control-allow-origin"));
                assertEquals("POST", preflight.header("access-control-allow-methods"));
                assertEquals("content-type", preflight.header("access-control-allow-headers"));
            }
            HttpResponse<byte[]> other = RestCalls.get(open.baseUri(), "/sim/servers", "Origin", "http://evil.test");
            assertEquals(403, other.statusCode());
            assertEquals(
                    "none",
                    other.headers().firstValue("Access-Control-Allow-Origin").orElse("none"));
            HttpResponse<byte[]> call =
                    RestCalls.get(open.baseUri(), "/v1/servers", "Origin", page, "Authorization", "Bearer any");
            assertEquals(
                    page,
                    call.headers().firstValue("Access-Control-Allow-Origin").orElse("none"));
        }
    }

    @Test
    void everyScenarioIsListedAndCanBeHadInFull() throws Exception {
        JsonNode list = get("/sim/scenarios");

        assertEquals(Scenarios.all().stream().map(Scenario::name).toList(), strings(list, "name"));
        assertEquals(Scenarios.all().stream().map(Scenario::summary).toList(), strings(list, "summary"));
        for (String name : List.of("flapping", "log-flood:5000")) {
            HttpResponse<byte[]> full = RestCalls.get(sim.baseUri(), "/sim/scenarios/" + name);
            assertEquals(Scenarios.named(name), Scenario.parse(new String(full.body(), StandardCharsets.UTF_8)));
        }
        assertEquals(JsonText.parse(Scenario.schema()), get("/sim/schema"));
    }

    @Test
    void theKindsOfFaultsAndActionsAreListedWithWhatTheyTake() throws Exception {
        JsonNode faults = get("/sim/faults");
        assertEquals(Fault.kinds().size(), faults.size());
        JsonNode refused = faults.path(0);
        assertEquals("token-refused", refused.path("name").asString());
        JsonNode status = refused.path("parameters").path(0);
        assertEquals("status", status.path("name").asString());
        assertEquals("number", status.path("type").asString());
        assertTrue(status.path("required").asBoolean());
        assertEquals(400, status.path("least").asInt());
        assertEquals(599, status.path("most").asInt());

        JsonNode actions = get("/sim/actions");
        assertEquals(Action.kinds().size(), actions.size());
        assertEquals(
                List.of("start", "stop", "restart", "kill"),
                StreamSupport.stream(
                                actions.path(0)
                                        .path("parameters")
                                        .path(0)
                                        .path("choices")
                                        .spliterator(),
                                false)
                        .map(JsonNode::asString)
                        .toList());
    }

    @Test
    void theStyleOfEventsIsShownAndSwitched() throws Exception {
        act("{\"do\":\"events\",\"style\":\"panel\"}");

        assertEquals("panel", get("/sim/servers/demo").path("events").asString());
        assertEquals(EventStyle.PANEL, server.events());
    }

    @Test
    void aScenarioIsStartedByItsNameAndStopped() throws Exception {
        JsonNode run = post("/sim/servers/demo/scenarios?name=log-flood:5000", "", 201);

        assertEquals("log-flood:5000", run.path("name").asString());
        assertEquals(List.of("log-flood:5000"), strings(get("/sim/servers/demo").path("scenarios"), "name"));
        assertEquals(Scenarios.named("log-flood:5000"), server.runs().get(0).scenario());

        delete("/sim/servers/demo/scenarios/" + run.path("id").asString(), 204);
        assertEquals(List.of(), server.runs());
        delete("/sim/servers/demo/scenarios/" + run.path("id").asString(), 404);
    }

    @Test
    void aScenarioMayBeGivenASeed() throws Exception {
        JsonNode run = post("/sim/servers/demo/scenarios?name=log-flood:5000&seed=7", "", 201);
        assertEquals("log-flood:5000", run.path("name").asString());
        delete("/sim/servers/demo/scenarios/" + run.path("id").asString(), 204);
    }

    @Test
    void aScenarioIsStartedFromItsText() throws Exception {
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            socket.await(UptimeEvent.class);
            JsonNode unused = post(
                    "/sim/servers/demo/scenarios",
                    "{\"name\":\"mine\",\"steps\":[{\"do\":\"wait\",\"for\":\"2s\"},{\"do\":\"burst\",\"lines\":1}]}",
                    201);
            time.advance(Duration.ofSeconds(2));

            assertTrue(socket.await(LogEvent.class).message().contains("#1 "));
        }
    }

    @Test
    void aFaultIsSwitchedOnAndOff() throws Exception {
        JsonNode fault = post("/sim/servers/demo/faults", "{\"kind\":\"token-refused\",\"status\":503}", 201);
        assertEquals(503, RestCalls.tokenCall(sim, "demo").statusCode());

        JsonNode shown = get("/sim/servers/demo").path("faults").path(0);
        assertEquals(fault.path("id"), shown.path("id"));
        assertEquals(1, shown.path("strikes").asInt());
        assertEquals(503, shown.path("fault").path("status").asInt());

        delete("/sim/servers/demo/faults/" + fault.path("id").asString(), 204);
        assertEquals(200, RestCalls.tokenCall(sim, "demo").statusCode());
    }

    @Test
    void aFaultIsSwitchedOnForANumberOfTimes() throws Exception {
        JsonNode fault = post("/sim/servers/demo/faults?times=1", "{\"kind\":\"auth-refused\"}", 201);

        assertEquals(1, fault.path("times").asInt());
        assertEquals(1, server.faults().get(0).times().orElseThrow());
    }

    @Test
    void everythingOfAServerIsEndedAtOnce() throws Exception {
        for (String kind : List.of("auth-refused", "half-open", "fragmented")) {
            JsonNode unused = post("/sim/servers/demo/faults", "{\"kind\":\"" + kind + "\"}", 201);
        }
        JsonNode unused = post("/sim/servers/demo/scenarios?name=flapping", "", 201);
        delete("/sim/servers/demo/faults", 204);
        delete("/sim/servers/demo/scenarios", 204);

        assertEquals(List.of(), server.faults());
        assertEquals(List.of(), server.runs());
    }

    @Test
    void actionsAreDoneAtOnce() throws Exception {
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            socket.await(UptimeEvent.class);
            act("{\"do\":\"burst\",\"lines\":3}");
            act("{\"do\":\"emit\",\"event\":{\"event\":\"new-mod\",\"project_id\":\"sodium\",\"version_id\":\"1\"}}");
            act("{\"do\":\"expire-token\"}");
            act("{\"do\":\"drop\"}");

            assertEquals(5, socket.rest().size());
        }
        act("{\"do\":\"crash\",\"exit_code\":3}");
        assertEquals(PowerState.CRASHED, server.powerState());
    }

    @Test
    void aServersIdMayHaveToBeEscaped() throws Exception {
        assertEquals("a b/c", get("/sim/servers/a%20b%2Fc").path("id").asString());
    }

    @Test
    void theJournalIsReadOnFromWhereOneWas() throws Exception {
        assertEquals(200, RestCalls.tokenCall(sim, "demo").statusCode());
        assertEquals(204, RestCalls.power(sim, "demo", "Stop").statusCode());
        assertEquals(200, RestCalls.tokenCall(sim, "a b/c").statusCode());

        JsonNode all = get("/sim/journal");
        assertEquals(List.of("token-call", "power", "token-call"), strings(all.path("entries"), "what"));
        assertEquals("Stop", all.path("entries").path(1).path("action").asString());
        assertEquals(3, all.path("next").asInt());

        JsonNode rest = get("/sim/journal?after=2");
        assertEquals(List.of("a b/c"), strings(rest.path("entries"), "server"));
        assertEquals(3, rest.path("entries").path(0).path("index").asInt());
        assertEquals(0, get("/sim/journal?after=3").path("entries").size());
        assertEquals(2, get("/sim/journal?server=demo").path("entries").size());

        JsonNode first = get("/sim/journal?limit=1&server=demo");
        assertEquals(1, first.path("next").asInt());
    }

    @Test
    void aJournalThatWasForgottenSaysSo() throws Exception {
        assertEquals(200, RestCalls.tokenCall(sim, "demo").statusCode());
        assertEquals(200, RestCalls.tokenCall(sim, "demo").statusCode());
        delete("/sim/journal", 204);
        assertEquals(200, RestCalls.tokenCall(sim, "demo").statusCode());

        JsonNode page = get("/sim/journal?after=1");
        assertEquals(1, page.path("missed").asInt());
        assertEquals(3, page.path("entries").path(0).path("index").asInt());
        assertEquals(1, sim.journal().entries().size());
    }

    @Test
    void everyKindOfEntryIsShown() throws Exception {
        assertEquals(204, RestCalls.power(sim, "demo", "Start").statusCode());
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            socket.command("say hi");
            socket.text("nonsense");
            socket.send(FrameEncoder.PING, new byte[3]);
            socket.send(10, new byte[2]);
            socket.send(FrameEncoder.CLOSE, new byte[] {0x03, (byte) 0xE8});
            var unused = sim.journal().await(JournalEntry.Closed.class, closed -> true, Duration.ofSeconds(20));
        }
        assertEquals(404, RestCalls.get(sim.baseUri(), "/v1/nothing").statusCode());

        JsonNode entries = get("/sim/journal").path("entries");
        assertEquals(
                List.of(
                        "power",
                        "token-call",
                        "handshake",
                        "auth",
                        "command",
                        "unreadable",
                        "ping",
                        "pong",
                        "closed",
                        "call"),
                strings(entries, "what"));
        assertEquals(1000, entries.path(8).path("code").asInt());
        assertEquals("client", entries.path(8).path("by").asString());
        Set<String> permitted = SealedTypes.leaves(JournalEntry.class).stream()
                .map(type -> type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        assertEquals(permitted, Set.copyOf(strings(entries, "what")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | actions              | {\"do\":\"burst\",\"lines\":-1}      | lines",
                "400 | actions              | {\"do\":\"brust\"}                   | do",
                "400 | actions              | {\"do\":\"wait\",\"for\":\"1s\"}     | do",
                "400 | actions              | nonsense                             | ``",
                "400 | faults               | {\"kind\":\"token-refused\"}         | status",
                "400 | faults?times=0       | {\"kind\":\"auth-refused\"}          | times",
                "400 | faults?times=many    | {\"kind\":\"auth-refused\"}          | times",
                "400 | faults?times=1       | {\"kind\":\"half-open\"}             | times",
                "400 | scenarios?name=flap  | ``                                   | name",
                "400 | scenarios?name=quiet&seed=x | ``                            | seed",
                "400 | scenarios?name=quiet | {\"name\":\"x\",\"steps\":[]}        | name",
                "400 | scenarios            | {\"name\":\"x\",\"steps\":[{}]}      | steps[0].do",
                "404 | moods                | {}                                   | path",
                "405 | scenarios/1          | {}                                   | method",
                "404 | actions/1            | {}                                   | path",
            })
    void anErrorNamesTheField(int status, String path, String body, String field) throws Exception {
        JsonNode error = post("/sim/servers/demo/" + path, body, status);

        assertEquals(field, error.path("field").asString(""), error.toString());
        assertFalse(error.path("description").asString().isEmpty());
        assertEquals(List.of(), server.faults());
        assertEquals(List.of(), server.runs());
    }

    @Test
    void anErrorInABodyIsPlaced() throws Exception {
        JsonNode error = post("/sim/servers/demo/actions", "{\"do\":\"burst\",\n  \"lines\": -1}", 400);

        assertEquals(2, error.path("line").asInt());
        assertEquals(12, error.path("column").asInt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sim/nothing",
                "/sim/servers/nope",
                "/sim/servers/nope/faults",
                "/sim/scenarios/nope",
                "/sim/scenarios/quiet/more",
                "/sim/servers/demo/nothing",
                "/sim/servers/demo/faults/1/2",
                "/sim/journal/1",
                "/simulator"
            })
    void whatIsNotThereIsNotFound(String path) throws Exception {
        HttpResponse<byte[]> answer = RestCalls.get(sim.baseUri(), path);

        assertEquals(404, answer.statusCode());
        assertFalse(json(answer).path("description").asString().isEmpty());
    }

    @Test
    void anotherMethodIsNotAllowed() throws Exception {
        assertEquals(405, RestCalls.post(sim.baseUri(), "/sim/actions", "").statusCode());
        assertEquals(405, RestCalls.post(sim.baseUri(), "/sim/journal", "").statusCode());
        assertEquals(
                405, RestCalls.get(sim.baseUri(), "/sim/servers/demo/actions").statusCode());
        assertEquals(
                405,
                RestCalls.delete(sim.baseUri(), "/sim/servers/demo/actions").statusCode());
    }

    @Test
    void aPageOfAnotherSiteIsRefused() throws Exception {
        for (String origin : List.of("http://evil.example", "null", "http://127.0.0.1:1", "file://")) {
            HttpResponse<byte[]> answer =
                    RestCalls.post(sim.baseUri(), "/sim/servers/demo/actions", "{\"do\":\"drop\"}", "Origin", origin);

            assertEquals(403, answer.statusCode(), origin);
            assertEquals("Origin", json(answer).path("field").asString());
        }
        assertEquals(
                204,
                RestCalls.post(
                                sim.baseUri(),
                                "/sim/servers/demo/actions",
                                "{\"do\":\"drop\"}",
                                "Origin",
                                sim.baseUri().toString())
                        .statusCode());
    }

    @Test
    void theControlApiCanBeSwitchedOff() throws Exception {
        try (ArchonSimulator closed =
                ArchonSimulator.builder().control(ControlAccess.OFF).start()) {
            assertEquals(404, RestCalls.get(closed.baseUri(), "/sim/").statusCode());
        }
    }

    private void act(String action) throws Exception {
        assertEquals(
                204,
                RestCalls.post(sim.baseUri(), "/sim/servers/demo/actions", action)
                        .statusCode());
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<byte[]> answer = RestCalls.get(sim.baseUri(), path);
        assertEquals(200, answer.statusCode(), path);
        return json(answer);
    }

    private JsonNode post(String path, String body, int status) throws Exception {
        HttpResponse<byte[]> answer = RestCalls.post(sim.baseUri(), path, body);
        assertEquals(status, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        return json(answer);
    }

    private void delete(String path, int status) throws Exception {
        assertEquals(status, RestCalls.delete(sim.baseUri(), path).statusCode());
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        if (answer.statusCode() == 204) {
            return JsonText.object();
        }
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElseThrow());
        return JsonText.parse(new String(answer.body(), StandardCharsets.UTF_8));
    }

    private static List<String> strings(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(node -> node.path(field).asString())
                .toList();
    }

    @AfterEach
    void close() {
        sim.close();
    }
}
