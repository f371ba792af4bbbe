package dev.archon.simulator;

import dev.archon.simulator.scenario.Fault;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * A fault that was switched on. It ends when it is closed, when it has hit as often as it was asked to, or when the
 * scenario that switched it on is stopped. May be used from any thread.
 */
public final class ActiveFault implements AutoCloseable {

    private final long id;
    private final Fault fault;
    private final OptionalInt times;
    private final Instant since;
    private final ServerLoop loop;

    private volatile int strikes;
    private volatile boolean active = true;

    ActiveFault(long id, Fault fault, OptionalInt times, Instant since, ServerLoop loop) {
        this.id = id;
        this.fault = fault;
        this.times = times;
        this.since = since;
        this.loop = loop;
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
     * @return the time, in the simulator's time
     */
    public Instant since() {
        return since;
    }

    /**
     * How often it has hit so far: calls, handshakes, {@code auth} messages, or times that its action was done.
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
    @Override
    public void close() {
        if (active) {
            loop.callUnlessClosed(() -> loop.host().faults().end(this));
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
