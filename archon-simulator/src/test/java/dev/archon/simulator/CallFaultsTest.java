package dev.archon.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.journal.JournalEntry.Answerer;
import dev.archon.simulator.scenario.CallPattern;
import dev.archon.simulator.scenario.DurationRange;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Stub;
import dev.archon.simulator.scenario.Traffic;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of any REST call, over HTTP. */
class CallFaultsTest {

    private static final String[] BEARER = {"Authorization", "Bearer secret"};
    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

    private final ManualTime time = SimulatorTime.manual(START);
    private final ArchonSimulator sim = ArchonSimulator.builder()
            .server("demo")
            .server("other")
            .traffic(Traffic.SILENT)
            .time(time)
            .start();
    private final SimulatedServer demo = sim.server("demo");

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    void aCallIsRefusedForACountThenServed() throws Exception {
        Fault fault = new Fault.CallRefused(CallPattern.parse("server"), 429, Optional.of(Duration.ofSeconds(7)));
        ActiveFault active = demo.fault(fault, 2);

        for (int i = 0; i < 2; i++) {
            HttpResponse<byte[]> refused = get(RestPaths.server("demo"), "Origin", "http://localhost:3000");
            assertEquals(429, refused.statusCode());
            assertEquals("7", refused.headers().firstValue("retry-after").orElseThrow());
            assertEquals(
                    "http://localhost:3000",
                    refused.headers().firstValue("access-control-allow-origin").orElseThrow());
        }
        assertEquals(200, get(RestPaths.server("demo")).statusCode());
        assertFalse(active.isActive());
        JournalEntry.Call call = sim.journal().entries(JournalEntry.Call.class).get(0);
        assertEquals(Answerer.FAULT, call.answerer());
        assertEquals(fault, Fault.parse(call.detail()));
        assertEquals("demo", call.server());
        assertEquals(429, call.status());
    }

    @Test
    void onlyTheCallsThatAreMeantAreHit() throws Exception {
        demo.fault(new Fault.CallRefused("GET /v1/servers/{server}", 500));

        assertEquals(500, get("/v1/servers/demo").statusCode());
        assertEquals(200, get("/v1/servers/other").statusCode());
        assertEquals(200, get("/modrinth/v0/servers/demo").statusCode());
        assertEquals(200, get("/v1/servers").statusCode());
    }

    @Test
    void aCallThatNamesNoServerIsHitByTheFaultsOfAny() throws Exception {
        sim.server("other").fault(new Fault.CallRefused("/v1/servers", 500), 1);

        assertEquals(500, get("/v1/servers").statusCode());
        assertEquals(200, get("/v1/servers").statusCode());
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1/unknown", "GET, /v1/stubbed", "GET, /v1/sync?scope=server:demo", "POST, /v1/logs/clear"})
    void everyCallCanBeHit(String method, String path) throws Exception {
        sim.stub(Stub.on("GET /v1/stubbed").override().build());
        demo.fault(new Fault.CallRefused("/**", 503), 1);

        assertEquals(
                503, RestCalls.send(method, sim.baseUri(), path, "", BEARER).statusCode());
    }

    @Test
    void thePageAndTheControlApiAreNeverHit() throws Exception {
        demo.fault(new Fault.CallClosed(CallPattern.parse("/**")));

        assertEquals(200, get("/sim/").statusCode());
        assertEquals(200, get("/").statusCode());
    }

    @Test
    void aSlowPowerCallIsDoneWhenTheDelayIsOver() throws Exception {
        demo.fault(new Fault.CallSlow(CallPattern.parse("power"), DurationRange.of(Duration.ofSeconds(5))), 1);

        CompletableFuture<HttpResponse<byte[]>> call = RestCalls.powerLater(sim, "demo", "Restart");
        await().until(() -> demo.faults().isEmpty());
        time.advance(Duration.ofMillis(4999));
        assertFalse(call.isDone());
        assertEquals(List.of(), sim.journal().entries(JournalEntry.Power.class));
        time.advance(Duration.ofMillis(1));

        assertEquals(204, call.get(20, TimeUnit.SECONDS).statusCode());
        assertEquals(
                PowerAction.RESTART,
                sim.journal().entries(JournalEntry.Power.class).get(0).action());
    }

    @Test
    void aClosedCallHasNoAnswer() throws Exception {
        demo.fault(new Fault.CallClosed(CallPattern.parse("power")), 1);

        try (HttpConversation conversation = new HttpConversation(sim.port())) {
            conversation.send("POST " + RestPaths.power("demo") + " HTTP/1.1", "Host: localhost", "Content-Length: 0");
            assertThrows(IOException.class, conversation::head);
        }
        JournalEntry.Call call = sim.journal().entries(JournalEntry.Call.class).get(0);
        assertEquals(0, call.status());
        assertEquals(Answerer.FAULT, call.answerer());
    }

    @Test
    void aGarbledCallIsNoJson() throws Exception {
        demo.fault(new Fault.CallGarbled(CallPattern.parse("server-v1")), 1);

        HttpResponse<byte[]> answer = get("/v1/servers/demo");

        assertEquals(200, answer.statusCode());
        assertTrue(new String(answer.body(), UTF_8).startsWith("<!doctype"));
        assertTrue(answer.headers().firstValue("content-type").orElseThrow().startsWith("text/html"));
    }

    @Test
    void aScenarioAndTheControlApiSwitchThemOn() throws Exception {
        demo.play(Scenario.parse("{\"name\":\"x\",\"steps\":[{\"do\":\"fault\",\"times\":1,"
                + "\"fault\":{\"kind\":\"call-refused\",\"call\":\"power\",\"status\":502}}]}"));
        assertEquals(502, RestCalls.power(sim, "demo", "Start").statusCode());

        HttpResponse<byte[]> on = RestCalls.post(
                sim.baseUri(), "/sim/servers/demo/faults?times=1", "{\"kind\":\"call-refused\",\"status\":501}");
        assertEquals(201, on.statusCode());
        assertEquals(501, RestCalls.power(sim, "demo", "Start").statusCode());

        HttpResponse<byte[]> wrong = RestCalls.post(
                sim.baseUri(), "/sim/servers/demo/faults", "{\"kind\":\"call-closed\",\"call\":\"pover\"}");
        assertEquals(400, wrong.statusCode());
        assertTrue(new String(wrong.body(), UTF_8).contains("did you mean power"), new String(wrong.body(), UTF_8));
    }

    private HttpResponse<byte[]> get(String path, String... more) throws Exception {
        List<String> headers = new ArrayList<>(List.of(BEARER));
        headers.addAll(List.of(more));
        return RestCalls.get(sim.baseUri(), path, headers.toArray(String[]::new));
    }
}
