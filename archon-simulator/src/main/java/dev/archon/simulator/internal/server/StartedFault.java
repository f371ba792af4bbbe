package dev.archon.simulator.internal.server;

import dev.archon.simulator.scenario.Fault;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A fault that was switched on, and the count of its hits. May be used from any thread. */
public final class StartedFault {

    private final long id;
    private final Fault fault;
    private final OptionalInt times;
    private final Instant since;
    private final Consumer<StartedFault> closer;

    private volatile int strikes;
    private volatile boolean active = true;

    /**
     * Makes a fault that is active.
     *
     * @param id its number
     * @param fault the fault
     * @param times how often it hits at most; empty if it lasts
     * @param since when it was switched on
     * @param closer switches it off, called on any thread
     */
    StartedFault(long id, Fault fault, OptionalInt times, Instant since, Consumer<StartedFault> closer) {
        this.id = id;
        this.fault = fault;
        this.times = times;
        this.since = since;
        this.closer = closer;
    }

    /**
     * Its number.
     *
     * @return a number that no other fault of the server has had
     */
    public long id() {
        return id;
    }

    /**
     * What goes wrong.
     *
     * @return the fault
     */
    public Fault fault() {
        return fault;
    }

    /**
     * How often it hits at most.
     *
     * @return the number, or empty if it lasts until it is closed
     */
    public OptionalInt times() {
        return times;
    }

    /**
     * When it was switched on.
     *
     * @return the simulated time
     */
    public Instant since() {
        return since;
    }

    /**
     * How often it has hit so far.
     *
     * @return the number; 0 for faults that lie on sockets or on what is sent
     */
    public int strikes() {
        return strikes;
    }

    /**
     * Whether it is still switched on.
     *
     * @return whether it may hit again
     */
    public boolean isActive() {
        return active;
    }

    /** Switches it off and returns when that is done. Without effect if it has ended, or the simulator is closed. */
    public void close() {
        if (active) {
            closer.accept(this);
        }
    }

    /** Counts a hit, on the server's loop. Returns whether it was the last one. */
    boolean strike() {
        int now = strikes + 1;
        strikes = now;
        return times.isPresent() && now >= times.getAsInt();
    }

    void ended() {
        active = false;
    }

    @Override
    public String toString() {
        return "fault " + id + " " + fault.toJson() + (active ? "" : ", ended");
    }
}
