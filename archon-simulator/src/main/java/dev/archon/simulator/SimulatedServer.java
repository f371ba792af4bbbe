package dev.archon.simulator;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Scenario;
import java.util.List;
import java.util.OptionalInt;

/**
 * One game server of an {@link ArchonSimulator}.
 *
 * <p>Every method may be called from any thread. A method that does something returns when it is done: what it sends has
 * been handed to the sockets, in order, though a slow client may not have received it yet. All of them throw {@link
 * IllegalStateException} when the simulator is closed.
 */
public final class SimulatedServer {

    private final ServerLoop loop;

    SimulatedServer(ServerLoop loop) {
        this.loop = loop;
    }

    /**
     * The server's id.
     *
     * @return the id that clients name it by
     */
    public String id() {
        return loop.host().id();
    }

    /**
     * The server's power state now.
     *
     * @return one of the states that the protocol knows
     */
    public PowerState powerState() {
        return loop.host().powerState();
    }

    /**
     * How many authenticated sockets there are now.
     *
     * @return the number
     */
    public int connections() {
        return loop.host().connections();
    }

    /**
     * How many log messages were written to sockets, history included: with two sockets each new line counts twice. A
     * line is counted before it can be received, and one that could not be written any more is taken off again.
     *
     * @return the number since the simulator started
     */
    public long logLinesSent() {
        return loop.host().logLinesSent();
    }

    /**
     * Does what the power call does.
     *
     * @param action the action; one that makes no sense in the present state does nothing
     */
    public void power(PowerAction action) {
        perform(new Action.Power(action));
    }

    /**
     * Types a line into the console, as a client's command does.
     *
     * @param line the line
     */
    public void command(String line) {
        perform(new Action.Command(line));
    }

    /**
     * Changes how much goes on by itself.
     *
     * @param traffic how much
     */
    public void traffic(Traffic traffic) {
        perform(new Action.SetTraffic(traffic));
    }

    /**
     * Prints many lines at once, each with a number of its own. A line takes some 120 bytes on the wire; a burst that is
     * larger than the {@linkplain ArchonSimulator.Builder#backlogBytes backlog} closes every socket with 1013.
     *
     * @param lines how many, 0 to 1,000,000
     * @throws IllegalArgumentException if it is out of range
     */
    public void burst(int lines) {
        perform(new Action.Burst(lines));
    }

    /**
     * Sends {@code auth-expiring} to every authenticated socket. Their tokens, and all others issued so far, run out when
     * the {@linkplain ArchonSimulator.Builder#tokenWarning warning time} is over.
     */
    public void expireToken() {
        perform(new Action.ExpireToken());
    }

    /**
     * Crashes the server's process. It stays crashed until a power action comes, or {@linkplain
     * ArchonSimulator.Builder#autoRestart until it restarts by itself}.
     *
     * @param exitCode the process's exit code; without one the event has none
     */
    public void crash(OptionalInt exitCode) {
        perform(new Action.Crash(exitCode));
    }

    /** Crashes the server's process for want of memory, with exit code 137. Otherwise like {@link #crash}. */
    public void crashOutOfMemory() {
        perform(new Action.CrashOutOfMemory());
    }

    /**
     * Ends every socket abruptly, without a close frame, as a network failure looks to a client. What was sent before
     * still arrives.
     */
    public void drop() {
        perform(new Action.Drop());
    }

    /** Ends every socket with a TCP reset, at once. What a client has not read yet is lost. */
    public void reset() {
        perform(new Action.Reset());
    }

    /**
     * Ends every socket with a close frame, behind what was sent before.
     *
     * @param code the close code, 1000 to 4999, except those that may not be sent (1004, 1005, 1006, 1015)
     * @param reason the reason, at most 123 bytes in UTF-8
     * @throws IllegalArgumentException if the code or the reason is not allowed
     */
    public void close(int code, String reason) {
        perform(new Action.Close(code, reason));
    }

    /**
     * Sends an event to every authenticated socket. The server itself takes no notice: a {@code power-state} event does
     * not change its {@link #powerState()}. A log event becomes part of the history.
     *
     * @param event the event
     */
    public void emit(ArchonEvent event) {
        act(() -> loop.host().emit(event));
    }

    /**
     * Sends a text message as it is to every authenticated socket, be it JSON or not.
     *
     * @param textFrame the payload of one text frame; not counted as a log line
     */
    public void emitRaw(byte[] textFrame) {
        byte[] message = textFrame.clone();
        act(() -> loop.host().emitRaw(message, false));
    }

    /**
     * Does an action at once.
     *
     * @param action the action
     */
    public void perform(Action action) {
        act(() -> loop.host().perform(action));
    }

    /**
     * Plays a scenario. Several may be played at once; each goes its own way.
     *
     * @param scenario the scenario; {@link dev.archon.simulator.scenario.Scenarios} has many
     * @return the run, whose first steps have been taken
     */
    public ScenarioRun play(Scenario scenario) {
        return loop.call(() -> loop.host().runs().start(scenario, loop));
    }

    /**
     * The scenarios that are being played.
     *
     * @return the runs, oldest first
     */
    public List<ScenarioRun> runs() {
        return loop.host().runs().running();
    }

    /**
     * Switches a fault on until it is closed.
     *
     * <pre>{@code
     * try (ActiveFault stalled = server.fault(new Fault.StalledReads())) {
     *     client.command("say is anybody there?");
     * }
     * }</pre>
     *
     * @param fault the fault
     * @return the fault that is switched on, to end it
     */
    public ActiveFault fault(Fault fault) {
        return loop.call(() -> loop.host().faults().start(fault, OptionalInt.empty(), loop));
    }

    /**
     * Switches a fault on for a number of occasions.
     *
     * @param fault the fault, of a kind that {@linkplain Fault#isCounted() can be counted}
     * @param times how many occasions it hits, 1 to 1,000,000
     * @return the fault that is switched on, to end it early
     * @throws IllegalArgumentException if the number is out of range, or the fault cannot be counted
     */
    public ActiveFault fault(Fault fault, int times) {
        return loop.call(() -> loop.host().faults().start(fault, OptionalInt.of(times), loop));
    }

    /**
     * The faults that are switched on, those of scenarios among them.
     *
     * @return the faults, oldest first
     */
    public List<ActiveFault> faults() {
        return loop.host().faults().active();
    }

    private void act(Runnable action) {
        boolean unused = loop.call(() -> {
            action.run();
            return true;
        });
    }
}
