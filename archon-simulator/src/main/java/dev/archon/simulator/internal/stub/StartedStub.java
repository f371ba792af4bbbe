package dev.archon.simulator.internal.stub;

import dev.archon.simulator.scenario.Stub;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A stub that was added to a simulator, and the count of its answers. May be used from any thread. */
public final class StartedStub {

    private final long id;
    private final Stub stub;
    private final Consumer<StartedStub> remover;
    private final AtomicLong answers = new AtomicLong();
    private volatile boolean active = true;

    StartedStub(long id, Stub stub, Consumer<StartedStub> remover) {
        this.id = id;
        this.stub = stub;
        this.remover = remover;
    }

    /**
     * Its number.
     *
     * @return a number that no other stub of the simulator has had
     */
    public long id() {
        return id;
    }

    /**
     * What it answers, and to which calls.
     *
     * @return the stub
     */
    public Stub stub() {
        return stub;
    }

    /**
     * How many calls it has answered so far.
     *
     * @return the number
     */
    public long answers() {
        return answers.get();
    }

    /**
     * Whether it has not been removed.
     *
     * @return whether it may still answer
     */
    public boolean isActive() {
        return active;
    }

    /** Counts an answer. */
    public void count() {
        answers.incrementAndGet();
    }

    /** Removes it. Without effect if it has been removed. */
    public void close() {
        remover.accept(this);
    }

    void removed() {
        active = false;
    }

    @Override
    public String toString() {
        return "stub " + id + " of " + stub.call() + (active ? "" : ", removed");
    }
}
