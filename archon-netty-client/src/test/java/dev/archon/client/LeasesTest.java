package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.session.SessionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    void aReleaseThatHadBegunWhenItWasCancelledIsNoReleaseBeforeTime() {
        List<Runnable> scheduled = new ArrayList<>();
        AtomicInteger released = new AtomicInteger();
        Leases leases = new Leases(
                "demo",
                CompletableFuture::new,
                released::incrementAndGet,
                (action, delay) -> {
                    scheduled.add(action);
                    return () -> {};
                },
                Duration.ofSeconds(1));
        leases.lease().close();
        leases.lease().close();
        scheduled.get(0).run();
        assertEquals(0, released.get());
        scheduled.get(1).run();
        assertEquals(1, released.get());
    }

    private void pass(int millis) {
        virtual.pass(millis);
    }

    private final VirtualClient virtual =
            new VirtualClient(Duration.ofHours(1), SessionPolicy.builder().build());
    private final FakeHttpClient http = virtual.http();
    private final ArchonClient client = virtual.client();
    private final ArchonServer server = client.server("demo");

    @AfterEach
    void close() {
        virtual.close();
    }
}
