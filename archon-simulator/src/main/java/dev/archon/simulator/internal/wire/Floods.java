package dev.archon.simulator.internal.wire;

import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.FloodResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The floods of one server. Belongs to the server's loop. */
public final class Floods {

    private final String server;
    private final VirtualScheduler agenda;
    private final Supplier<Instant> clock;
    private final long seed;
    private final Supplier<EventStyle> style;
    private final FastLines fast;
    private final List<PacedFlood> paced = new ArrayList<>();

    /**
     * Makes the floods of a server, none of which has begun.
     *
     * @param server the server's id, for warnings
     * @param agenda the server's time
     * @param clock the time that passes while the server is busy
     * @param seed the seed of the lines' coordinates
     * @param style supplies the messages that carry the lines when a flood starts
     */
    public Floods(
            String server, VirtualScheduler agenda, Supplier<Instant> clock, long seed, Supplier<EventStyle> style) {
        this.server = server;
        this.clock = clock;
        this.agenda = agenda;
        this.seed = seed;
        this.style = style;
        this.fast = new FastLines(agenda, style, new Random(~seed));
    }

    /**
     * Prints lines at once, without encoding each of them.
     *
     * @param count how many, 1 or more
     * @param out is called with groups of blocks; empty if nobody receives them
     * @param kept how many of the last lines are kept
     * @param history is called with the messages of those, one a line
     */
    public void print(int count, Optional<Consumer<List<Block>>> out, int kept, Consumer<byte[]> history) {
        out.ifPresent(receivers -> fast.print(count, receivers));
        fast.last(count, kept, history);
        fast.advance(count);
    }

    /**
     * Sends lines to each of some sockets, as fast as it reads.
     *
     * @param count how many lines each socket gets
     * @param sockets the sockets
     * @return completes when every socket has been sent all lines or has ended; cancelling it ends the flood
     */
    public CompletableFuture<Void> start(long count, Stream<ClientSocket> sockets) {
        Flood flood = new Flood(lines(), count);
        sockets.forEach(socket -> socket.flood(flood.share()));
        flood.handedOut();
        return flood.result();
    }

    /**
     * Sends lines at a steady rate.
     *
     * @param count how many lines
     * @param perSecond how many in a second of the server's time
     * @param out is called with the lines on the server's loop
     * @return completes with the rate that was reached when the last line has been handed on; cancelling it ends the flood
     */
    public CompletableFuture<FloodResult> start(long count, long perSecond, Consumer<Block> out) {
        PacedFlood flood = new PacedFlood(server, agenda, clock, lines(), count, perSecond, out);
        paced.removeIf(former -> former.result().isDone());
        paced.add(flood);
        flood.start();
        return flood.result();
    }

    /** Cancels the floods at a steady rate, which would go on without sockets. */
    public void end() {
        paced.forEach(flood -> flood.result().cancel(false));
    }

    private FloodLines lines() {
        return new FloodLines(style.get(), agenda.now(), new Random(seed));
    }
}
