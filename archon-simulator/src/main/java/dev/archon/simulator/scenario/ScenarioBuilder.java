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
 * Builds the steps of a {@link Scenario}, in the order in which they are taken. {@link Scenario#of} passes it to
 * its caller, who must not use it afterwards; it belongs to one thread. Each method adds a step and returns this builder; it
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
     * @param duration the time to wait, in the simulator's time
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
     * Waits until enough sockets are authenticated.
     *
     * @param connections the smallest number of sockets
     * @return this builder
     */
    public ScenarioBuilder awaitConnections(int connections) {
        return then(new Step.AwaitConnections(connections));
    }

    /**
     * Waits for the server's turn: the first server of the simulator does not wait, the second one waits once the given
     * time, the third one twice, and so on.
     *
     * @param by the time between two servers
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
     * Takes the steps of one of several options, which is drawn at random.
     *
     * @param options the options, at least one
     * @return this builder
     */
    public ScenarioBuilder choose(Step.Option... options) {
        return then(new Step.Choose(List.of(options)));
    }

    /**
     * Makes an option for {@link #choose}.
     *
     * @param weight how likely it is, compared with the others
     * @param body adds the steps
     * @return the option
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
     * @param times the number of occasions, 1 to 1,000,000
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
     * @param linesPerSecond the number of lines in a second of the simulator's time
     * @param duration the time after which it ends, in the simulator's time
     * @return this builder
     */
    public ScenarioBuilder flood(int linesPerSecond, Duration duration) {
        return then(new Step.Flood(linesPerSecond, Optional.of(duration)));
    }

    /**
     * Prints lines at a steady rate until the scenario is stopped.
     *
     * @param linesPerSecond the number of lines in a second of the simulator's time
     * @return this builder
     */
    public ScenarioBuilder flood(int linesPerSecond) {
        return then(new Step.Flood(linesPerSecond, Optional.empty()));
    }

    /**
     * Prints lines at once.
     *
     * @param lines the number of lines
     * @return this builder
     */
    public ScenarioBuilder burst(int lines) {
        return then(new Action.Burst(lines));
    }

    /**
     * Changes how much the players and the game do by themselves.
     *
     * @param level the new level
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
     * @param lines the number of lines
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
     * Sends {@code auth-expiring}, and lets the tokens issued so far expire when the warning time is over.
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
