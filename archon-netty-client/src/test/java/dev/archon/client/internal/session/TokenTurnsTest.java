package dev.archon.client.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.ServerStatus;
import dev.archon.client.internal.dispatch.Dispatcher;
import dev.archon.client.internal.net.HostResolver;
import dev.archon.client.internal.net.Tls;
import dev.archon.client.internal.rest.RestClient;
import dev.archon.client.internal.rest.TokenSource;
import dev.archon.client.internal.rest.Turns;
import dev.archon.client.internal.transport.Connector;
import dev.archon.client.internal.transport.Sockets;
import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.session.Cause;
import dev.archon.protocol.session.SessionMachine;
import dev.archon.protocol.session.SessionPolicy;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thousand servers and a slow endpoint, in virtual time. */
class TokenTurnsTest {

    private static final int SERVERS = 1_000;
    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);
    private static final Duration LATENCY = Duration.ofSeconds(1);

    @Test
    void waitingForATurnIsNoFailure() {
        List<SessionDriver> drivers = connectAll();
        Queue<Answerable> open = new ArrayDeque<>();
        for (int millis = 0; millis < 30_000; millis += 10) {
            pass(10);
            for (FakeHttpClient.Call call : http.takeCalls()) {
                open.add(new Answerable(call, ticker.nanoTime() + LATENCY.toNanos()));
            }
            assertTrue(http.made() <= 100 + 50 * (millis + 10) / 1_000 + 1, http.made() + " calls after " + millis + " ms");
            for (Answerable next = open.peek(); next != null && next.due <= ticker.nanoTime(); next = open.peek()) {
                open.remove().call.answer(404);
            }
        }
        // The last turn came after 18 s, more than three times the limit of a call. All were answered, none timed out.
        for (SessionDriver driver : drivers) {
            assertEquals(ServerStatus.State.DISCONNECTED, driver.status().state());
            assertEquals(
                    Cause.Kind.TOKEN_REFUSED, driver.status().lastCause().orElseThrow().kind());
        }
        assertEquals(SERVERS, http.made());
    }

    @Test
    void aCallThatIsNotAnsweredIsEndedByItsOwnLimit() {
        List<SessionDriver> drivers = connectAll();
        pass(20_000);
        List<FakeHttpClient.Call> calls = http.takeCalls();
        assertTrue(calls.get(0).isCancelled(), "the first call was not really ended");
        assertEquals(
                Cause.Kind.TOKEN_TIMED_OUT,
                drivers.get(0).status().lastCause().orElseThrow().kind());
        // Its turn came 2 s ago.
        assertTrue(!calls.get(SERVERS - 1).isCancelled());
        assertTrue(drivers.get(SERVERS - 1).status().lastCause().isEmpty());
    }

    @Test
    void whoDisconnectsWhileWaitingMakesNoCall() {
        List<SessionDriver> drivers = connectAll();
        drivers.subList(100, SERVERS).forEach(SessionDriver::disconnect);
        pass(3_000);
        assertEquals(100, http.made());
    }

    private List<SessionDriver> connectAll() {
        List<SessionDriver> drivers = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            StatusBoard board = new StatusBoard();
            Dispatcher dispatcher = new Dispatcher(Runnable::run, error -> {}, () -> {}, 1_000, 1_000_000);
            SessionDriver driver = new SessionDriver("server-" + i, context, dispatcher, board);
            driver.connect(false);
            drivers.add(driver);
        }
        loop.runNow();
        return drivers;
    }

    private void pass(int millis) {
        for (int passed = 0; passed < millis; passed += 10) {
            ticker.advance(10, TimeUnit.MILLISECONDS);
            loop.runNow();
            // What a task has queued.
            loop.runNow();
        }
    }

    private static final class Answerable {

        private final FakeHttpClient.Call call;
        private final long due;

        Answerable(FakeHttpClient.Call call, long due) {
            this.call = call;
            this.due = due;
        }
    }

    private final MockTicker ticker = Ticker.newMockTicker();
    private final ManualIoEventLoop loop =
            new ManualIoEventLoop(null, Thread.currentThread(), LocalIoHandler.newFactory(), ticker);
    private final ExecutorService unused = Executors.newSingleThreadExecutor();
    private final FakeHttpClient http = new FakeHttpClient();
    private final URI base = URI.create("http://archon.test");
    private final SessionContext context = new SessionContext(
            loop,
            new SessionMachine(SessionPolicy.builder()
                    .tokenTimeout(CALL_LIMIT)
                    .backoff(BackoffPolicy.exponential()
                            .base(Duration.ofHours(1))
                            .cap(Duration.ofHours(1))
                            .build())
                    .build()),
            new RestClient(http, new RestClient.Settings(
                    base,
                    Duration.ofMinutes(5),
                    TokenSource.of("an-api-token"),
                    unused,
                    new Turns(50, 100, loop, ticker::nanoTime),
                    loop,
                    "test",
                    null)),
            new Connector(new Connector.Settings(
                    Sockets.nio(), new Tls(null, null), null, HostResolver.SYSTEM, unused, 1_000, 1_000, false, "test")),
            base,
            false,
            new SessionLog(System.getLogger("dev.archon.client.test")));

    @AfterEach
    void close() {
        unused.shutdownNow();
    }
}
