package dev.archon.simulator.internal.server;

import java.time.Duration;
import java.time.Instant;

/** The time that simulated servers live in. May be used from any thread. */
public interface ServerClock {

    /**
     * The present time.
     *
     * @return the simulated time
     */
    Instant now();

    /**
     * What a clock outside of the simulator shows at a simulated time; tokens state their expiry so.
     *
     * @param simulated the simulated time
     * @return the same moment by the clock of clients
     */
    Instant toOutside(Instant simulated);

    /**
     * Reverses {@link #toOutside}.
     *
     * @param outside a time by the clock of clients
     * @return the simulated time at that moment
     */
    Instant fromOutside(Instant outside);

    /**
     * How long one has to wait in real time for a simulated time to pass.
     *
     * @param simulated the simulated time
     * @return the real time
     * @throws UnsupportedOperationException if time does not {@linkplain #passesByItself pass by itself}
     */
    Duration realDelay(Duration simulated);

    /**
     * Whether servers have to wake up by themselves.
     *
     * @return false if the time stands still between moves by hand
     */
    boolean passesByItself();

    /**
     * Registers what runs after each move by hand.
     *
     * @param listener runs on the thread that moves the time
     * @return removes the listener
     */
    Runnable onMove(Runnable listener);
}
