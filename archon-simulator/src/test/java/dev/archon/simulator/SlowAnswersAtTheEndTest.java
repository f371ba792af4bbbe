package dev.archon.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.rest.RestPaths;
import dev.archon.simulator.scenario.CallPattern;
import dev.archon.simulator.scenario.DurationRange;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Traffic;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What still waits for a slow answer when its server is removed, or the simulator is reset, is answered then. */
@Timeout(60)
class SlowAnswersAtTheEndTest {

    private static final DurationRange HOUR = DurationRange.of(Duration.ofHours(1));

    private final ManualTime time = SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z"));
    private final ArchonSimulator sim = ArchonSimulator.builder()
            .server("demo")
            .traffic(Traffic.SILENT)
            .time(time)
            .start();
    private final SimulatedServer demo = sim.server("demo");

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    void aSlowTokenCallIsRefusedWhenItsServerIsRemoved() throws Exception {
        HttpResponse<byte[]> answer = afterTheEnd(tokenCall(), () -> sim.removeServer("demo"));

        assertEquals(503, answer.statusCode());
        assertTrue(new String(answer.body(), UTF_8).contains("server_removed"));
    }

    @Test
    void aSlowTokenCallIsRefusedByAReset() throws Exception {
        assertEquals(503, afterTheEnd(tokenCall(), sim::reset).statusCode());
    }

    @Test
    void aSlowHandshakeIsRefusedWhenItsServerIsRemoved() throws Exception {
        URI url = URI.create(RestCalls.credentials(sim, "demo").url());
        demo.fault(new Fault.HandshakeSlow(HOUR), 1);
        try (HttpConversation conversation = new HttpConversation(sim.port())) {
            conversation.send(
                    "GET " + url.getRawPath() + " HTTP/1.1",
                    "Host: localhost",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            awaitHit();
            sim.removeServer("demo");
            assertEquals(503, conversation.answer().status());
        }
        assertEquals(List.of(), sim.servers());
    }

    @Test
    void aSlowCallOfAServerThatIsRemovedFindsNoServer() throws Exception {
        assertEquals(
                404, afterTheEnd(powerCall(), () -> sim.removeServer("demo")).statusCode());
    }

    @Test
    void aSlowCallFindsTheNewServerAfterAReset() throws Exception {
        assertEquals(204, afterTheEnd(powerCall(), sim::reset).statusCode());
    }

    private CompletableFuture<HttpResponse<byte[]>> tokenCall() {
        demo.fault(new Fault.TokenSlow(HOUR), 1);
        return RestCalls.tokenCallLater(sim, "demo");
    }

    private CompletableFuture<HttpResponse<byte[]>> powerCall() {
        demo.fault(new Fault.CallSlow(CallPattern.parse("POST " + RestPaths.power("demo")), HOUR), 1);
        return RestCalls.powerLater(sim, "demo", "Start");
    }

    private HttpResponse<byte[]> afterTheEnd(CompletableFuture<HttpResponse<byte[]>> call, Runnable end)
            throws Exception {
        awaitHit();
        assertFalse(call.isDone());
        end.run();
        return call.get(20, TimeUnit.SECONDS);
    }

    private void awaitHit() {
        await().until(() -> demo.faults().isEmpty());
    }
}
