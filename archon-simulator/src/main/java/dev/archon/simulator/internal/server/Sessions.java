package dev.archon.simulator.internal.server;

import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.internal.wire.ClientSocket;
import dev.archon.simulator.internal.wire.FrameFaults;
import dev.archon.simulator.internal.wire.LinkTime;
import dev.archon.simulator.journal.JournalEntry.Side;
import dev.archon.simulator.recording.RecordedConnection;
import io.netty.channel.Channel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The open WebSockets of one server, authenticated or not. Belongs to the server's loop; only {@link #logLinesSent()} may
 * be called from any thread, and so may {@link #numbers()}.
 */
final class Sessions implements Session.Owner {

    private final ServerConfig config;
    private final VirtualScheduler agenda;
    private final LinkTime time;
    private final SplittableRandom linkSeeds;
    private final ServerJournal journal;
    private final Broadcast broadcast;
    private final FrameFaults frameFaults;
    private final List<RecordedConnection> recorded;
    private final Set<Session> open = new LinkedHashSet<>();
    private final Set<Integer> numbers = new ConcurrentSkipListSet<>();
    private final SocketFaults socketFaults;
    private final AtomicLong logLinesSent = new AtomicLong();
    private int replayed;
    private int opened;

    /**
     * Makes a set of sessions that is empty.
     *
     * @param linkSeeds where the delays of frames come from
     * @param recorded the connections that are replayed to clients one after the other; empty for a server with a game
     */
    Sessions(
            ServerConfig config,
            VirtualScheduler agenda,
            LinkTime time,
            SplittableRandom linkSeeds,
            ServerJournal journal,
            Broadcast broadcast,
            FrameFaults frameFaults,
            List<RecordedConnection> recorded) {
        this.config = config;
        this.agenda = agenda;
        this.time = time;
        this.linkSeeds = linkSeeds;
        this.journal = journal;
        this.broadcast = broadcast;
        this.frameFaults = frameFaults;
        this.recorded = recorded;
        this.socketFaults = new SocketFaults(agenda, open);
    }

    /** Adds the session of a channel whose handshake is about to be answered. */
    Session open(Channel channel) {
        journal.handshake(101);
        ClientSocket socket =
                new ClientSocket(channel, config.backlogBytes(), logLinesSent, time, new Random(linkSeeds.nextLong()));
        ReceivingLink received = new ReceivingLink(agenda, socket, new Random(linkSeeds.nextLong()));
        Session session = new Session(++opened, agenda, config, socket, received, frameFaults, this);
        open.add(session);
        numbers.add(session.number());
        if (!recorded.isEmpty()) {
            session.replay(recorded.get(replayed++ % recorded.size()));
        }
        return session;
    }

    /** Applies the lasting faults to a session whose handshake is over, and starts its replay if it has one. */
    void opened(Session session) {
        if (!session.isGone()) {
            socketFaults.opened(session);
            session.startReplay();
        }
    }

    /** Applies the lasting faults that are switched on now, instead of those before. */
    void apply(FaultBoard faults) {
        socketFaults.set(faults);
    }

    /** Does something with every session, behind what was emitted to it before. */
    void each(Consumer<Session> action) {
        broadcast.flush();
        List.copyOf(open).forEach(action);
    }

    /** The numbers of the open sessions, in ascending order. */
    List<Integer> numbers() {
        return List.copyOf(numbers);
    }

    /** The number of console lines that were written to sockets since the server was made. */
    long logLinesSent() {
        return logLinesSent.get();
    }

    @Override
    public void flush() {
        broadcast.flush();
    }

    @Override
    public void left(Session session, Side by, OptionalInt code, String reason) {
        open.remove(session);
        numbers.remove(session.number());
        broadcast.leave(session);
        journal.closed(by, code, reason);
    }
}
