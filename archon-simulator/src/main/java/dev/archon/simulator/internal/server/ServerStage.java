package dev.archon.simulator.internal.server;

import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.scenario.Action;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What scenarios do to one server. Belongs to the server's loop.
 *
 * @param id the server's id
 * @param agenda the server's time
 * @param clock the time that passes while the server is busy
 * @param broadcast sends to the server's sockets
 * @param faults the server's faults
 * @param actions performs actions
 */
record ServerStage(
        String id,
        VirtualScheduler agenda,
        Supplier<Instant> clock,
        Broadcast broadcast,
        FaultBoard faults,
        ActionExecutor actions)
        implements ScenarioPlayer.Stage {

    @Override
    public Instant now() {
        return clock.get();
    }

    @Override
    public int connections() {
        return broadcast.receivers();
    }

    @Override
    public void perform(Action action) {
        action.perform(actions);
    }

    @Override
    public void print(int lines) {
        broadcast.print(lines);
    }
}
