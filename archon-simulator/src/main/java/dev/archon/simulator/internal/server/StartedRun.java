package dev.archon.simulator.internal.server;

import dev.archon.simulator.scenario.Scenario;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A scenario that is being played on a server. May be used from any thread. */
public final class StartedRun {

    private final long id;
    private final Scenario scenario;
    private final Instant since;
    private final Consumer<StartedRun> stopper;
    private volatile Optional<FloodRate.Shortfall> shortfall = Optional.empty();
    private final CompletableFuture<Boolean> finished = new CompletableFuture<>();

    /**
     * Makes a run that has not ended.
     *
     * @param id its number
     * @param scenario the scenario that is played
     * @param since when it began
     * @param stopper stops it, called on any thread
     */
    StartedRun(long id, Scenario scenario, Instant since, Consumer<StartedRun> stopper) {
        this.id = id;
        this.scenario = scenario;
        this.since = since;
        this.stopper = stopper;
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
     * @return the simulated time
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
        return !finished.isDone();
    }

    /**
     * Its end. Completes on the server's loop, which must not be blocked.
     *
     * @return completes with true when the scenario is over, and with false when it was stopped; exceptionally with an
     *     {@link IllegalStateException} if the scenario does without end things that take no time
     */
    public CompletableFuture<Boolean> finished() {
        return finished;
    }

    /** Stops it and returns when that is done. Without effect if it has ended, or the simulator is closed. */
    public void stop() {
        if (isRunning()) {
            stopper.accept(this);
        }
    }

    /**
     * How many lines a second it asks for, if it was found to reach fewer.
     *
     * @return the rate, in the simulated time; empty if it keeps up
     */
    public OptionalLong linesPerSecondAsked() {
        return shortfall.map(rates -> OptionalLong.of(rates.asked())).orElseGet(OptionalLong::empty);
    }

    /**
     * How many lines a second it reaches, if those are fewer than it asks for.
     *
     * @return the rate, in the simulated time; empty if it keeps up
     */
    public OptionalLong linesPerSecondReached() {
        return shortfall.map(rates -> OptionalLong.of(rates.reached())).orElseGet(OptionalLong::empty);
    }

    Optional<FloodRate.Shortfall> shortfall() {
        return shortfall;
    }

    void fallsShort(FloodRate.Shortfall rates) {
        shortfall = Optional.of(rates);
    }

    void complete(boolean reachedItsEnd) {
        finished.complete(reachedItsEnd);
    }

    void fail(RuntimeException problem) {
        finished.completeExceptionally(problem);
    }

    @Override
    public String toString() {
        return "run " + id + " of " + scenario.name() + (isRunning() ? "" : ", ended");
    }
}
