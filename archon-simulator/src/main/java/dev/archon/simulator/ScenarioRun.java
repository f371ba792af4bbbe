package dev.archon.simulator;

import dev.archon.simulator.internal.server.StartedRun;
import dev.archon.simulator.scenario.Scenario;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A scenario that is being played on a server. May be used from any thread. */
public final class ScenarioRun {

    private final StartedRun run;

    ScenarioRun(StartedRun run) {
        this.run = run;
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
        return run.id();
    }

    /**
     * What is played.
     *
     * @return the scenario
     */
    public Scenario scenario() {
        return run.scenario();
    }

    /**
     * When it began.
     *
     * @return the time, in the simulator's time
     */
    public Instant since() {
        return run.since();
    }

    /**
     * Whether it goes on.
     *
     * @return whether it has not ended
     */
    public boolean isRunning() {
        return run.isRunning();
    }

    /**
     * Its end. What is chained to it runs on a thread of the common pool.
     *
     * @return completes when the run ends; exceptionally with an {@link IllegalStateException} if the scenario does
     *     without end things that take no time
     */
    public CompletableFuture<End> ended() {
        return run.finished().thenApplyAsync(finished -> finished ? End.FINISHED : End.STOPPED);
    }

    /**
     * How many lines a second it asks for, if the machine is found to print fewer: then lines come later than they should,
     * and none is left out. A warning is logged as well, once a run.
     *
     * @return the rate in the simulator's time; empty while it keeps up
     */
    public OptionalLong linesPerSecondAsked() {
        return run.linesPerSecondAsked();
    }

    /**
     * How many lines a second it reaches, if those are fewer than it asks for.
     *
     * @return the rate in the simulator's time; empty while it keeps up
     */
    public OptionalLong linesPerSecondReached() {
        return run.linesPerSecondReached();
    }

    /**
     * Stops it, ends the faults that it has switched on, and returns when that is done. What it has done otherwise, such
     * as a change of the traffic, stays. Without effect if it has ended.
     */
    public void stop() {
        run.stop();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScenarioRun that && run == that.run;
    }

    @Override
    public int hashCode() {
        return run.hashCode();
    }

    @Override
    public String toString() {
        return run.toString();
    }
}
