package dev.archon.simulator.internal.server;

import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.internal.wire.HttpAnswer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The answers that a fault has delayed. A server that ends has no later turns, so whatever still waits then is decided at
 * once. Belongs to the server's loop.
 */
final class SlowAnswers {

    private final VirtualScheduler agenda;
    private final Set<Waiting> waiting = new LinkedHashSet<>();

    SlowAnswers(VirtualScheduler agenda) {
        this.agenda = agenda;
    }

    /** One delayed answer. Each is equal to itself only. */
    private static final class Waiting {

        private final Consumer<HttpAnswer> atEnd;

        Waiting(Consumer<HttpAnswer> atEnd) {
            this.atEnd = atEnd;
        }
    }

    /**
     * Delays an answer.
     *
     * @param serve answers when the delay is over
     * @param atEnd is called instead if the server ends before, with the answer to calls of a server that has ended
     */
    void after(Duration delay, Runnable serve, Consumer<HttpAnswer> atEnd) {
        Waiting one = new Waiting(atEnd);
        waiting.add(one);
        agenda.after(delay, () -> {
            if (waiting.remove(one)) {
                serve.run();
            }
        });
    }

    /** Decides what still waits, because the server ends. */
    void end(HttpAnswer refusal) {
        List<Waiting> left = List.copyOf(waiting);
        waiting.clear();
        left.forEach(one -> one.atEnd.accept(refusal));
    }
}
