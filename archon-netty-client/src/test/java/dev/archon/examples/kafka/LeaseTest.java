package dev.archon.examples.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final Duration LONG_AGO = Duration.ofSeconds(Long.MAX_VALUE);

    private long now = System.nanoTime();
    private final Lease lease = new Lease(Duration.ofSeconds(6));

    @Test
    void runsOutOnceWhenThereWasNoHeartbeatForItsTime() {
        assertEquals(
                List.of(false, false, true, false, false), List.of(after(1), after(5), after(6), after(7), after(60)));
    }

    @Test
    void isHeldAgainAfterTheNextHeartbeat() {
        assertEquals(List.of(false, true, false, true), List.of(after(0), after(6), after(0), after(9)));
    }

    @Test
    void isNotLostBeforeItWasHeld() {
        assertEquals(false, lease.runsOut(0, LONG_AGO));
        assertEquals(false, lease.runsOut(0, LONG_AGO));
    }

    @Test
    void runsOutWhenTheProcessHasStoodStillAlthoughItHasJustSentAHeartbeat() {
        assertEquals(false, after(1));
        now += Duration.ofSeconds(6).toNanos();
        assertEquals(List.of(true, false), List.of(after(0), after(0)));
    }

    @Test
    void aConsumerWithoutAHeartbeatHasHadNoneForEver() {
        assertEquals(LONG_AGO, Heartbeats.age(Map.of()));
    }

    private boolean after(int seconds) {
        now += Duration.ofMillis(200).toNanos();
        return lease.runsOut(now, Duration.ofSeconds(seconds));
    }
}
