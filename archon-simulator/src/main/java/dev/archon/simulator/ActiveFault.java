package dev.archon.simulator;

import dev.archon.simulator.internal.server.StartedFault;
import dev.archon.simulator.scenario.Fault;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A fault that was switched on. It ends when it is closed, when it has hit as often as it was asked to, or when the
 * scenario that switched it on is stopped. May be used from any thread.
 */
public final class ActiveFault implements AutoCloseable {

    private final StartedFault started;

    ActiveFault(StartedFault started) {
        this.started = started;
    }

    /**
     * Its number.
     *
     * @return a number that no other fault of the server has had
     */
    public long id() {
        return started.id();
    }

    /**
     * What goes wrong.
     *
     * @return the fault
     */
    public Fault fault() {
        return started.fault();
    }

    /**
     * How often it hits at most.
     *
     * @return the number, or empty if it lasts until it is closed
     */
    public OptionalInt times() {
        return started.times();
    }

    /**
     * When it was switched on.
     *
     * @return the time, in the simulator's time
     */
    public Instant since() {
        return started.since();
    }

    /**
     * How often it has hit so far: calls, handshakes, {@code auth} messages, or times that its action was done.
     *
     * @return the number; 0 for faults that lie on sockets or on what is sent
     */
    public int strikes() {
        return started.strikes();
    }

    /**
     * Whether it is still switched on.
     *
     * @return whether it may hit again
     */
    public boolean isActive() {
        return started.isActive();
    }

    /** Switches it off and returns when that is done. Without effect if it has ended, or the simulator is closed. */
    @Override
    public void close() {
        started.close();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActiveFault that && started == that.started;
    }

    @Override
    public int hashCode() {
        return started.hashCode();
    }

    @Override
    public String toString() {
        return started.toString();
    }
}
