package dev.archon.simulator.internal.wire;

import java.time.Instant;
import java.util.function.Consumer;

/** The simulated time of the server that a socket belongs to. */
public interface LinkTime {

    /**
     * The time of the present turn.
     *
     * @return the simulated time; to be asked on the server's loop
     */
    Instant turn();

    /**
     * The time now.
     *
     * @return the simulated time; may be asked on any thread
     */
    Instant now();

    /**
     * Runs an action at a time. May be called from any thread; without effect once the simulator is closed.
     *
     * @param when the simulated time; one that has passed means soon
     * @param action runs on the server's loop, and gets the time of that turn
     */
    void at(Instant when, Consumer<Instant> action);
}
