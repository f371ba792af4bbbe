package dev.archon.simulator.internal.server;

import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Instruction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Executes a scenario's instructions on a server, each at its time on the server's agenda. */
final class ScenarioPlayer {

    private static final System.Logger LOGGER = System.getLogger("dev.archon.simulator");

    /** After so much done at one time a scenario is taken for a mistake, which would keep the server's loop busy. */
    private static final int MOST_AT_ONE_TIME = 100_000;

    /** A turn that is late by less is made up for. */
    private static final Duration MOST_BEHIND = Duration.ofMillis(250);

    private final StartedRun run;
    private final Iterator<Instruction> instructions;
    private final Stage host;
    private final Map<Integer, StartedFault> faults = new HashMap<>();
    private final FloodRate rate = new FloodRate();
    private Optional<VirtualScheduler.Task> waiting = Optional.empty();
    private int awaited;
    private boolean over;
    private boolean playing = true;

    /** The server that a scenario is played on. */
    interface Stage {

        String id();

        VirtualScheduler agenda();

        /** The time that it really is, which is later than the agenda's if the server does not keep up. */
        Instant now();

        /** How many sockets are authenticated. */
        int connections();

        FaultBoard faults();

        void perform(Action action);

        /** Prints the next lines of fast floods. */
        void print(int lines);
    }

    ScenarioPlayer(StartedRun run, Iterator<Instruction> instructions, Stage host) {
        this.run = run;
        this.instructions = instructions;
        this.host = host;
    }

    StartedRun run() {
        return run;
    }

    boolean isPlaying() {
        return playing;
    }

    /** Executes instructions until one of them takes time. */
    void proceed() {
        waiting = Optional.empty();
        int executed = 0;
        try {
            while (instructions.hasNext()) {
                if (++executed > MOST_AT_ONE_TIME) {
                    throw new IllegalStateException("scenario " + run.scenario().name() + " does more than "
                            + MOST_AT_ONE_TIME + " things without letting time pass");
                }
                if (!execute(instructions.next())) {
                    return;
                }
            }
        } catch (IllegalStateException e) {
            endFaults();
            playing = false;
            LOGGER.log(System.Logger.Level.WARNING, "server " + host.id() + ": " + e.getMessage());
            run.fail(e);
            return;
        }
        over = true;
        finishIfOver();
    }

    /** Goes on if what was waited for has happened. */
    void wake() {
        if (awaited > 0 && host.connections() >= awaited) {
            awaited = 0;
            proceed();
        }
        finishIfOver();
    }

    void stop() {
        waiting.ifPresent(VirtualScheduler.Task::cancel);
        endFaults();
        playing = false;
        run.complete(false);
    }

    /** Executes an instruction; returns whether the next one may follow at once. */
    private boolean execute(Instruction instruction) {
        if (instruction instanceof Instruction.Perform perform) {
            host.perform(perform.action());
            if (perform.action() instanceof Action.Burst burst) {
                printed(burst.lines());
            }
        } else if (instruction instanceof Instruction.Print print) {
            host.print(print.lines());
            printed(print.lines());
        } else if (instruction instanceof Instruction.Wait wait) {
            rate.waits(wait.duration());
            waiting = Optional.of(host.agenda().at(endOf(wait.duration()), this::proceed));
            return false;
        } else if (instruction instanceof Instruction.AwaitConnections await) {
            rate.interrupted();
            awaited = host.connections() < await.connections() ? await.connections() : 0;
            return awaited == 0;
        } else if (instruction instanceof Instruction.StartFault start) {
            faults.put(start.number(), host.faults().start(start.fault(), start.times()));
        } else if (instruction instanceof Instruction.EndFault end) {
            Optional.ofNullable(faults.remove(end.number())).ifPresent(host.faults()::end);
        }
        return true;
    }

    /** Time that was lost is not made up for: trying to would take ever longer turns, and the server would answer nobody. */
    private Instant endOf(Duration wait) {
        Instant due = host.agenda().now().plus(wait);
        Instant now = host.now();
        return Duration.between(due, now).compareTo(MOST_BEHIND) > 0 ? now : due;
    }

    private void printed(int lines) {
        Instant now = host.now();
        rate.printed(lines, now);
        rate.shortfall(now).ifPresent(shortfall -> {
            if (run.shortfall().isEmpty()) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        String.format(
                                Locale.ROOT,
                                "server %s: scenario %s asks for %,d lines a second and reaches %,d; this machine does no"
                                        + " more",
                                host.id(),
                                run.scenario().name(),
                                shortfall.asked(),
                                shortfall.reached()));
            }
            run.fallsShort(shortfall);
        });
    }

    private void finishIfOver() {
        faults.values().removeIf(fault -> !fault.isActive());
        if (over && playing && faults.isEmpty()) {
            playing = false;
            run.complete(true);
        }
    }

    private void endFaults() {
        faults.values().forEach(host.faults()::end);
        faults.clear();
    }
}
