package dev.archon.simulator.game;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.protocol.rest.PowerAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A Minecraft server: a process that boots, runs, stops and crashes, a console that answers, figures that move.
 *
 * <p>It does what is due when its {@link Agenda} is run, and hands every event to its listener.
 */
public final class GameServer {

    private static final Duration STATS_EVERY = Duration.ofSeconds(2);
    private static final Duration UPTIME_EVERY = Duration.ofSeconds(5);
    private static final int TYPED_AHEAD = 100;

    private final Agenda agenda;
    private final Consumer<ArchonEvent> out;
    private final Random random;
    private final Console console;
    private final Players players = new Players();
    private final Chatter chatter;
    private final Commands commands;
    private final Figures figures;
    private final BurstLines burstLines;
    private final Queue<String> typedAhead = new ArrayDeque<>();

    private Pace pace;
    private Optional<Duration> restartAfterCrash = Optional.empty();
    private PowerStateEvent power = new PowerStateEvent(PowerState.STOPPED);
    private StatsEvent stats;
    private Instant startedAt;
    private boolean startAfterStop;

    /** Counts the processes, so that what one of them had planned does not happen in the next one. */
    private int process;

    /**
     * Makes a server that is stopped.
     *
     * @param agenda its time
     * @param seed what its randomness comes from
     * @param pace how much goes on while it runs
     * @param out takes every event, in order
     */
    public GameServer(Agenda agenda, long seed, Pace pace, Consumer<ArchonEvent> out) {
        this.agenda = agenda;
        this.pace = pace;
        this.out = out;
        // One source for each concern: a command that is typed does not change how the figures move.
        Random seeds = new Random(seed);
        this.random = new Random(seeds.nextLong());
        this.console = new Console(agenda, out::accept);
        this.chatter = new Chatter(new Random(seeds.nextLong()), console, players);
        this.figures = new Figures(new Random(seeds.nextLong()));
        this.burstLines = new BurstLines(new Random(seeds.nextLong()));
        this.commands = new Commands(console, players, chatter, () -> power(PowerAction.STOP));
        this.stats = figures.atRest();
        this.startedAt = agenda.now();
    }

    /**
     * The power state.
     *
     * @return one that the protocol knows
     */
    public PowerState state() {
        return power.state();
    }

    /**
     * What somebody who has just connected is told.
     *
     * @return the power state, the figures and, while there is a process, the uptime
     */
    public List<ArchonEvent> snapshot() {
        List<ArchonEvent> events = new ArrayList<>(List.of(power, stats));
        if (hasProcess()) {
            events.add(new UptimeEvent(uptime().toSeconds()));
        }
        return events;
    }

    /**
     * Changes how much goes on, from the next thing that happens.
     *
     * @param newPace how much
     */
    public void pace(Pace newPace) {
        boolean wakes = pace.idle() && !newPace.idle();
        pace = newPace;
        if (wakes && state() == PowerState.RUNNING) {
            process++;
            live();
        }
    }

    /**
     * Makes the server start by itself after a crash, or not.
     *
     * @param delay how long after the crash; empty for never
     */
    public void restartAfterCrash(Optional<Duration> delay) {
        restartAfterCrash = delay;
    }

    /**
     * Carries out a power action. One that makes no sense in the present state does nothing.
     *
     * @param action what to do
     */
    public void power(PowerAction action) {
        switch (action) {
            case START -> start();
            case STOP -> stop(false);
            case RESTART -> {
                if (hasProcess()) {
                    stop(true);
                } else {
                    start();
                }
            }
            case KILL -> {
                if (hasProcess()) {
                    end(new PowerStateEvent(PowerState.STOPPED));
                }
            }
        }
    }

    /**
     * Types a line into the console. While the server boots the line waits; without a process it goes nowhere.
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
     * Prints many lines at once.
     *
     * @param lines how many
     */
    public void burst(int lines) {
        for (int i = 0; i < lines; i++) {
            burstLines.print(console);
        }
    }

    /**
     * Ends the process with an error, whatever it is doing.
     *
     * @param exitCode the exit code, if it is known
     */
    public void crash(OptionalLong exitCode) {
        console.error("Encountered an unexpected exception");
        console.stderr("java.lang.IllegalStateException: Ticking entity");
        console.stderr("\tat net.minecraft.server.MinecraftServer.tickServer(MinecraftServer.java:911)");
        console.stderr("\tat net.minecraft.server.MinecraftServer.runServer(MinecraftServer.java:697)");
        console.error("This crash report has been saved to: ./crash-reports/crash-server.txt");
        crashed(new PowerStateEvent(PowerState.CRASHED.text(), Optional.of(false), exitCode));
    }

    /** Ends the process for want of memory, as the kernel does it: exit code 137. */
    public void crashOutOfMemory() {
        console.warn("Can't keep up! Is the server overloaded? Running 14203ms or 284 ticks behind");
        console.stderr("java.lang.OutOfMemoryError: Java heap space");
        figures.crashedByMemory();
        emitStats(figures.reading(players.count()));
        crashed(PowerStateEvent.crashed(true, 137));
    }

    private void crashed(PowerStateEvent event) {
        end(event);
        restartAfterCrash.ifPresent(delay -> planned(delay, this::start));
    }

    private void start() {
        if (hasProcess()) {
            return;
        }
        process++;
        startedAt = agenda.now();
        figures.started();
        changeTo(PowerState.STARTING);
        List<BootLog.Line> lines = BootLog.lines(random);
        for (BootLog.Line line : lines) {
            planned(Duration.ofMillis(line.millis()), () -> console.print(line.thread(), line.level(), line.text()));
        }
        planned(Duration.ofMillis(lines.get(lines.size() - 1).millis()), this::ready);
    }

    private void ready() {
        changeTo(PowerState.RUNNING);
        live();
        List<String> waiting = List.copyOf(typedAhead);
        typedAhead.clear();
        waiting.forEach(this::command);
    }

    private void live() {
        if (!pace.idle()) {
            planned(gap(), this::chat);
            planned(STATS_EVERY, this::measure);
            planned(UPTIME_EVERY, this::tellUptime);
        }
    }

    private void chat() {
        if (!pace.idle()) {
            chatter.next(pace.players());
            planned(gap(), this::chat);
        }
    }

    private void measure() {
        if (!pace.idle()) {
            emitStats(figures.reading(players.count()));
            planned(STATS_EVERY, this::measure);
        }
    }

    private void tellUptime() {
        if (!pace.idle()) {
            out.accept(new UptimeEvent(uptime().toSeconds()));
            planned(UPTIME_EVERY, this::tellUptime);
        }
    }

    private void stop(boolean thenStart) {
        if (state() != PowerState.RUNNING && state() != PowerState.STARTING) {
            startAfterStop |= thenStart && state() == PowerState.STOPPING;
            return;
        }
        process++;
        startAfterStop = thenStart;
        console.info("Stopping the server");
        changeTo(PowerState.STOPPING);
        planned(Duration.ofMillis(50), () -> {
            console.info("Stopping server");
            console.info("Saving players");
            players.everyoneLeaves();
        });
        planned(Duration.ofMillis(150 + random.nextInt(100)), () -> {
            console.info("Saving worlds");
            console.info("Saving chunks for level 'ServerLevel[world]'/minecraft:overworld");
        });
        planned(Duration.ofMillis(600 + random.nextInt(300)), () -> {
            console.info("Saving chunks for level 'ServerLevel[world]'/minecraft:the_end");
            console.info("Saving chunks for level 'ServerLevel[world]'/minecraft:the_nether");
        });
        planned(Duration.ofMillis(1000 + random.nextInt(400)), () -> {
            console.info("ThreadedAnvilChunkStorage: All dimensions are saved");
            boolean again = startAfterStop;
            end(new PowerStateEvent(PowerState.STOPPED));
            if (again) {
                planned(Duration.ofMillis(500), this::start);
            }
        });
    }

    private void end(PowerStateEvent how) {
        process++;
        startAfterStop = false;
        players.everyoneLeaves();
        typedAhead.clear();
        power = how;
        out.accept(how);
        emitStats(figures.atRest());
    }

    private void changeTo(PowerState state) {
        power = new PowerStateEvent(state);
        out.accept(power);
    }

    private void emitStats(StatsEvent reading) {
        stats = reading;
        out.accept(reading);
    }

    private void planned(Duration delay, Runnable action) {
        int owner = process;
        agenda.after(delay, () -> {
            if (owner == process) {
                action.run();
            }
        });
    }

    private boolean hasProcess() {
        return switch (state()) {
            case RUNNING, STARTING, STOPPING -> true;
            case STOPPED, CRASHED, UNKNOWN -> false;
        };
    }

    private Duration uptime() {
        return Duration.between(startedAt, agenda.now());
    }

    /** Exponential gaps, as between independent events, but never longer than five times the mean. */
    private Duration gap() {
        double factor = Math.min(5, -Math.log(1 - random.nextDouble()));
        return Duration.ofNanos((long) (pace.meanGap().toNanos() * factor));
    }
}
