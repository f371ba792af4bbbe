package dev.archon.simulator.game;

import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The crashes of a server: what its console says of them, how its process ends, and whether it starts again. */
final class Crashes {

    private static final int KILLED = 137;

    private final VirtualScheduler scheduler;
    private final ServerProcess process;
    private final Maintenance maintenance;
    private final Console console;
    private final Supplier<Software> software;
    private final Supplier<List<String>> online;
    private Optional<Duration> restartAfter = Optional.empty();

    /**
     * Makes the crashes of a process, which does not start again after them.
     *
     * @param software the installed software, for the crash report
     * @param online the names of the players who are online, for the crash report
     */
    Crashes(
            VirtualScheduler scheduler,
            ServerProcess process,
            Maintenance maintenance,
            Console console,
            Supplier<Software> software,
            Supplier<List<String>> online) {
        this.scheduler = scheduler;
        this.process = process;
        this.maintenance = maintenance;
        this.console = console;
        this.software = software;
        this.online = online;
    }

    /** Sets the time between crash and start; empty to stay crashed. */
    void restartAfter(Optional<Duration> delay) {
        restartAfter = delay;
    }

    /**
     * Ends the process with an error and its crash report. Without a process nothing happens.
     *
     * @param exitCode the exit code, other than 0, if it is known
     * @throws IllegalArgumentException if it is 0
     */
    void withError(OptionalLong exitCode) {
        if (exitCode.isPresent() && exitCode.getAsLong() == 0) {
            throw new IllegalArgumentException("exitCode must not be 0, with which a process stops in order");
        }
        if (!process.isAlive()) {
            return;
        }
        CrashReport report = new CrashReport(scheduler.now(), software.get(), process.uptime(), online.get());
        console.error("Encountered an unexpected exception", report.stackTrace());
        console.error("This crash report has been saved to: " + report.path());
        console.stdout(report.text());
        crashed(new PowerStateEvent(PowerState.CRASHED.text(), Optional.of(false), exitCode));
    }

    /**
     * Ends the process as the kernel does when the container is out of memory. Without a process nothing happens.
     *
     * @param lastStats sends the last stats of the process
     */
    void outOfMemory(Runnable lastStats) {
        if (!process.isAlive()) {
            return;
        }
        console.warn("Can't keep up! Is the server overloaded? Running 14203ms or 284 ticks behind");
        lastStats.run();
        crashed(PowerStateEvent.crashed(true, KILLED));
    }

    private void crashed(PowerStateEvent event) {
        process.crash(event);
        restartAfter.ifPresent(delay -> process.planned(delay, () -> {
            if (maintenance.isUnderWay()) {
                maintenance.startAfterwards(true);
            } else {
                process.start();
            }
        }));
    }
}
