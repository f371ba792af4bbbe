package dev.archon.simulator.internal.server;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.simulator.internal.wire.Block;
import dev.archon.simulator.internal.wire.BlockWriter;
import dev.archon.simulator.internal.wire.Floods;
import dev.archon.simulator.internal.wire.FrameEncoder;
import dev.archon.simulator.internal.wire.FrameFaults;
import dev.archon.simulator.scenario.FloodResult;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Sends to every authenticated socket of a server, and keeps the console's history for those that authenticate later.
 *
 * <p>Frames are gathered into blocks until {@link #flush()}. Belongs to the server's {@link ServerLoop}; only {@link
 * #receivers()} may be called from any thread.
 */
public final class Broadcast {

    private final ConsoleHistory history;
    private final Floods floods;
    private final FrameFaults faults;
    private final Set<Session> authenticated = new LinkedHashSet<>();
    private final BlockWriter gathered = new BlockWriter(this::sendToAll);
    private volatile int receivers;

    Broadcast(ConsoleHistory history, Floods floods, FrameFaults faults) {
        this.history = history;
        this.floods = floods;
        this.faults = faults;
    }

    /** The number of sockets that are authenticated. */
    int receivers() {
        return receivers;
    }

    /**
     * Sends an event to every authenticated socket.
     *
     * @param event the event; one that holds console lines becomes part of the history
     */
    public void event(ArchonEvent event) {
        text(EventCodec.encode(event), ConsoleFormat.count(event));
    }

    /**
     * Sends a text message as it is to every authenticated socket.
     *
     * @param message the payload of one text frame
     * @param lines how many console lines it holds; a message with any becomes part of the history
     */
    public void text(byte[] message, int lines) {
        if (lines > 0) {
            history.add(message, lines);
        }
        gathered.text(message, lines);
    }

    /** Sends a frame that is not a text message. */
    void frame(int opcode, byte[] payload) {
        flush();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        FrameEncoder.write(frame, true, opcode, payload, 0, payload.length);
        sendToAll(new Block(frame.toByteArray(), 0));
    }

    /** Changes how many lines of the history come in one {@code log} message. */
    void historyChunk(int lines) {
        history.chunk(lines);
    }

    /** Leaves out of later replays what the console has had until now. */
    public void clearHistory() {
        history.clear();
    }

    /**
     * The console lines that are kept, also those that were cleared.
     *
     * @return the lines, each with a line feed behind it
     */
    public String log() {
        return history.log();
    }

    /** Sends the history as if everybody had just connected. */
    void repeatHistory() {
        history.replay(gathered);
    }

    /**
     * Prints log lines at once, which become part of the history. Unlike {@link #event} it does not encode each line.
     *
     * @param lines how many, 1 or more
     */
    public void print(int lines) {
        flush();
        floods.print(
                lines,
                authenticated.isEmpty() ? Optional.empty() : Optional.of(this::sendToAll),
                history.most(lines),
                message -> history.add(message, 1));
    }

    /**
     * Sends log lines to every authenticated socket, as fast as each of them reads.
     *
     * @param lines how many each socket gets
     * @return completes when every socket has been sent all of them or has ended; cancelling it ends the flood
     */
    public CompletableFuture<Void> flood(long lines) {
        flush();
        return floods.start(lines, authenticated.stream().map(Session::socket));
    }

    /**
     * Sends log lines at a steady rate to the sockets that are authenticated by then.
     *
     * @param lines how many
     * @param linesPerSecond how many in a second of simulated time
     * @return completes with the rate that was reached when the last line has been handed to the sockets; cancelling it
     *     ends the flood
     */
    public CompletableFuture<FloodResult> flood(long lines, long linesPerSecond) {
        return floods.start(lines, linesPerSecond, block -> {
            flush();
            sendToAll(block);
        });
    }

    void endFloods() {
        floods.end();
    }

    /** Sends what was gathered until now, so that what comes next does not overtake it. */
    void flush() {
        gathered.flush();
    }

    /** Greets a socket that has shown its first good token: it gets the history, and from then on everything. */
    void welcome(Session session, List<ArchonEvent> snapshot) {
        // What was emitted until now belongs to the others; this socket has it in its history.
        flush();
        BlockWriter toOne = new BlockWriter(session::send);
        toOne.event(new AuthOkEvent());
        history.replay(toOne);
        snapshot.forEach(toOne::event);
        if (!session.isGone()) {
            join(session);
        }
        toOne.flush();
    }

    void join(Session session) {
        authenticated.add(session);
        receivers = authenticated.size();
    }

    void leave(Session session) {
        authenticated.remove(session);
        receivers = authenticated.size();
    }

    /** Runs an action for every authenticated socket, behind what was emitted to it before. */
    void each(Consumer<Session> action) {
        flush();
        List.copyOf(authenticated).forEach(action);
    }

    private void sendToAll(Block sent) {
        Block block = faults.apply(sent);
        closeWhereNot(session -> session.socket().send(block));
    }

    private void sendToAll(List<Block> sent) {
        List<Block> blocks = sent.stream().map(faults::apply).toList();
        closeWhereNot(session -> session.socket().send(blocks));
    }

    private void closeWhereNot(Predicate<Session> hasRoom) {
        List<Session> full = new ArrayList<>();
        for (Session session : authenticated) {
            if (!hasRoom.test(session)) {
                full.add(session);
            }
        }
        full.forEach(Session::closeForBacklog);
    }
}
