package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shares in a connection, in virtual time. The token call is never answered: who connects stays connecting. */
class LeasesTest {

    @Test
    void theFirstLeaseConnectsAndFurtherOnesShare() {
        ServerLease first = server.lease();
        ServerLease second = server.lease();
        pass(10);
        assertEquals(ServerStatus.State.CONNECTING, server.status().state());
        assertEquals(1, http.made());
        first.close();
        pass(10_000);
        assertEquals(ServerStatus.State.CONNECTING, server.status().state());
        second.close();
    }

    @Test
    void theConnectionIsEndedASecondAfterTheLastLease() {
        server.lease().close();
        pass(990);
        assertEquals(ServerStatus.State.CONNECTING, server.status().state());
        pass(20);
        assertEquals(ServerStatus.State.DISCONNECTED, server.status().state());
        assertTrue(client.servers().isEmpty());
    }

    @Test
    void aLeaseWithinThatSecondKeepsIt() {
        server.lease().close();
        pass(990);
        ServerLease next = server.lease();
        pass(10_000);
        assertEquals(ServerStatus.State.CONNECTING, server.status().state());
        assertEquals(1, http.made());
        next.close();
        pass(990);
        assertEquals(ServerStatus.State.CONNECTING, server.status().state());
        pass(20);
        assertEquals(ServerStatus.State.DISCONNECTED, server.status().state());
    }

    @Test
    void aLeaseAfterTheEndConnectsAnew() {
        server.lease().close();
        pass(1_010);
        server.lease();
        pass(10);
        assertEquals(ServerStatus.State.CONNECTING, server.status().state());
        assertEquals(2, http.made());
    }

    @Test
    void aDirectRequestThatWasCancelledKeepsNoConnection() {
        server.connect().cancel(false);
        pass(10);
        ServerLease lease = server.lease();
        pass(10);
        assertEquals(ServerStatus.State.CONNECTING, server.status().state());
        lease.close();
        pass(1_010);
        assertEquals(ServerStatus.State.DISCONNECTED, server.status().state());
    }

    @Test
    void leasesThatWereClosedWaitForNothing() {
        ServerLease kept = server.lease();
        CompletableFuture<Void> first = server.lease().connected();
        for (int i = 0; i < 10_001; i++) {
            server.lease().close();
        }
        pass(10);
        assertFalse(first.isDone());
        CompletableFuture<Void> direct = server.connect();
        pass(10);
        assertFalse(direct.isDone(), "ten thousand callers do not wait");
        kept.close();
        pass(10);
        assertTrue(kept.connected().isCompletedExceptionally());
    }

    @Test
    void toCloseALeaseTwiceGivesOneShareBack() {
        ServerLease one = server.lease();
        ServerLease other = server.lease();
        one.close();
        one.close();
        pass(10_000);
        assertEquals(ServerStatus.State.CONNECTING, server.status().state());
        other.close();
        pass(1_010);
        assertEquals(ServerStatus.State.DISCONNECTED, server.status().state());
    }

    @Test
    void whoHasConnectedWithoutALeaseKeepsTheConnection() {
        server.connect();
        server.lease().close();
        pass(10_000);
        assertEquals(ServerStatus.State.CONNECTING, server.status().state());
        server.disconnect();
        pass(10);
        server.lease().close();
        pass(1_010);
        assertEquals(ServerStatus.State.DISCONNECTED, server.status().state());
    }

    @Test
    void toDisconnectEndsTheConnectionWhateverLeasesThereAre() {
        ServerLease lease = server.lease();
        pass(10);
        server.disconnect();
        pass(10);
        assertEquals(ServerStatus.State.DISCONNECTED, server.status().state());
        lease.close();
        pass(2_000);
        assertEquals(ServerStatus.State.DISCONNECTED, server.status().state());
    }

    @Test
    void toCancelTheFutureOfALeaseGivesNothingBack() {
        ServerLease lease = server.lease();
        pass(10);
        CompletableFuture<Void> connected = lease.connected();
        connected.cancel(false);
        pass(10_000);
        assertEquals(ServerStatus.State.CONNECTING, server.status().state());
        assertFalse(lease.connected().isDone());
    }

    private void pass(int millis) {
        for (int passed = 0; passed < millis; passed += 10) {
            ticker.advance(10, TimeUnit.MILLISECONDS);
            loop.runNow();
            // What a task has queued.
            loop.runNow();
        }
    }

    private final MockTicker ticker = Ticker.newMockTicker();
    private final ManualIoEventLoop loop =
            new ManualIoEventLoop(null, Thread.currentThread(), NioIoHandler.newFactory(), ticker);
    private final FakeHttpClient http = new FakeHttpClient();
    private final ArchonClient client = client();
    private final ArchonServer server = client.server("demo");

    private ArchonClient client() {
        ArchonClientBuilder builder = ArchonClient.builder()
                .baseUrl(URI.create("http://archon.test"))
                .token(Clients.TOKEN)
                .httpClient(http)
                .eventLoopGroup(loop)
                .executor(Runnable::run)
                .requestTimeout(Duration.ofHours(1));
        builder.nanoTime = ticker::nanoTime;
        return builder.build();
    }

    @AfterEach
    void close() {
        client.close();
    }
}
