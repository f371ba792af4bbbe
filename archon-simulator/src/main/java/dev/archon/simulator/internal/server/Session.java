package dev.archon.simulator.internal.server;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.internal.wire.Block;
import dev.archon.simulator.internal.wire.BlockWriter;
import dev.archon.simulator.internal.wire.ClientSocket;
import dev.archon.simulator.internal.wire.FrameFaults;
import dev.archon.simulator.internal.wire.LinkConditions;
import dev.archon.simulator.journal.JournalEntry.Side;
import dev.archon.simulator.recording.RecordedConnection;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** One WebSocket of a simulated server. Belongs to that server's {@link ServerLoop}. */
final class Session implements Replay.Client {

    private final VirtualScheduler agenda;
    private final ServerConfig config;
    private final ClientSocket socket;
    private final FrameFaults faults;
    private final Owner owner;
    private final int number;
    private final ReceivingLink received;
    private LinkConditions toClient = LinkConditions.NONE;
    private LinkConditions toServer = LinkConditions.NONE;
    private boolean askedForAuth;
    private boolean authenticated;
    private boolean gone;
    private Optional<VirtualScheduler.Task> warning = Optional.empty();
    private Optional<VirtualScheduler.Task> expiry = Optional.empty();
    private Instant expiresAt = Instant.MAX;
    private Optional<Replay> replay = Optional.empty();

    /** The server that a session belongs to. */
    interface Owner {

        /** Called before a message to this socket alone, which must not overtake what was emitted to all before. */
        void flush();

        /** The session is over, and nothing more goes to its socket. */
        void left(Session session, Side by, OptionalInt code, String reason);
    }

    Session(
            int number,
            VirtualScheduler agenda,
            ServerConfig config,
            ClientSocket socket,
            ReceivingLink received,
            FrameFaults faults,
            Owner owner) {
        this.number = number;
        this.received = received;
        this.agenda = agenda;
        this.config = config;
        this.socket = socket;
        this.faults = faults;
        this.owner = owner;
    }

    ClientSocket socket() {
        return socket;
    }

    /** Its place among all sockets that the server has had, from 1. */
    int number() {
        return number;
    }

    /** Takes what the socket has read; it takes effect when it has arrived. */
    void receive(int bytes, Runnable effect) {
        received.receive(bytes, effect);
    }

    /** Stops reading from the socket, or no longer does. */
    void stallReads(boolean stalls) {
        received.stall(stalls);
    }

    /** Changes the conditions on the line to the client. Returns whether they were others before. */
    boolean conditionsToClient(LinkConditions conditions) {
        if (conditions.equals(toClient)) {
            return false;
        }
        toClient = conditions;
        socket.conditions(conditions);
        return true;
    }

    /** Changes the conditions on the line from the client. Returns whether they were others before. */
    boolean conditionsToServer(LinkConditions conditions) {
        if (conditions.equals(toServer)) {
            return false;
        }
        toServer = conditions;
        received.conditions(conditions);
        return true;
    }

    /** Replays a recorded connection instead of what the server emits, from {@link #startReplay} on. */
    void replay(RecordedConnection connection) {
        replay = Optional.of(new Replay(connection, config.recordedPace(), agenda, this));
    }

    boolean replays() {
        return replay.isPresent();
    }

    void startReplay() {
        replay.ifPresent(Replay::start);
    }

    /** The socket takes more, after it had not for a while. */
    void hasRoom() {
        replay.ifPresent(Replay::play);
    }

    @Override
    public boolean takesMore() {
        return !gone && socket.hasRoom();
    }

    boolean isGone() {
        return gone;
    }

    boolean isAuthenticated() {
        return authenticated;
    }

    void askedForAuth() {
        askedForAuth = true;
    }

    /** The client has shown a good token. */
    void authenticated() {
        authenticated = true;
        replay.ifPresent(Replay::authenticated);
    }

    boolean isWaitingForAuth() {
        return !askedForAuth && !gone;
    }

    @Override
    public void close(int code, String reason) {
        if (leave(Side.SIMULATOR, OptionalInt.of(code), reason)) {
            socket.close(code, reason);
        }
    }

    @Override
    public void closeWithoutCode() {
        if (leave(Side.SIMULATOR, OptionalInt.empty(), "closed without a code")) {
            socket.closeWithoutCode();
        }
    }

    @Override
    public void drop() {
        if (leave(Side.SIMULATOR, OptionalInt.empty(), "dropped")) {
            socket.drop();
        }
    }

    @Override
    public void reset() {
        if (leave(Side.SIMULATOR, OptionalInt.empty(), "reset")) {
            socket.reset();
        }
    }

    /** Goes silent without an end; to the server it is as good as gone. */
    void goDead() {
        if (leave(Side.SIMULATOR, OptionalInt.empty(), "half-open")) {
            socket.goSilent();
        }
    }

    void closedByClient(OptionalInt code, String reason) {
        leave(Side.CLIENT, code, reason);
    }

    /** The client has broken the protocol. */
    void fail(int code, String reason) {
        if (leave(Side.SIMULATOR, OptionalInt.of(code), reason)) {
            socket.fail(code, reason);
        }
    }

    void closeForBacklog() {
        String reason = "not reading: backlog over " + config.backlogBytes() + " bytes";
        if (leave(Side.SIMULATOR, OptionalInt.of(1013), reason)) {
            socket.closeWithoutBacklog(1013, reason);
        }
    }

    @Override
    public void send(Block block) {
        if (!gone && !socket.send(faults.apply(block))) {
            closeForBacklog();
        }
    }

    @Override
    public void tell(ArchonEvent event) {
        BlockWriter one = new BlockWriter(this::send);
        one.event(event);
        one.flush();
    }

    void expireAt(Instant at) {
        cancelTimers();
        expiresAt = at;
        warning = Optional.of(
                agenda.at(at.minus(config.tokenWarning()), () -> toThisOne(() -> tell(new AuthExpiringEvent()))));
        expiry = Optional.of(agenda.at(at, () -> toThisOne(this::expire)));
    }

    /** Warns, and expires then at the latest. */
    void warnAndExpireAt(Instant at) {
        cancelTimers();
        tell(new AuthExpiringEvent());
        expiresAt = at.isBefore(expiresAt) ? at : expiresAt;
        expiry = Optional.of(agenda.at(expiresAt, () -> toThisOne(this::expire)));
    }

    private void expire() {
        tell(new AuthIncorrectEvent());
        close(1008, "token expired");
    }

    /** What goes to one socket alone must not overtake what was emitted to all before. */
    private void toThisOne(Runnable action) {
        owner.flush();
        action.run();
    }

    private void cancelTimers() {
        warning.ifPresent(VirtualScheduler.Task::cancel);
        expiry.ifPresent(VirtualScheduler.Task::cancel);
    }

    private boolean leave(Side by, OptionalInt code, String reason) {
        if (gone) {
            return false;
        }
        gone = true;
        cancelTimers();
        replay.ifPresent(Replay::stop);
        owner.left(this, by, code, reason);
        return true;
    }
}
