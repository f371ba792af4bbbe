package dev.archon.simulator.internal.server;

import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Instruction;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Executes a scenario's instructions on a server, each at its time on the server's agenda. */
final class ScenarioPlayer {

    private static final System.Logger LOGGER = System.getLogger("dev.archon.simulator");

    /** After so much done at one time a scenario is taken for a mistake, which would keep the server's loop busy. */
    private static final int MOST_AT_ONE_TIME = 100_000;

    private final StartedRun run;
    private final Iterator<Instruction> instructions;
    private final Stage host;
    private final Map<Integer, StartedFault> faults = new HashMap<>();
    private Optional<VirtualScheduler.Task> waiting = Optional.empty();
    private int awaited;
    private boolean over;
    private boolean playing = true;

    /** The server that a scenario is played on. */
    interface Stage {

        String id();

        VirtualScheduler agenda();

        /** How many sockets are authenticated. */
        int connections();

        FaultBoard faults();

        void perform(Action action);
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
        } else if (instruction instanceof Instruction.Wait wait) {
            waiting = Optional.of(host.agenda().after(wait.duration(), this::proceed));
            return false;
        } else if (instruction instanceof Instruction.AwaitConnections await) {
            awaited = host.connections() < await.connections() ? await.connections() : 0;
            return awaited == 0;
        } else if (instruction instanceof Instruction.StartFault start) {
            faults.put(start.number(), host.faults().start(start.fault(), start.times()));
        } else if (instruction instanceof Instruction.EndFault end) {
            Optional.ofNullable(faults.remove(end.number())).ifPresent(host.faults()::end);
        }
        return true;
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
