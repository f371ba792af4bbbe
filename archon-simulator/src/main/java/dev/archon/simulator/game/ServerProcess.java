package dev.archon.simulator.game;

import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.PowerTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The process of a server: boots, runs, stops, and says on the console what it is doing. */
final class ServerProcess {

    private static final Duration PAUSE_OF_A_RESTART = Duration.ofMillis(500);

    private final Agenda agenda;
    private final Random random;
    private final Console console;
    private final Chatter chatter;
    private final Supplier<List<BootLog.Line>> bootLog;
    private final Consumer<PowerStateEvent> changed;

    private PowerStateEvent power = new PowerStateEvent(PowerState.STOPPED);
    private OptionalLong exitCode = OptionalLong.empty();
    private Optional<PowerTarget> target = Optional.empty();
    private Instant startedAt;

    /** Goes up whenever what was planned is not to happen any more, because the process ended or has something else to do. */
    private int life;

    /**
     * Makes a server without a process.
     *
     * @param agenda its time
     * @param random what makes each stop take its own time
     * @param console where it prints
     * @param chatter the players, who are thrown out when it stops
     * @param bootLog gives what it prints when it starts
     * @param changed takes every new power state
     */
    ServerProcess(
            Agenda agenda,
            Random random,
            Console console,
            Chatter chatter,
            Supplier<List<BootLog.Line>> bootLog,
            Consumer<PowerStateEvent> changed) {
        this.agenda = agenda;
        this.random = random;
        this.console = console;
        this.chatter = chatter;
        this.bootLog = bootLog;
        this.changed = changed;
        this.startedAt = agenda.now();
    }

    PowerStateEvent power() {
        return power;
    }

    PowerState state() {
        return power.state();
    }

    /** How the last process ended; empty while there is one, and before the first. */
    OptionalLong exitCode() {
        return exitCode;
    }

    /** What it has been asked to become and is not yet. */
    Optional<PowerTarget> target() {
        return target;
    }

    boolean isAlive() {
        return switch (state()) {
            case RUNNING, STARTING, STOPPING -> true;
            case STOPPED, CRASHED, UNKNOWN -> false;
        };
    }

    boolean isRestarting() {
        return target.equals(Optional.of(PowerTarget.RESTART));
    }

    Duration uptime() {
        return isAlive() ? Duration.between(startedAt, agenda.now()) : Duration.ZERO;
    }

    /** Plans something that is not to happen if the process ends, starts or stops before. */
    void planned(Duration delay, Runnable action) {
        int owner = life;
        agenda.after(delay, () -> {
            if (owner == life) {
                action.run();
            }
        });
    }

    void start() {
        if (!isAlive()) {
            boot(PowerTarget.START);
        }
    }

    /** Ends the process in order; without one, a start that was planned is called off. */
    void stop() {
        stop(PowerTarget.STOP);
    }

    void restart() {
        if (isAlive()) {
            stop(PowerTarget.RESTART);
        } else {
            boot(PowerTarget.RESTART);
        }
    }

    void kill() {
        if (isAlive()) {
            // Without an exit code: state with 137 would say crashed, and power-state stopped.
            end(new PowerStateEvent(PowerState.STOPPED), OptionalLong.empty(), Optional.empty());
        } else {
            stop();
        }
    }

    void crash(PowerStateEvent how) {
        end(how, how.exitCode(), Optional.empty());
    }

    private void boot(PowerTarget asked) {
        life++;
        startedAt = agenda.now();
        exitCode = OptionalLong.empty();
        target = Optional.of(asked);
        changeTo(new PowerStateEvent(PowerState.STARTING));
        console.stdout("Starting the Java process with 8192 MiB of memory");
        List<BootLog.Line> lines = bootLog.get();
        for (BootLog.Line line : lines) {
            planned(Duration.ofMillis(line.millis()), () -> console.print(line.thread(), line.level(), line.text()));
        }
        planned(Duration.ofMillis(lines.get(lines.size() - 1).millis()), this::ready);
    }

    private void ready() {
        target = Optional.empty();
        changeTo(new PowerStateEvent(PowerState.RUNNING));
    }

    private void stop(PowerTarget asked) {
        switch (state()) {
            case RUNNING, STARTING -> {
                life++;
                target = Optional.of(asked);
                console.info("Stopping the server");
                changeTo(new PowerStateEvent(PowerState.STOPPING));
                planStop();
            }
            case STOPPING -> target = Optional.of(asked);
            case STOPPED, CRASHED, UNKNOWN -> {
                life++;
                target = Optional.empty();
            }
        }
    }

    private void planStop() {
        planned(Duration.ofMillis(50), () -> {
            console.info("Stopping server");
            console.info("Saving players");
            chatter.everyoneLeaves("Server closed");
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
            console.info("ThreadedAnvilChunkStorage (world): All chunks are saved");
            console.info("ThreadedAnvilChunkStorage (DIM1): All chunks are saved");
            console.info("ThreadedAnvilChunkStorage (DIM-1): All chunks are saved");
            console.info("ThreadedAnvilChunkStorage: All dimensions are saved");
            stopped();
        });
    }

    private void stopped() {
        boolean again = isRestarting();
        end(new PowerStateEvent(PowerState.STOPPED), OptionalLong.of(0), again ? target : Optional.empty());
        if (again) {
            planned(PAUSE_OF_A_RESTART, () -> boot(PowerTarget.RESTART));
        }
    }

    private void end(PowerStateEvent how, OptionalLong code, Optional<PowerTarget> asked) {
        life++;
        exitCode = code;
        target = asked;
        changeTo(how);
    }

    private void changeTo(PowerStateEvent now) {
        power = now;
        changed.accept(now);
    }
}
