package dev.archon.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.rest.RestPaths;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.journal.JournalEntry.Answerer;
import dev.archon.simulator.scenario.Stub;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stubs over HTTP: what they answer, whom they win over, and how they come and go. */
class StubCallsTest {

    private static final Path EXAMPLE = Path.of("src/test/resources/stubs");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String[] BEARER = {"Authorization", "Bearer secret"};

    private final ArchonSimulator sim = ArchonSimulator.builder()
            .server("demo")
            .server("a b")
            .time(SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z")))
            .start();

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    void theThreeCallsOfTheExampleAreAnswered() throws Exception {
        try (ArchonSimulator stubbed = ArchonSimulator.builder()
                .stubs(Stub.read(EXAMPLE))
                .time(SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z")))
                .start()) {
            HttpResponse<byte[]> startup = RestCalls.get(stubbed.baseUri(), "/v1/servers/demo/startup");
            HttpResponse<byte[]> patch =
                    RestCalls.send("PATCH", stubbed.baseUri(), "/v1/servers/demo/startup", "{\"invocation\":\"java\"}");
            HttpResponse<byte[]> notices = RestCalls.get(stubbed.baseUri(), "/v1/notices?user=a%22b&page=2");

            assertEquals(
                    JSON.readTree("{\"server\":\"demo\",\"invocation\":\"java -Xmx4G -jar server.jar\","
                            + "\"asked_at\":\"2026-11-01T12:00:00Z\"}"),
                    JSON.readTree(startup.body()));
            assertEquals(204, patch.statusCode());
            assertEquals(
                    "For a\"b, at 127.0.0.1:" + stubbed.port() + ".",
                    JSON.readTree(notices.body()).path(0).path("message").asString());
            assertEquals(
                    "max-age=60", notices.headers().firstValue("cache-control").orElseThrow());
            assertEquals(
                    "application/json",
                    notices.headers().firstValue("content-type").orElseThrow());
            assertEquals(
                    List.of(1L, 1L, 1L),
                    stubbed.stubs().stream().map(ActiveStub::answers).toList());
        }
    }

    @Test
    void aStubMayBeReadByAPageOfThisMachineAndIsInTheJournal() throws Exception {
        ActiveStub stub = sim.stub(Stub.on("POST /v1/servers/{server}/notes")
                .status(201)
                .text("noted")
                .build());

        HttpResponse<byte[]> answer =
                RestCalls.post(sim.baseUri(), "/v1/servers/a%20b/notes", "hello", "Origin", "http://localhost:3000");

        assertEquals(201, answer.statusCode());
        assertEquals(
                "http://localhost:3000",
                answer.headers().firstValue("access-control-allow-origin").orElseThrow());
        assertTrue(answer.headers().firstValue("content-type").orElseThrow().startsWith("text/plain"));
        JournalEntry.Call call = sim.journal().entries(JournalEntry.Call.class).get(0);
        assertEquals("a b", call.server());
        assertEquals("hello", call.body());
        assertEquals(201, call.status());
        assertEquals(Answerer.STUB, call.answerer());
        assertTrue(call.detail().contains("stub " + stub.id()), call.detail());
    }

    @Test
    void aStubWinsOverNothingOnly() throws Exception {
        sim.stub(Stub.on("/**").status(418).text("stubbed").build());

        assertEquals(
                200,
                RestCalls.get(sim.baseUri(), RestPaths.server("demo"), BEARER).statusCode());
        assertEquals(418, RestCalls.get(sim.baseUri(), "/v1/nothing").statusCode());
        assertEquals(
                418, RestCalls.post(sim.baseUri(), RestPaths.server("demo"), "").statusCode());
        assertEquals(200, RestCalls.get(sim.baseUri(), "/sim/").statusCode());
        assertEquals(200, RestCalls.get(sim.baseUri(), "/").statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /modrinth/v0/servers/demo",
                "GET /modrinth/v0/servers/demo/ws",
                "POST /modrinth/v0/servers/demo/power",
                "GET /v1/sync",
                "POST /v1/logs/clear"
            })
    void aStubThatOverridesWinsOverTheModel(String call) throws Exception {
        String[] words = call.split(" ", 2);
        try (ActiveStub stub = sim.stub(Stub.on(call).status(418).override().build())) {
            assertEquals(
                    418, RestCalls.send(words[0], sim.baseUri(), words[1], "").statusCode());
            assertEquals(1, stub.answers());
        }
        assertFalse(RestCalls.send(words[0], sim.baseUri(), words[1], "").statusCode() == 418);
    }

    @Test
    void thePageAndTheControlApiCannotBeStubbed() throws Exception {
        sim.stub(Stub.on("/**").status(418).override().build());

        assertEquals(200, RestCalls.get(sim.baseUri(), "/sim/").statusCode());
        assertEquals(200, RestCalls.get(sim.baseUri(), "/").statusCode());
    }

    @Test
    void theMoreSpecificStubAnswersAndOfEqualOnesTheLast() throws Exception {
        sim.stub(Stub.on("GET /x/one").text("exact").build());
        sim.stub(Stub.on("GET /x/{y}").text("former").build());
        ActiveStub latter = sim.stub(Stub.on("GET /x/{y}").text("latter").build());

        assertEquals("exact", text("/x/one"));
        assertEquals("latter", text("/x/two"));
        latter.close();
        assertEquals("former", text("/x/two"));
        assertFalse(latter.isActive());
        assertEquals(2, sim.stubs().size());
    }

    @Test
    void headAndOptionsKnowStubs() throws Exception {
        sim.stub(Stub.on("GET /x").text("hello").build());
        sim.stub(Stub.on("PUT /x").build());

        HttpResponse<byte[]> head = RestCalls.send("HEAD", sim.baseUri(), "/x", "");
        assertEquals(200, head.statusCode());
        assertEquals(0, head.body().length);
        assertEquals(
                "GET, HEAD, PUT, OPTIONS",
                RestCalls.send("OPTIONS", sim.baseUri(), "/x", "")
                        .headers()
                        .firstValue("allow")
                        .orElseThrow());
        assertEquals(405, RestCalls.post(sim.baseUri(), "/x", "").statusCode());
    }

    @Test
    void theControlApiAddsShowsAndRemovesStubs() throws Exception {
        HttpResponse<byte[]> added = RestCalls.post(
                sim.baseUri(), "/sim/stubs", "[{\"path\":\"/a\",\"body\":{\"n\":1}},{\"path\":\"/b\",\"status\":204}]");
        assertEquals(201, added.statusCode(), new String(added.body(), UTF_8));
        long first = JSON.readTree(added.body()).path(0).path("id").asLong();
        assertEquals("{\"n\":1}", text("/a"));

        JsonNode shown =
                JSON.readTree(RestCalls.get(sim.baseUri(), "/sim/stubs").body());
        assertEquals(2, shown.size());
        assertEquals(1, shown.path(0).path("answers").asInt());
        assertEquals("/a", shown.path(0).path("stub").path("path").asString());

        assertEquals(204, RestCalls.delete(sim.baseUri(), "/sim/stubs/" + first).statusCode());
        assertEquals(404, RestCalls.delete(sim.baseUri(), "/sim/stubs/" + first).statusCode());
        assertEquals(404, RestCalls.get(sim.baseUri(), "/a").statusCode());
        assertEquals(204, RestCalls.get(sim.baseUri(), "/b").statusCode());
        assertEquals(204, RestCalls.delete(sim.baseUri(), "/sim/stubs").statusCode());
        assertEquals(404, RestCalls.get(sim.baseUri(), "/b").statusCode());
    }

    @Test
    void theControlApiTakesAllStubsOfABodyOrNone() throws Exception {
        HttpResponse<byte[]> answer = RestCalls.post(
                sim.baseUri(), "/sim/stubs", "[{\"path\":\"/a\"},\n {\"path\":\"/b\",\"body_file\":\"x\"}]");

        JsonNode problem = JSON.readTree(answer.body());
        assertEquals(400, answer.statusCode());
        assertEquals("[1].body_file", problem.path("field").asString());
        assertEquals(2, problem.path("line").asInt());
        assertEquals(List.of(), sim.stubs());
    }

    @Test
    void theSchemaIsShown() throws Exception {
        assertEquals(
                JSON.readTree(Stub.schema()),
                JSON.readTree(RestCalls.get(sim.baseUri(), "/sim/stub-schema").body()));
    }

    @Test
    void aResetPutsTheStubsOfTheStartBack() throws Exception {
        Stub first = Stub.on("GET /v1/first").text("first").build();
        Stub second = Stub.on("GET /v1/second").text("second").build();
        try (ArchonSimulator stubbed =
                ArchonSimulator.builder().stubs(List.of(first, second)).start()) {
            assertEquals(200, RestCalls.get(stubbed.baseUri(), "/v1/first").statusCode());
            ActiveStub before = stubbed.stubs().get(0);
            stubbed.stubs().get(1).close();
            ActiveStub added =
                    stubbed.stub(Stub.on("GET /v1/first").text("other").build());
            assertEquals(
                    "other",
                    new String(RestCalls.get(stubbed.baseUri(), "/v1/first").body(), UTF_8));

            assertEquals(
                    204, RestCalls.post(stubbed.baseUri(), "/sim/reset", "").statusCode());

            assertEquals(
                    "first",
                    new String(RestCalls.get(stubbed.baseUri(), "/v1/first").body(), UTF_8));
            assertEquals(
                    "second",
                    new String(RestCalls.get(stubbed.baseUri(), "/v1/second").body(), UTF_8));
            assertEquals(
                    List.of(first, second),
                    stubbed.stubs().stream().map(ActiveStub::stub).toList());
            assertEquals(
                    List.of(1L, 1L),
                    stubbed.stubs().stream().map(ActiveStub::answers).toList());
            assertFalse(before.isActive());
            assertFalse(added.isActive());
        }
    }

    @Test
    void thereIsABoundOnStubs() {
        Stub stub = Stub.on("GET /x").build();
        try (ArchonSimulator full = ArchonSimulator.builder()
                .stubs(Collections.nCopies(10_000, stub))
                .start()) {
            String message = String.valueOf(assertThrows(IllegalStateException.class, () -> full.stub(stub))
                    .getMessage());
            assertTrue(message.contains("10000"), message);
        }
    }

    private String text(String path) throws Exception {
        return new String(RestCalls.get(sim.baseUri(), path).body(), UTF_8);
    }
}
