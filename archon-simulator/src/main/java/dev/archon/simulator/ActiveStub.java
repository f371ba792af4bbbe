package dev.archon.simulator;

import dev.archon.simulator.internal.stub.StartedStub;
import dev.archon.simulator.scenario.Stub;
import org.jspecify.annotations.Nullable;

/** A stub that was added to a simulator; closing it removes it. May be used from any thread. */
public final class ActiveStub implements AutoCloseable {

    private final StartedStub started;

    ActiveStub(StartedStub started) {
        this.started = started;
    }

    /**
     * Its number.
     *
     * @return a number that no other stub of the simulator has had
     */
    public long id() {
        return started.id();
    }

    /**
     * What it answers, and to which calls.
     *
     * @return the stub
     */
    public Stub stub() {
        return started.stub();
    }

    /**
     * How many calls it has answered so far.
     *
     * @return the number
     */
    public long answers() {
        return started.answers();
    }

    /**
     * Whether it has not been removed.
     *
     * @return whether it may still answer
     */
    public boolean isActive() {
        return started.isActive();
    }

    /** Removes it: calls that come later are not answered by it. Without effect if it has been removed. */
    @Override
    public void close() {
        started.close();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActiveStub that && started == that.started;
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
