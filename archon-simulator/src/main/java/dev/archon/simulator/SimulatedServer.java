package dev.archon.simulator;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.simulator.game.Installations;
import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.wire.FloodLines;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.BackupOutcome;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.ExtractionOutcome;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.FloodResult;
import dev.archon.simulator.scenario.InstallOutcome;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Traffic;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One game server of an {@link ArchonSimulator}.
 *
 * <p>Every method may be called from any thread. A method that does something returns when it is done: what it sends has
 * been handed to the sockets, in order, though a slow client may not have received it yet. All of them throw {@link
 * IllegalStateException} when the simulator is closed, or when the server was {@linkplain
 * ArchonSimulator#removeServer removed}. It stands for the server of its id: after a {@linkplain ArchonSimulator#reset reset}
 * for the new one.
 */
public final class SimulatedServer {

    private final String id;
    private final Function<String, ServerHost> hosts;

    /**
     * Makes a handle.
     *
     * @param hosts finds the server behind an id; throws an {@link IllegalStateException} if it was removed
     */
    SimulatedServer(String id, Function<String, ServerHost> hosts) {
        this.id = id;
        this.hosts = hosts;
    }

    private ServerHost host() {
        return hosts.apply(id);
    }

    /**
     * The server's id.
     *
     * @return the id that clients name it by
     */
    public String id() {
        return id;
    }

    /**
     * The server's power state now.
     *
     * @return one of the states that the protocol knows
     */
    public PowerState powerState() {
        return host().powerState();
    }

    /**
     * The kind of messages that carry the console now.
     *
     * @return the style
     */
    public EventStyle events() {
        return host().events();
    }

    /**
     * How many authenticated sockets there are now.
     *
     * @return the number
     */
    public int connections() {
        return host().connections();
    }

    /**
     * The numbers of the sockets that are open now, authenticated or not, by which a fault can name one of them.
     *
     * @return the numbers, in ascending order: the server's first socket has 1, the second 2, and so on
     */
    public List<Integer> connectionNumbers() {
        return host().connectionNumbers();
    }

    /**
     * How many lines of the console were written to sockets as {@code log} or {@code log4j}, history included: with two
     * sockets each new line counts twice. The message and the stack trace of an entry count as many lines as they have. A
     * line is counted before it can be received, and taken off again if the connection ended before all of the block that
     * it was written with was on its way.
     *
     * @return the number since the simulator started
     */
    public long logLinesSent() {
        return host().logLinesSent();
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
     * Changes how many events the server sends on its own.
     *
     * @param traffic how much
     */
    public void traffic(Traffic traffic) {
        perform(new Action.SetTraffic(traffic));
    }

    /**
     * Changes the kind of messages that carry the console, from the next one on. The history keeps earlier messages in
     * their style, as after an update of a real server's software.
     *
     * @param style the style
     */
    public void events(EventStyle style) {
        perform(new Action.SetEvents(style));
    }

    /**
     * Changes how many lines of the history come in one {@code log} message, joined by line feeds, for whoever connects
     * from now on. A message has lines of one stream only, and a {@code log4j} entry stays a message of its own.
     *
     * @param lines how many, 1 to 1,000,000
     * @throws IllegalArgumentException if it is out of range
     */
    public void historyChunk(int lines) {
        perform(new Action.SetHistoryChunk(lines));
    }

    /** Prints a plug-in's error with its stack trace, while another thread prints too. The server goes on. */
    public void stackTrace() {
        perform(new Action.StackTrace());
    }

    /**
     * Prints many lines at once, each with a number of its own. A line takes some 120 bytes on the wire; a burst that is
     * larger than the {@linkplain ArchonSimulatorBuilder#backlogBytes backlog} closes every socket with 1013.
     *
     * @param lines how many, 0 to 1,000,000
     * @throws IllegalArgumentException if it is out of range
     */
    public void burst(int lines) {
        perform(new Action.Burst(lines));
    }

    /**
     * Sends lines as fast as each socket reads them, for benchmarks, to every socket that is authenticated now.
     *
     * <p>A thousand {@code log} messages of some 134 bytes, or in the panel's style {@code log4j} messages of some 218, are
     * encoded once and sent again and again; only their numbers change, from {@code #00000000000} on. Each socket gets all
     * of them at its own pace. Nothing is queued in the simulator's memory, so a socket that does not read is not closed; it
     * receives no more until it reads. Other messages that are sent meanwhile go in between. {@link #logLinesSent()} counts
     * the lines, but they are not part of the history or the console.
     *
     * @param lines how many each socket gets, 1 to 100,000,000,000
     * @return completes on one of the simulator's threads, which must not be blocked, when every socket has been sent all
     *     of them or has ended; cancel it to end the flood
     * @throws IllegalArgumentException if it is out of range
     */
    public CompletableFuture<Void> flood(long lines) {
        checkFlood(lines);
        return host().call(() -> host().broadcast().flood(lines));
    }

    /**
     * Sends log lines at a steady rate in the simulator's time, to whoever is authenticated by then. The lines are those
     * of {@link #flood(long)}, but all sockets get the same ones at the same time, and one that falls behind by more than
     * the {@linkplain ArchonSimulatorBuilder#backlogBytes backlog} is closed with 1013. A machine that is too slow for the
     * rate sends the lines later and leaves none out; the result and a warning in the log say so.
     *
     * @param lines how many, 1 to 100,000,000,000
     * @param linesPerSecond how many a second, above 0; they come in portions every ten milliseconds
     * @return completes with the rate that was reached, on one of the simulator's threads, which must not be blocked, when
     *     the last line has been handed to the sockets; is cancelled when the simulator is closed; cancel it to end the flood
     * @throws IllegalArgumentException if one of them is out of range
     */
    public CompletableFuture<FloodResult> flood(long lines, long linesPerSecond) {
        checkFlood(lines);
        if (linesPerSecond <= 0) {
            throw new IllegalArgumentException("linesPerSecond must be above 0: " + linesPerSecond);
        }
        return host().call(() -> host().broadcast().flood(lines, linesPerSecond));
    }

    private static void checkFlood(long lines) {
        if (lines < 1 || lines > FloodLines.MOST) {
            throw new IllegalArgumentException("lines must be 1 to " + FloodLines.MOST + ": " + lines);
        }
    }

    /**
     * Sends {@code auth-expiring} to every authenticated socket. Their tokens, and all others issued so far, run out when
     * the {@linkplain ArchonSimulatorBuilder#tokenWarning warning time} is over.
     */
    public void expireToken() {
        perform(new Action.ExpireToken());
    }

    /**
     * Crashes the server's process; without one nothing happens. It stays crashed until a power action comes, or {@linkplain
     * ArchonSimulatorBuilder#autoRestart until it restarts by itself}.
     *
     * @param exitCode the process's exit code, not 0; without one {@code power-state} has none, and {@code state} has 1,
     *     since it says crashed by a code only
     * @throws IllegalArgumentException if it is 0, with which a process stops in order
     */
    public void crash(OptionalInt exitCode) {
        perform(new Action.Crash(exitCode));
    }

    /** Crashes the server's process out of memory, with exit code 137. Otherwise like {@link #crash}. */
    public void crashOutOfMemory() {
        perform(new Action.CrashOutOfMemory());
    }

    /**
     * Starts a backup, which takes about half a minute in the simulator's time. Backups are made and restored one
     * after the other.
     *
     * @param outcome how that ends; only with {@link BackupOutcome#DONE} can it be restored afterwards
     * @return the backup's id
     */
    public UUID createBackup(BackupOutcome outcome) {
        return host().call(() -> host().game().backups().create(outcome.state()));
    }

    /**
     * Starts a backup with {@link BackupOutcome#DONE}. Otherwise like {@link #createBackup(BackupOutcome)}.
     *
     * @return the backup's id
     */
    public UUID createBackup() {
        return createBackup(BackupOutcome.DONE);
    }

    /**
     * Starts to restore a backup, which takes about half a minute in the simulator's time. A server with a process is stopped
     * before, and started again afterwards; until then nothing else starts it.
     *
     * @param id the id of one of the {@link #backups()}
     * @param outcome how that ends
     * @throws IllegalArgumentException if there is no such backup
     * @throws IllegalStateException if it is being restored already
     */
    public void restoreBackup(UUID id, BackupOutcome outcome) {
        act(() -> host().game().backups().restore(id, outcome.state()));
    }

    /**
     * Starts to restore a backup with {@link BackupOutcome#DONE}. Otherwise like {@link #restoreBackup(UUID, BackupOutcome)}.
     *
     * @param id the id of one of the {@link #backups()}
     * @throws IllegalArgumentException if there is no such backup
     * @throws IllegalStateException if it is being restored already
     */
    public void restoreBackup(UUID id) {
        restoreBackup(id, BackupOutcome.DONE);
    }

    /**
     * Cancels the making or the restoring of a backup.
     *
     * @param id the backup's id
     * @return whether there was anything to cancel
     */
    public boolean cancelBackup(UUID id) {
        return host().call(() -> host().game().backups().cancel(id));
    }

    /**
     * The backups that can be restored now.
     *
     * @return their ids, oldest first
     */
    public List<UUID> backups() {
        return host().call(() -> host().game().backups().complete());
    }

    /**
     * Starts an installation. A file takes a few seconds in the simulator's time, anything else about half a minute; for
     * anything but a file a server with a process is stopped before, and started again afterwards.
     *
     * <p>Clients see {@code install-progress} on its way, {@code new-mod} for each mod that it brings, and {@code
     * installation-result} at its end. An installation that is done stays among the items for ten seconds in the
     * simulator's time, one that has failed until the next one starts.
     *
     * @param key what is installed
     * @param outcome how that ends
     * @return the installation's id
     */
    public UUID install(InstallKey key, InstallOutcome outcome) {
        return host().call(() -> host().game().installations().begin(key, outcome.failure()));
    }

    /**
     * Starts to install a new mod from Modrinth into the server's {@code mods} folder. Otherwise like {@link #install}.
     *
     * @param projectId the project's id
     * @param versionId the id of the project's version
     * @param outcome how that ends
     * @return the installation's id
     */
    public UUID installMod(String projectId, String versionId, InstallOutcome outcome) {
        return install(Installations.mod(projectId, versionId), outcome);
    }

    /**
     * Starts to install a new mod with {@link InstallOutcome#ok()}. Otherwise like
     * {@link #installMod(String, String, InstallOutcome)}.
     *
     * @param projectId the project's id
     * @param versionId the id of the project's version
     * @return the installation's id
     */
    public UUID installMod(String projectId, String versionId) {
        return installMod(projectId, versionId, InstallOutcome.ok());
    }

    /**
     * Starts to extract an archive, which takes one to fifteen seconds in the simulator's time. Archives are extracted one
     * after the other. An extraction that has ended is shown to clients until it is {@linkplain #dismissExtraction
     * dismissed}; of those that nobody dismisses the newest 100 are shown.
     *
     * @param path the archive's path on the server
     * @param outcome how that ends
     * @return the operation's id
     */
    public UUID extractArchive(String path, ExtractionOutcome outcome) {
        return host().call(() -> host().game().extractions().begin(path, outcome.state()));
    }

    /**
     * Starts to extract an archive with {@link ExtractionOutcome#DONE}. Otherwise like {@link #extractArchive(String,
     * ExtractionOutcome)}.
     *
     * @param path the archive's path on the server
     * @return the operation's id
     */
    public UUID extractArchive(String path) {
        return extractArchive(path, ExtractionOutcome.DONE);
    }

    /**
     * Cancels the extraction of an archive.
     *
     * @param id the operation's id
     * @return whether there was anything to cancel
     */
    public boolean cancelExtraction(UUID id) {
        return host().call(() -> host().game().extractions().cancel(id));
    }

    /**
     * Takes an extraction that has ended, or was cancelled, off the list that clients are shown.
     *
     * @param id the operation's id
     * @return whether there was such a one
     */
    public boolean dismissExtraction(UUID id) {
        return host().call(() -> host().game().extractions().dismiss(id));
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
     * Sends an event to every authenticated socket. The state of the server does not change: a {@code power-state} event does
     * not change its {@link #powerState()}. A {@code log} or {@code log4j} event becomes part of the history.
     *
     * @param event the event
     */
    public void emit(ArchonEvent event) {
        act(() -> host().broadcast().event(event));
    }

    /**
     * Sends a text message as it is to every authenticated socket, be it JSON or not.
     *
     * @param textFrame the payload of one text frame; not counted as a log line
     */
    public void emitRaw(byte[] textFrame) {
        byte[] message = textFrame.clone();
        act(() -> host().broadcast().text(message, 0));
    }

    /**
     * Does an action at once.
     *
     * @param action the action
     */
    public void perform(Action action) {
        act(() -> host().perform(action));
    }

    /**
     * Plays a scenario. Several may be played at once, independently of each other.
     *
     * @param scenario the scenario; {@link dev.archon.simulator.scenario.Scenarios} has many
     * @return the run, whose first steps have been taken
     */
    public ScenarioRun play(Scenario scenario) {
        return new ScenarioRun(host().call(() -> host().runs().start(scenario)));
    }

    /**
     * Plays a scenario as a seed of its own has it, whatever was played before.
     *
     * @param scenario the scenario
     * @param seed what its times and choices are drawn from
     * @return the run, whose first steps have been taken
     */
    public ScenarioRun play(Scenario scenario, long seed) {
        return new ScenarioRun(host().call(() -> host().runs().start(scenario, seed)));
    }

    /**
     * The scenarios that are being played.
     *
     * @return the runs, oldest first
     */
    public List<ScenarioRun> runs() {
        return host().runs().running().stream().map(ScenarioRun::new).toList();
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
        return new ActiveFault(host().call(() -> host().faults().start(fault, OptionalInt.empty())));
    }

    /**
     * Switches a fault on for a number of times.
     *
     * @param fault the fault, of a kind that {@linkplain Fault#counted() can be counted}
     * @param times how many times it happens, 1 to 1,000,000
     * @return the fault that is switched on, to end it early
     * @throws IllegalArgumentException if the number is out of range, or the fault cannot be counted
     */
    public ActiveFault fault(Fault fault, int times) {
        return new ActiveFault(host().call(() -> host().faults().start(fault, OptionalInt.of(times))));
    }

    /**
     * The faults that are switched on, those of scenarios among them.
     *
     * @return the faults, oldest first
     */
    public List<ActiveFault> faults() {
        return host().faults().active().stream().map(ActiveFault::new).toList();
    }

    private void act(Runnable action) {
        boolean unused = host().call(() -> {
            action.run();
            return true;
        });
    }
}
