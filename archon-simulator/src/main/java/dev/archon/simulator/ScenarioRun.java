package dev.archon.simulator;

import dev.archon.simulator.scenario.Scenario;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A scenario that is being played on a server. May be used from any thread. */
public final class ScenarioRun {

    private final long id;
    private final Scenario scenario;
    private final Instant since;
    private final ServerLoop loop;
    private final CompletableFuture<End> end = new CompletableFuture<>();

    ScenarioRun(long id, Scenario scenario, Instant since, ServerLoop loop) {
        this.id = id;
        this.scenario = scenario;
        this.since = since;
        this.loop = loop;
    }

    /** How a run ended. */
    public enum End {
        /** The scenario was over, and so were the faults that it had switched on. */
        FINISHED,

        /** It was stopped, or the simulator was closed. */
        STOPPED
    }

    /**
     * Its number.
     *
     * @return a number that no other run on the server has had
     */
    public long id() {
        return id;
    }

    /**
     * What is played.
     *
     * @return the scenario
     */
    public Scenario scenario() {
        return scenario;
    }

    /**
     * When it began.
     *
     * @return the time, in the simulator's time
     */
    public Instant since() {
        return since;
    }

    /**
     * Whether it goes on.
     *
     * @return whether it has not ended
     */
    public boolean isRunning() {
        return !end.isDone();
    }

    /**
     * Its end. What is chained to it runs on a thread of the common pool.
     *
     * @return completes when the run ends; exceptionally with an {@link IllegalStateException} if the scenario does
     *     without end things that take no time
     */
    public CompletableFuture<End> ended() {
        return end.thenApplyAsync(Function.identity());
    }

    /**
     * Stops it, ends the faults that it has switched on, and returns when that is done. What it has done otherwise, such
     * as a change of the traffic, stays. Without effect if it has ended.
     */
    public void stop() {
        if (isRunning()) {
            loop.callUnlessClosed(() -> loop.host().runs().stop(this));
        }
    }

    void complete(End how) {
        end.complete(how);
    }

    void fail(RuntimeException problem) {
        end.completeExceptionally(problem);
    }

    @Override
    public String toString() {
        return "run " + id + " of " + scenario.name() + (isRunning() ? "" : ", ended");
    }
}
