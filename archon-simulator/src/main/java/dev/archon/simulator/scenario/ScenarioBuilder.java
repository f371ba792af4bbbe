package dev.archon.simulator.scenario;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.rest.PowerAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Builds the steps of a {@link Scenario}, in the order in which they are taken. It is handed out by {@link
 * Scenario#of} and is of no use afterwards; it belongs to one thread. Each method adds a step and returns this builder; it
 * throws {@link IllegalArgumentException} if the step's record would.
 */
public final class ScenarioBuilder {

    private final List<Step> steps = new ArrayList<>();

    private ScenarioBuilder() {}

    static List<Step> steps(Consumer<ScenarioBuilder> writer) {
        ScenarioBuilder script = new ScenarioBuilder();
        writer.accept(script);
        return List.copyOf(script.steps);
    }

    /**
     * Adds any step.
     *
     * @param step the step, an {@link Action} for example
     * @return this builder
     */
    public ScenarioBuilder then(Step step) {
        steps.add(step);
        return this;
    }

    /**
     * Adds all steps of another scenario.
     *
     * @param scenario the scenario
     * @return this builder
     */
    public ScenarioBuilder then(Scenario scenario) {
        steps.addAll(scenario.steps());
        return this;
    }

    /**
     * Waits.
     *
     * @param duration how long, in the simulator's time
     * @return this builder
     */
    public ScenarioBuilder pause(Duration duration) {
        return then(new Step.Pause(DurationRange.of(duration)));
    }

    /**
     * Waits for a time that is drawn.
     *
     * @param least the shortest time
     * @param most the longest time
     * @return this builder
     */
    public ScenarioBuilder pause(Duration least, Duration most) {
        return then(new Step.Pause(new DurationRange(least, most)));
    }

    /**
     * Waits until so many sockets are authenticated.
     *
     * @param connections how many at least
     * @return this builder
     */
    public ScenarioBuilder awaitConnections(int connections) {
        return then(new Step.AwaitConnections(connections));
    }

    /**
     * Waits for the server's turn, see {@link Step.Stagger}.
     *
     * @param by how long after the server before
     * @return this builder
     */
    public ScenarioBuilder stagger(Duration by) {
        return then(new Step.Stagger(by));
    }

    /**
     * Takes steps a number of times.
     *
     * @param times how many times
     * @param body adds the steps
     * @return this builder
     */
    public ScenarioBuilder repeat(int times, Consumer<ScenarioBuilder> body) {
        return then(new Step.Repeat(OptionalInt.of(times), steps(body)));
    }

    /**
     * Takes steps until the scenario is stopped.
     *
     * @param body adds the steps, which must take time
     * @return this builder
     */
    public ScenarioBuilder forever(Consumer<ScenarioBuilder> body) {
        return then(new Step.Repeat(OptionalInt.empty(), steps(body)));
    }

    /**
     * Draws one of several ways to go on.
     *
     * @param options the ways
     * @return this builder
     */
    public ScenarioBuilder choose(Step.Option... options) {
        return then(new Step.Choose(List.of(options)));
    }

    /**
     * A way to go on, for {@link #choose}.
     *
     * @param weight how likely it is, compared with the others
     * @param body adds the steps
     * @return the way
     */
    public static Step.Option option(int weight, Consumer<ScenarioBuilder> body) {
        return new Step.Option(weight, steps(body));
    }

    /**
     * Switches a fault on until the scenario is stopped.
     *
     * @param fault the fault
     * @return this builder
     */
    public ScenarioBuilder fault(Fault fault) {
        return then(new Step.Inject(fault, OptionalInt.empty()));
    }

    /**
     * Switches a fault on for a number of occasions.
     *
     * @param fault the fault
     * @param times how many
     * @return this builder
     */
    public ScenarioBuilder fault(Fault fault, int times) {
        return then(new Step.Inject(fault, OptionalInt.of(times)));
    }

    /**
     * Takes steps while a fault is switched on.
     *
     * @param fault the fault
     * @param body adds the steps
     * @return this builder
     */
    public ScenarioBuilder during(Fault fault, Consumer<ScenarioBuilder> body) {
        return then(new Step.During(fault, steps(body)));
    }

    /**
     * Prints lines at a steady rate.
     *
     * @param linesPerSecond how many a second of the simulator's time
     * @param duration how long
     * @return this builder
     */
    public ScenarioBuilder flood(int linesPerSecond, Duration duration) {
        return then(new Step.Flood(linesPerSecond, Optional.of(duration)));
    }

    /**
     * Prints lines at a steady rate until the scenario is stopped.
     *
     * @param linesPerSecond how many a second of the simulator's time
     * @return this builder
     */
    public ScenarioBuilder flood(int linesPerSecond) {
        return then(new Step.Flood(linesPerSecond, Optional.empty()));
    }

    /**
     * Prints lines at once.
     *
     * @param lines how many
     * @return this builder
     */
    public ScenarioBuilder burst(int lines) {
        return then(new Action.Burst(lines));
    }

    /**
     * Changes how much goes on by itself.
     *
     * @param level how much
     * @return this builder
     */
    public ScenarioBuilder traffic(Traffic level) {
        return then(new Action.SetTraffic(level));
    }

    /**
     * Changes which messages carry the lines of the console.
     *
     * @param style the style
     * @return this builder
     */
    public ScenarioBuilder events(EventStyle style) {
        return then(new Action.SetEvents(style));
    }

    /**
     * Changes how many lines of the history come in one {@code log} message.
     *
     * @param lines how many
     * @return this builder
     */
    public ScenarioBuilder historyChunk(int lines) {
        return then(new Action.SetHistoryChunk(lines));
    }

    /**
     * Prints an error with its stack trace.
     *
     * @return this builder
     */
    public ScenarioBuilder stackTrace() {
        return then(new Action.StackTrace());
    }

    /**
     * Does what the power call does.
     *
     * @param action the power action
     * @return this builder
     */
    public ScenarioBuilder power(PowerAction action) {
        return then(new Action.Power(action));
    }

    /**
     * Types a line into the console.
     *
     * @param line the line
     * @return this builder
     */
    public ScenarioBuilder command(String line) {
        return then(new Action.Command(line));
    }

    /**
     * Sends an event.
     *
     * @param event one that the protocol knows
     * @return this builder
     */
    public ScenarioBuilder emit(ArchonEvent event) {
        return then(new Action.Emit(event));
    }

    /**
     * Sends a text message as it is.
     *
     * @param text the message
     * @return this builder
     */
    public ScenarioBuilder text(String text) {
        return then(new Action.Text(text));
    }

    /**
     * Lets the tokens issued so far run out, after a warning.
     *
     * @return this builder
     */
    public ScenarioBuilder expireToken() {
        return then(new Action.ExpireToken());
    }

    /**
     * Crashes the server's process.
     *
     * @param exitCode its exit code
     * @return this builder
     */
    public ScenarioBuilder crash(int exitCode) {
        return then(new Action.Crash(OptionalInt.of(exitCode)));
    }

    /**
     * Crashes the server's process as out of memory, with exit code 137.
     *
     * @return this builder
     */
    public ScenarioBuilder crashOutOfMemory() {
        return then(new Action.CrashOutOfMemory());
    }

    /**
     * Closes every socket with a close frame.
     *
     * @param code the close code
     * @param reason the reason
     * @return this builder
     */
    public ScenarioBuilder close(int code, String reason) {
        return then(new Action.Close(code, reason));
    }

    /**
     * Closes every socket without a close frame.
     *
     * @return this builder
     */
    public ScenarioBuilder drop() {
        return then(new Action.Drop());
    }

    /**
     * Closes every socket with a TCP reset.
     *
     * @return this builder
     */
    public ScenarioBuilder reset() {
        return then(new Action.Reset());
    }
}
