package dev.archon.simulator.game;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.protocol.rest.PowerAction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A Minecraft server: a process that boots, runs, stops and crashes, a console that answers commands, stats, backups,
 * installations and extractions.
 *
 * <p>It does what is due when its {@link VirtualScheduler} is run, and hands every event to its listener on the calling thread.
 */
public final class GameServer {

    private static final int TYPED_AHEAD = 100;

    private static final String PLUGIN_ERROR = """
            java.lang.IllegalStateException: waypoint without a world
            \tat example.waypoints.Waypoints.near(Waypoints.java:88) ~[waypoints-2.3.jar:?]
            \tat example.waypoints.MoveListener.onMove(MoveListener.java:31) ~[waypoints-2.3.jar:?]
            \tat java.base/java.lang.Thread.run(Thread.java:1583) [?:?]
            Caused by: java.io.EOFException: unexpected end of waypoints.dat
            \tat example.waypoints.Store.read(Store.java:54) ~[waypoints-2.3.jar:?]
            \t... 2 more
            """;

    private final Consumer<ArchonEvent> out;
    private final Players players = new Players();
    private final Console console;
    private final Commands commands;
    private final ResourceUsage usage;
    private final BurstLines burstLines;
    private final ServerProcess process;
    private final Maintenance maintenance;
    private final BackgroundActivity background;
    private final Backups backups;
    private final Installations installations;
    private final Extractions extractions;
    private final StateReporter stateReporter;
    private final Crashes crashes;
    private final Queue<String> typedAhead = new ArrayDeque<>();

    private StatsEvent stats;

    /**
     * Creates a server that is stopped.
     *
     * @param scheduler the virtual time
     * @param seed the seed of everything random; the same calls at the same times produce the same events
     * @param activityLevel how much the players and the game do by themselves
     * @param entries whether entries of the game's logger are sent as {@code log4j} instead of {@code log}
     * @param out receives every event, in order
     */
    public GameServer(
            VirtualScheduler scheduler,
            long seed,
            ActivityLevel activityLevel,
            boolean entries,
            Consumer<ArchonEvent> out) {
        this.out = out;
        // One source for each concern: a command that is typed does not change the stats.
        Random seeds = new Random(seed);
        Random ofProcess = new Random(seeds.nextLong());
        this.console = new Console(scheduler, entries, out);
        Random ofActivity = new Random(seeds.nextLong());
        this.usage = new ResourceUsage(new Random(seeds.nextLong()));
        this.burstLines = new BurstLines(new Random(seeds.nextLong()));
        World world = new World(new Random(~seed).nextLong(), new WorldTime(scheduler));
        AccessLists access = new AccessLists();
        PlayerActivity activity = new PlayerActivity(ofActivity, console, players, access, world);
        this.process = new ServerProcess(
                scheduler, ofProcess, console, activity, () -> bootLog(ofProcess), this::powerChanged);
        this.background = new BackgroundActivity(
                process,
                new Random(seeds.nextLong()),
                activityLevel,
                activity,
                () -> emitStats(usage.reading(players.count())),
                this::tellUptime);
        this.maintenance = new Maintenance(process, this::stateChanged);
        this.backups = new Backups(scheduler, new Random(seeds.nextLong()), maintenance, usage::storageBytes, out);
        this.installations =
                new Installations(scheduler, new Random(seeds.nextLong()), maintenance, out, this::stateChanged);
        this.extractions = new Extractions(scheduler, new Random(seeds.nextLong()), out);
        PlayerArguments playerArguments = new PlayerArguments(players, new Random(seeds.nextLong()));
        this.commands = new Commands(
                console,
                new AccessCommands(console, players, access, activity, playerArguments),
                new PlayerCommands(console, players, world, playerArguments),
                new WorldCommands(console, world),
                new ServerCommands(console, world, process, installations::software, () -> power(PowerAction.STOP)));
        this.stateReporter = new StateReporter(process, maintenance, installations, out);
        this.crashes = new Crashes(scheduler, process, maintenance, console, installations::software, players::online);
        this.stats = usage.atRest();
    }

    /**
     * Returns the power state.
     *
     * @return the state, never {@link PowerState#UNKNOWN}
     */
    public PowerState state() {
        return process.state();
    }

    /**
     * Returns the server's backups.
     *
     * @return the same object every time
     */
    public Backups backups() {
        return backups;
    }

    /**
     * Returns the installations of mods, mod packs and server software.
     *
     * @return the same object every time
     */
    public Installations installations() {
        return installations;
    }

    /**
     * Returns the archives that are being extracted on the server's disk.
     *
     * @return the same object every time
     */
    public Extractions extractions() {
        return extractions;
    }

    /**
     * Returns the event that follows every {@code auth-ok}, that of a renewal too.
     *
     * @return the installations, an empty list if there are none
     */
    public InstallProgressEvent installProgress() {
        return installations.event();
    }

    /**
     * Returns the events that describe the present state to a client that has just connected.
     *
     * @return the power state, the stats, the uptime while there is a process, and the operations that have not ended
     */
    public List<ArchonEvent> snapshot() {
        List<ArchonEvent> events = new ArrayList<>();
        events.add(process.power());
        events.add(stateReporter.event());
        events.add(installations.event());
        events.add(stats);
        if (process.isAlive()) {
            events.add(uptime());
        }
        events.addAll(backups.snapshot());
        events.addAll(extractions.snapshot());
        return events;
    }

    /**
     * Sets the listener for every change of the data that REST calls show. There is none before.
     *
     * @param listener called on the thread that runs the server, after the change
     */
    public void onChange(Consumer<ModelChange> listener) {
        backups.onChange(listener);
        installations.onChange(listener);
    }

    /**
     * Changes the kind of messages that the console is sent in, from the next one on.
     *
     * @param entries whether entries of the game's logger are sent as {@code log4j} instead of {@code log}
     */
    public void entries(boolean entries) {
        console.entries(entries);
    }

    /**
     * Changes how much the players and the game do by themselves, from the next action on.
     *
     * @param changed the new level
     */
    public void activityLevel(ActivityLevel changed) {
        if (background.activityLevel(changed) && state() == PowerState.RUNNING) {
            background.begin();
        }
    }

    /**
     * Sets whether the server starts again after a crash. By default it does not.
     *
     * @param delay the time between crash and start; empty to stay crashed
     */
    public void restartAfterCrash(Optional<Duration> delay) {
        crashes.restartAfter(delay);
    }

    /**
     * Carries out a power action. An action that is not possible in the present state does nothing, and neither does one
     * that would start a server while a backup is being restored or a mod pack or server software is being installed.
     *
     * @param action the action
     */
    public void power(PowerAction action) {
        if (maintenance.isUnderWay()) {
            powerDuringMaintenance(action);
        } else {
            switch (action) {
                case START -> process.start();
                case STOP -> process.stop();
                case RESTART -> process.restart();
                case KILL -> process.kill();
            }
        }
        stateChanged();
    }

    private void powerDuringMaintenance(PowerAction action) {
        switch (action) {
            case START, RESTART -> {
                // Ignored: the server is started again afterwards if it ran before.
            }
            case STOP -> maintenance.startAfterwards(false);
            case KILL -> {
                maintenance.startAfterwards(false);
                process.kill();
            }
        }
    }

    /**
     * Types a line into the console. While the server boots the line waits, up to 100 of them; without a process it is
     * ignored.
     *
     * @param line the line
     */
    public void command(String line) {
        if (state() == PowerState.RUNNING) {
            commands.run(line);
        } else if (state() == PowerState.STARTING && typedAhead.size() < TYPED_AHEAD) {
            typedAhead.add(line);
        }
    }

    /**
     * Prints many numbered lines at once, as a verbose plug-in does.
     *
     * @param lines the number of lines
     */
    public void burst(int lines) {
        for (int i = 0; i < lines; i++) {
            burstLines.print(console);
        }
    }

    /** Prints the error of a plug-in with its stack trace, while a player chats in another thread. The server goes on. */
    public void stackTrace() {
        console.error(
                "Could not pass event PlayerMoveEvent to Waypoints v2.3",
                PLUGIN_ERROR,
                () -> console.print("Async Chat Thread - #0", "INFO", "<Alex> did the waypoints just vanish?"));
    }

    /**
     * Ends the process with an error and its crash report, whatever it is doing. Without a process nothing happens.
     *
     * @param exitCode the exit code, other than 0, if it is known
     * @throws IllegalArgumentException if it is 0
     */
    public void crash(OptionalLong exitCode) {
        crashes.withError(exitCode);
    }

    /**
     * Ends the process as the kernel does when the container is out of memory: with exit code 137, and without a last word
     * on the console. Without a process nothing happens.
     */
    public void crashOutOfMemory() {
        crashes.outOfMemory(() -> emitStats(usage.outOfMemory()));
    }

    private List<BootLog.Line> bootLog(Random random) {
        return BootLog.lines(random, installations.software(), installations.mods());
    }

    private void powerChanged(PowerStateEvent now) {
        if (!process.isAlive()) {
            players.everyoneLeaves();
            typedAhead.clear();
        }
        out.accept(now);
        stateChanged();
        switch (now.stateValue()) {
            case STARTING -> usage.started();
            case RUNNING -> {
                out.accept(uptime());
                background.begin();
                List<String> waiting = List.copyOf(typedAhead);
                typedAhead.clear();
                waiting.forEach(this::command);
            }
            case STOPPED, CRASHED -> {
                emitStats(usage.atRest());
                maintenance.proceed();
            }
            case STOPPING, UNKNOWN -> {
                // The event that was sent above is all.
            }
        }
    }

    private void stateChanged() {
        stateReporter.emitIfChanged();
    }

    private void tellUptime() {
        out.accept(uptime());
        stateReporter.emit();
    }

    private UptimeEvent uptime() {
        return new UptimeEvent(process.uptime().toSeconds());
    }

    private void emitStats(StatsEvent reading) {
        stats = reading;
        out.accept(reading);
    }
}
