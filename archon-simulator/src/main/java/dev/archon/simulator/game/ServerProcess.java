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

/** The process of a server: boots, runs and stops, and prints each step to the console. */
final class ServerProcess {

    private static final Duration PAUSE_OF_A_RESTART = Duration.ofMillis(500);

    private final VirtualScheduler scheduler;
    private final Random random;
    private final Console console;
    private final PlayerActivity activity;
    private final Supplier<List<BootLog.Line>> bootLog;
    private final Consumer<PowerStateEvent> changed;

    private PowerStateEvent power = new PowerStateEvent(PowerState.STOPPED);
    private OptionalLong exitCode = OptionalLong.empty();
    private Optional<PowerTarget> target = Optional.empty();
    private Instant startedAt;

    /** Increases with every start, stop and end; actions that were planned in an earlier generation do not run. */
    private int generation;

    /**
     * Creates a server without a process.
     *
     * @param scheduler the virtual time
     * @param random the source of how long each stop takes
     * @param console receives its lines
     * @param activity makes the players leave when it stops
     * @param bootLog supplies the lines of the next boot
     * @param changed receives every new power state
     */
    ServerProcess(
            VirtualScheduler scheduler,
            Random random,
            Console console,
            PlayerActivity activity,
            Supplier<List<BootLog.Line>> bootLog,
            Consumer<PowerStateEvent> changed) {
        this.scheduler = scheduler;
        this.random = random;
        this.console = console;
        this.activity = activity;
        this.bootLog = bootLog;
        this.changed = changed;
        this.startedAt = scheduler.now();
    }

    PowerStateEvent power() {
        return power;
    }

    PowerState state() {
        return power.stateValue();
    }

    /** The exit code of the last process; empty while there is one, before the first, and if it was killed. */
    OptionalLong exitCode() {
        return exitCode;
    }

    /** The power action that is being carried out; empty if there is none. */
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
        return isAlive() ? Duration.between(startedAt, scheduler.now()) : Duration.ZERO;
    }

    /** Schedules an action, which does not run if the process starts, stops or ends before. */
    void planned(Duration delay, Runnable action) {
        int owner = generation;
        scheduler.after(delay, () -> {
            if (owner == generation) {
                action.run();
            }
        });
    }

    void start() {
        if (!isAlive()) {
            boot(PowerTarget.START);
        }
    }

    /** Stops the process in order; without a process, cancels a scheduled start. */
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
        generation++;
        startedAt = scheduler.now();
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
                generation++;
                target = Optional.of(asked);
                console.info("Stopping the server");
                changeTo(new PowerStateEvent(PowerState.STOPPING));
                planStop();
            }
            case STOPPING -> target = Optional.of(asked);
            case STOPPED, CRASHED, UNKNOWN -> {
                generation++;
                target = Optional.empty();
            }
        }
    }

    private void planStop() {
        planned(Duration.ofMillis(50), () -> {
            console.info("Stopping server");
            console.info("Saving players");
            activity.everyoneLeaves("Server closed");
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
        generation++;
        exitCode = code;
        target = asked;
        changeTo(how);
    }

    private void changeTo(PowerStateEvent now) {
        power = now;
        changed.accept(now);
    }
}
