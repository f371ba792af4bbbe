package dev.archon.simulator.internal.wire;

import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.scenario.FloodResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Log lines at a steady rate in the simulator's time, for all sockets together. Which lines are due is decided by the
 * server's agenda, which falls behind the clock if the machine is too slow for the rate. Belongs to the server's loop.
 */
final class PacedFlood {

    private static final System.Logger LOGGER = System.getLogger("dev.archon.simulator");

    private static final Duration BEAT = Duration.ofMillis(10);

    /** After so long it is known whether the machine keeps up. */
    private static final Duration JUDGED_FROM = Duration.ofSeconds(1);

    private final String server;
    private final VirtualScheduler agenda;
    private final Supplier<Instant> clock;
    private final FloodLines lines;
    private final long count;
    private final long perSecond;
    private final Consumer<Block> out;
    private final CompletableFuture<FloodResult> result = new CompletableFuture<>();
    private final Instant begun;
    private final Instant begunByClock;
    private long sent;
    private boolean isShortfallTold;

    /**
     * Makes a flood that has not begun.
     *
     * @param server the server's id, for a warning
     * @param agenda its time
     * @param clock the time that passes while the server is busy
     * @param lines the lines
     * @param count how many of them there are
     * @param perSecond how many come in a second
     * @param out takes them
     */
    PacedFlood(
            String server,
            VirtualScheduler agenda,
            Supplier<Instant> clock,
            FloodLines lines,
            long count,
            long perSecond,
            Consumer<Block> out) {
        this.server = server;
        this.clock = clock;
        this.agenda = agenda;
        this.lines = lines;
        this.count = count;
        this.perSecond = perSecond;
        this.out = out;
        this.begun = agenda.now();
        this.begunByClock = clock.get();
    }

    /** Completes when the last line has been handed on; cancelling it ends the flood. */
    CompletableFuture<FloodResult> result() {
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
        FloodResult soFar = new FloodResult(sent, perSecond, Duration.between(begunByClock, clock.get()));
        tellShortfall(soFar);
        if (sent == count) {
            result.complete(soFar);
        } else {
            start();
        }
    }

    private void tellShortfall(FloodResult soFar) {
        if (!isShortfallTold && soFar.took().compareTo(JUDGED_FROM) >= 0 && soFar.rateMissed()) {
            isShortfallTold = true;
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    String.format(
                            Locale.ROOT,
                            "server %s: a flood asks for %,d lines a second and reaches %,d; this machine does no more",
                            server,
                            perSecond,
                            soFar.linesPerSecondReached()));
        }
    }

    private long due() {
        Duration elapsed = Duration.between(begun, agenda.now());
        double lines = elapsed.toMillis() / 1000.0 * perSecond;
        return lines >= count ? count : (long) lines;
    }
}
