package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Bounds that hold on any machine, however busy; {@link SpeedCheck} measures against the real targets. The figures are
 * printed.
 */
@Timeout(180)
@Tag("slow")
class SpeedTest {

    /** Enough for the mean of a socket; {@link SpeedCheck} opens 10,000. */
    private static final int SOCKETS = 1_000;

    @Test
    void aFloodIsFast() throws Exception {
        SpeedCheck.Speed speed = SpeedCheck.flood(2_000_000);
        System.out.println("SPEED flood: " + speed);

        assertTrue(speed.linesPerSecond() >= 500_000, speed.toString());
    }

    @Test
    void idleSocketsTakeLittleHeap() throws Exception {
        int sockets = SpeedCheck.socketsThatFit(SOCKETS);
        assertTrue(sockets >= 100, "no room for sockets: raise the limit of open files (ulimit -n)");
        SpeedCheck.Idle idle = SpeedCheck.idle(sockets, SpeedCheck::openHere);
        System.out.println("SPEED idle, both ends in this process: " + idle);

        assertEquals(sockets, idle.sockets());
        assertTrue(idle.bytesPerSocket() < 20_000, idle.toString());
    }
}
