package dev.archon.simulator.internal.server;

import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.internal.wire.LinkTime;
import java.time.Instant;
import java.util.function.Consumer;

/** The time of one server, for what happens on its sockets' threads. */
final class TurnTime implements LinkTime {

    private final VirtualScheduler agenda;
    private final ServerClock clock;
    private final ServerLoop loop;

    TurnTime(VirtualScheduler agenda, ServerClock clock, ServerLoop loop) {
        this.agenda = agenda;
        this.clock = clock;
        this.loop = loop;
    }

    @Override
    public Instant turn() {
        return agenda.now();
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public void at(Instant when, Consumer<Instant> action) {
        loop.run(() -> {
            if (loop.hasEnded()) {
                // The server has no later turns, but what was sent before its end must not hold back the close frame.
                action.accept(when);
            } else if (when.isAfter(agenda.now())) {
                agenda.at(when, () -> action.accept(agenda.now()));
            } else {
                action.accept(agenda.now());
            }
        });
    }
}
