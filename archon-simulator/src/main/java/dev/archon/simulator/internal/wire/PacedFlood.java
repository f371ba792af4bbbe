package dev.archon.simulator.internal.wire;

import dev.archon.simulator.game.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Log lines at a steady rate in the simulator's time, for all sockets together. Belongs to the server's loop. */
final class PacedFlood {

    private static final Duration BEAT = Duration.ofMillis(10);

    private final VirtualScheduler agenda;
    private final FloodLines lines;
    private final long count;
    private final long perSecond;
    private final Consumer<Block> out;
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private final Instant begun;
    private long sent;

    /**
     * Makes a flood that has not begun.
     *
     * @param agenda its time
     * @param lines the lines
     * @param count how many of them there are
     * @param perSecond how many come in a second
     * @param out takes them
     */
    PacedFlood(VirtualScheduler agenda, FloodLines lines, long count, long perSecond, Consumer<Block> out) {
        this.agenda = agenda;
        this.lines = lines;
        this.count = count;
        this.perSecond = perSecond;
        this.out = out;
        this.begun = agenda.now();
    }

    /** Completes when the last line has been handed on; cancelling it ends the flood. */
    CompletableFuture<Void> result() {
        return result;
    }

    void start() {
        agenda.after(BEAT, this::beat);
    }

    private void beat() {
        if (result.isDone()) {
            return;
        }
        long due = due();
        while (sent < due) {
            int from = (int) (sent % FloodLines.BLOCK);
            int to = (int) Math.min(FloodLines.BLOCK, from + due - sent);
            out.accept(lines.block(sent / FloodLines.BLOCK, from, to));
            sent += to - from;
        }
        if (sent == count) {
            result.complete(null);
        } else {
            start();
        }
    }

    private long due() {
        Duration elapsed = Duration.between(begun, agenda.now());
        double lines = elapsed.toMillis() / 1000.0 * perSecond;
        return lines >= count ? count : (long) lines;
    }
}
