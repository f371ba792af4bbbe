package dev.archon.simulator;

import dev.archon.simulator.game.Agenda;
import dev.archon.simulator.scenario.EventStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The floods of one server. Belongs to the server's loop. */
final class Floods {

    private final Agenda agenda;
    private final long seed;
    private final Supplier<EventStyle> style;
    private final List<PacedFlood> paced = new ArrayList<>();

    Floods(Agenda agenda, long seed, Supplier<EventStyle> style) {
        this.agenda = agenda;
        this.seed = seed;
        this.style = style;
    }

    /** Sends lines to each of some sockets, as fast as it reads. */
    CompletableFuture<Void> start(long count, Stream<ClientSocket> sockets) {
        Flood flood = new Flood(lines(), count);
        sockets.forEach(socket -> socket.flood(flood.share()));
        flood.handedOut();
        return flood.result();
    }

    /** Sends lines at a steady rate. */
    CompletableFuture<Void> start(long count, long perSecond, Consumer<Block> out) {
        PacedFlood flood = new PacedFlood(agenda, lines(), count, perSecond, out);
        paced.removeIf(former -> former.result().isDone());
        paced.add(flood);
        flood.start();
        return flood.result();
    }

    /** Ends those that would go on without sockets. */
    void end() {
        paced.forEach(flood -> flood.result().cancel(false));
    }

    private FloodLines lines() {
        return new FloodLines(style.get(), agenda.now(), new Random(seed));
    }
}
