package dev.archon.simulator;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.simulator.JournalEntry.Side;
import dev.archon.simulator.game.Agenda;
import dev.archon.simulator.internal.wire.Block;
import dev.archon.simulator.internal.wire.BlockWriter;
import dev.archon.simulator.internal.wire.ClientSocket;
import dev.archon.simulator.recording.Script;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** One WebSocket of a simulated server. Belongs to that server's {@link ServerLoop}. */
final class Session {

    private final ServerHost host;
    private final SimulatorConfig config;
    private final ClientSocket socket;
    private boolean askedForAuth;
    private boolean authenticated;
    private boolean gone;
    private Optional<Agenda.Task> warning = Optional.empty();
    private Optional<Agenda.Task> expiry = Optional.empty();
    private Instant expiresAt = Instant.MAX;
    private Optional<Replay> replay = Optional.empty();

    Session(ServerHost host, SimulatorConfig config, ClientSocket socket) {
        this.host = host;
        this.config = config;
        this.socket = socket;
    }

    ClientSocket socket() {
        return socket;
    }

    /** Plays what was recorded instead of what the server emits, from {@link #startReplay} on. */
    void replay(Script script) {
        replay = Optional.of(new Replay(script, config.replayPace(), host.agenda(), this));
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

    boolean takesMore() {
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

    void close(int code, String reason) {
        if (leave(Side.SIMULATOR, OptionalInt.of(code), reason)) {
            socket.close(code, reason);
        }
    }

    void closeWithoutCode() {
        if (leave(Side.SIMULATOR, OptionalInt.empty(), "closed without a code")) {
            socket.closeWithoutCode();
        }
    }

    void drop() {
        if (leave(Side.SIMULATOR, OptionalInt.empty(), "dropped")) {
            socket.drop();
        }
    }

    void reset() {
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

    void closeForBacklog() {
        String reason = "not reading: backlog over " + config.backlogBytes() + " bytes";
        if (leave(Side.SIMULATOR, OptionalInt.of(1013), reason)) {
            socket.closeWithoutBacklog(1013, reason);
        }
    }

    void send(Block block) {
        if (!gone && !socket.send(host.withFaults(block))) {
            closeForBacklog();
        }
    }

    void tell(ArchonEvent event) {
        BlockWriter one = new BlockWriter(this::send);
        one.event(event);
        one.flush();
    }

    void expireAt(Instant at) {
        cancelTimers();
        expiresAt = at;
        warning = Optional.of(host.agenda()
                .at(at.minus(config.tokenWarning()), () -> toThisOne(() -> tell(new AuthExpiringEvent()))));
        expiry = Optional.of(host.agenda().at(at, () -> toThisOne(this::expire)));
    }

    /** Warns, and expires then at the latest. */
    void warnAndExpireAt(Instant at) {
        cancelTimers();
        tell(new AuthExpiringEvent());
        expiresAt = at.isBefore(expiresAt) ? at : expiresAt;
        expiry = Optional.of(host.agenda().at(expiresAt, () -> toThisOne(this::expire)));
    }

    private void expire() {
        tell(new AuthIncorrectEvent());
        close(1008, "token expired");
    }

    /** What goes to one socket alone must not overtake what was emitted to all before. */
    private void toThisOne(Runnable action) {
        host.broadcast().flush();
        action.run();
    }

    private void cancelTimers() {
        warning.ifPresent(Agenda.Task::cancel);
        expiry.ifPresent(Agenda.Task::cancel);
    }

    private boolean leave(Side by, OptionalInt code, String reason) {
        if (gone) {
            return false;
        }
        gone = true;
        cancelTimers();
        replay.ifPresent(Replay::stop);
        host.left(this, by, code, reason);
        return true;
    }
}
