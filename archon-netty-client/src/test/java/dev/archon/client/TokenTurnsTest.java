package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.session.Cause;
import dev.archon.protocol.session.SessionPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thousand servers and a slow endpoint, in virtual time. */
class TokenTurnsTest {

    private static final int SERVERS = 1_000;
    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);
    private static final Duration LATENCY = Duration.ofSeconds(1);

    @Test
    void waitingForATurnIsNoFailure() {
        List<ArchonServer> servers = connectAll();
        Queue<Answerable> open = new ArrayDeque<>();
        for (int millis = 0; millis < 30_000; millis += 10) {
            pass(10);
            for (FakeHttpClient.Call call : http.takeCalls()) {
                open.add(new Answerable(call, virtual.nanoTime() + LATENCY.toNanos()));
            }
            assertTrue(
                    http.made() <= 100 + 50 * (millis + 10) / 1_000 + 1,
                    http.made() + " calls after " + millis + " ms");
            for (Answerable next = open.peek(); next != null && next.due <= virtual.nanoTime(); next = open.peek()) {
                open.remove().call.answer(404);
            }
        }
        // The last turn came after 18 s, more than three times the limit of a call. All were answered, none timed out.
        for (ArchonServer server : servers) {
            assertEquals(ServerStatus.State.FAILED, server.status().state());
            assertEquals(
                    Cause.Kind.TOKEN_REFUSED,
                    server.status().lastCause().orElseThrow().kind());
        }
        assertEquals(SERVERS, http.made());
    }

    @Test
    void aCallThatIsNotAnsweredIsEndedByItsOwnLimit() {
        List<ArchonServer> servers = connectAll();
        // A hundred are under way at a time, each for 5 s.
        pass(47_000);
        List<FakeHttpClient.Call> calls = http.takeCalls();
        assertTrue(calls.get(0).isCancelled(), "the first call was not really ended");
        Cause cause = servers.get(0).status().lastCause().orElseThrow();
        assertEquals(Cause.Kind.TOKEN_FAILED, cause.kind());
        assertTrue(cause.detail().contains("within 5000 ms (requestTimeout)"), cause.detail());
        // Its turn came 2 s ago.
        assertTrue(!calls.get(SERVERS - 1).isCancelled());
        assertTrue(servers.get(SERVERS - 1).status().lastCause().isEmpty());
    }

    @Test
    void whoDisconnectsWhileWaitingMakesNoCall() {
        List<ArchonServer> servers = connectAll();
        servers.subList(100, SERVERS).forEach(ArchonServer::disconnect);
        pass(3_000);
        assertEquals(100, http.made());
    }

    private List<ArchonServer> connectAll() {
        List<ArchonServer> servers = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            ArchonServer server = client.server("server-" + i);
            server.connect();
            servers.add(server);
        }
        virtual.runNow();
        return servers;
    }

    private void pass(int millis) {
        virtual.pass(millis);
    }

    private static final class Answerable {

        private final FakeHttpClient.Call call;
        private final long due;

        Answerable(FakeHttpClient.Call call, long due) {
            this.call = call;
            this.due = due;
        }
    }

    private final VirtualClient virtual = new VirtualClient(
            CALL_LIMIT,
            SessionPolicy.builder()
                    .backoff(BackoffPolicy.exponential()
                            .base(Duration.ofHours(1))
                            .cap(Duration.ofHours(1))
                            .build())
                    .build());
    private final FakeHttpClient http = virtual.http();
    private final ArchonClient client = virtual.client();

    @AfterEach
    void close() {
        virtual.close();
    }
}
