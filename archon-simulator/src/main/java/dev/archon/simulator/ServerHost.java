package dev.archon.simulator;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.simulator.JournalEntry.Side;
import dev.archon.simulator.game.Agenda;
import dev.archon.simulator.game.GameServer;
import dev.archon.simulator.game.Pace;
import dev.archon.simulator.recording.Script;
import io.netty.channel.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One simulated server as its clients see it: the game behind it, its tokens, its sockets, its history.
 *
 * <p>Everything here belongs to the server's {@link ServerLoop}; only the counters may be read from elsewhere.
 */
final class ServerHost {

    private static final Duration LIFE_BEFORE_START = Duration.ofMinutes(10);

    private final String id;
    private final SimulatorConfig config;
    private final Journal journal;
    private final Tokens tokens;
    private final Agenda agenda;
    private final GameServer game;
    private final History history;
    private final List<Script> scripts;
    private final Set<Session> open = new LinkedHashSet<>();
    private final Set<Session> authenticated = new LinkedHashSet<>();
    private final BlockWriter broadcast = new BlockWriter(this::sendToAll);
    private final AtomicLong logLinesSent = new AtomicLong();

    private volatile PowerState powerState;
    private volatile int connections;

    private int opened;
    private long serial;
    private long revokedSerial;
    private Instant revokedFrom = Instant.MAX;

    ServerHost(String id, SimulatorConfig config, Journal journal, Tokens tokens) {
        this.id = id;
        this.config = config;
        this.journal = journal;
        this.tokens = tokens;
        this.history = new History(config.historyLines());
        this.scripts =
                config.recording().map(recording -> recording.scripts(id)).orElse(List.of());
        Instant now = config.time().now();
        this.agenda = new Agenda(now.minus(LIFE_BEFORE_START));
        this.game = new GameServer(agenda, config.seed() + id.hashCode(), pace(), this::emit);
        game.restartAfterCrash(config.autoRestart());
        if (config.powerState() == PowerState.RUNNING && !replays()) {
            game.power(PowerAction.START);
        }
        agenda.runUntil(now);
        broadcast.flush();
        this.powerState = game.state();
    }

    private Pace pace() {
        return (replays() ? Traffic.SILENT : config.traffic()).pace();
    }

    /** Whether a recording is played instead of a game. */
    private boolean replays() {
        return !scripts.isEmpty();
    }

    String id() {
        return id;
    }

    Agenda agenda() {
        return agenda;
    }

    GameServer game() {
        return game;
    }

    PowerState powerState() {
        return powerState;
    }

    int connections() {
        return connections;
    }

    long logLinesSent() {
        return logLinesSent.get();
    }

    /** Runs what is due, then an action, then lets go of everything that was emitted. */
    void turn(Runnable action) {
        agenda.runUntil(config.time().now());
        action.run();
        broadcast.flush();
        powerState = game.state();
    }

    HttpAnswer tokenCall(String webSocketUrl) {
        serial++;
        Instant now = agenda.now();
        String token = tokens.issue(id, serial, shown(now), shown(now.plus(config.tokenLifetime())));
        journal.add(new JournalEntry.TokenCall(now, id, 200));
        return HttpAnswer.ok(RestCodec.encodeCredentials(new WebSocketCredentials(webSocketUrl, new Jwt(token))));
    }

    HttpAnswer powerCall(PowerAction action) {
        journal.add(new JournalEntry.Power(agenda.now(), id, action));
        if (!replays()) {
            game.power(action);
        }
        return HttpAnswer.EMPTY;
    }

    Session open(Channel channel) {
        journal.add(new JournalEntry.Handshake(agenda.now(), id, 101));
        Session session = new Session(new ClientSocket(channel, config.backlogBytes(), logLinesSent));
        open.add(session);
        if (replays()) {
            session.playback(scripts.get(opened++ % scripts.size()));
        }
        return session;
    }

    void authenticate(Session session, String jwt) {
        if (session.gone) {
            return;
        }
        Tokens.Verdict verdict = tokens.check(jwt, id, shown(agenda.now()));
        if (verdict instanceof Tokens.Verdict.Accepted accepted) {
            Instant expiry = expiryOf(accepted);
            if (agenda.now().isBefore(expiry)) {
                accept(session, expiry);
            } else {
                refuse(session, "revoked");
            }
        } else if (verdict instanceof Tokens.Verdict.Refused refused) {
            refuse(session, refused.why());
        }
    }

    private void accept(Session session, Instant expiry) {
        boolean first = !session.authenticated;
        journal.add(new JournalEntry.Auth(agenda.now(), id, true, first ? "first" : "renewed"));
        session.authenticated = true;
        if (session.playback.isPresent()) {
            authenticated.add(session);
            connections = authenticated.size();
            session.playback.get().authenticated();
            return;
        }
        session.expireAt(expiry);
        // What was emitted until now belongs to the others; this socket has it in its history.
        broadcast.flush();
        BlockWriter toOne = new BlockWriter(session::send);
        write(toOne, new AuthOkEvent());
        if (first) {
            history.replay(toOne);
            game.snapshot().forEach(event -> write(toOne, event));
            authenticated.add(session);
            connections = authenticated.size();
        }
        toOne.flush();
    }

    private void refuse(Session session, String why) {
        journal.add(new JournalEntry.Auth(agenda.now(), id, false, why));
        session.tell(new AuthIncorrectEvent());
    }

    void command(Session session, String text) {
        if (session.gone) {
            return;
        }
        if (!session.authenticated) {
            session.close(1008, "authenticate first");
            return;
        }
        journal.add(new JournalEntry.Command(agenda.now(), id, text));
        if (!replays()) {
            game.command(text);
        }
    }

    void pinged(int bytes) {
        journal.add(new JournalEntry.Ping(agenda.now(), id, bytes));
    }

    void ponged(int bytes) {
        journal.add(new JournalEntry.Pong(agenda.now(), id, bytes));
    }

    void unreadable(Session session, String problem) {
        journal.add(new JournalEntry.Unreadable(agenda.now(), id, problem));
        if (!session.authenticated) {
            session.close(1008, "authenticate first");
        }
    }

    void emit(ArchonEvent event) {
        emitRaw(EventCodec.encode(event), event instanceof LogEvent);
    }

    void emitRaw(byte[] message, boolean log) {
        if (log) {
            history.add(message);
        }
        broadcast.text(message, log);
    }

    /** Tells every client that its token runs out, and lets it run out when the warning time is over. */
    void expireTokens() {
        revokedSerial = serial;
        revokedFrom = agenda.now().plus(config.tokenWarning());
        broadcast.flush();
        List.copyOf(authenticated).forEach(session -> session.warnAndExpireAt(revokedFrom));
    }

    /** Does something with every open socket, behind what was emitted to it before. */
    void eachSession(Consumer<Session> action) {
        broadcast.flush();
        List.copyOf(open).forEach(action);
    }

    private void sendToAll(Block block) {
        List<Session> full = new ArrayList<>();
        for (Session session : authenticated) {
            if (!session.socket.send(block)) {
                full.add(session);
            }
        }
        full.forEach(Session::closeForBacklog);
    }

    private Instant expiryOf(Tokens.Verdict.Accepted token) {
        Instant stated = config.time().fromOutside(token.expiry().minus(config.clockSkew()));
        return token.serial() <= revokedSerial && revokedFrom.isBefore(stated) ? revokedFrom : stated;
    }

    /** A simulated time as the real Archon's clock would show it to clients. */
    private Instant shown(Instant simulated) {
        return config.time().toOutside(simulated).plus(config.clockSkew());
    }

    private static void write(BlockWriter out, ArchonEvent event) {
        out.text(EventCodec.encode(event), event instanceof LogEvent);
    }

    /** One WebSocket of this server. */
    final class Session {

        private final ClientSocket socket;
        private boolean authenticated;
        private boolean gone;
        private Optional<Agenda.Task> warning = Optional.empty();
        private Optional<Agenda.Task> expiry = Optional.empty();
        private Optional<Playback> playback = Optional.empty();

        Session(ClientSocket socket) {
            this.socket = socket;
        }

        ClientSocket socket() {
            return socket;
        }

        private void playback(Script script) {
            playback = Optional.of(new Playback(script, config.replayPace(), agenda, this));
        }

        /** The handshake was answered. */
        void opened() {
            playback.ifPresent(Playback::start);
        }

        /** The socket takes more, after it had not for a while. */
        void hasRoom() {
            playback.ifPresent(Playback::play);
        }

        boolean takesMore() {
            return !gone && socket.hasRoom();
        }

        boolean isWaitingForAuth() {
            return !authenticated && !gone;
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

        void closedByClient(OptionalInt code, String reason) {
            leave(Side.CLIENT, code, reason);
        }

        private void closeForBacklog() {
            String reason = "not reading: backlog over " + config.backlogBytes() + " bytes";
            if (leave(Side.SIMULATOR, OptionalInt.of(1013), reason)) {
                socket.closeWithoutBacklog(1013, reason);
            }
        }

        void send(Block block) {
            if (!gone && !socket.send(block)) {
                closeForBacklog();
            }
        }

        private void tell(ArchonEvent event) {
            BlockWriter one = new BlockWriter(this::send);
            write(one, event);
            one.flush();
        }

        private void expireAt(Instant at) {
            cancelTimers();
            warning = Optional.of(
                    agenda.at(at.minus(config.tokenWarning()), () -> toThisOne(() -> tell(new AuthExpiringEvent()))));
            expiry = Optional.of(agenda.at(at, () -> toThisOne(this::expire)));
        }

        private void warnAndExpireAt(Instant at) {
            cancelTimers();
            tell(new AuthExpiringEvent());
            expiry = Optional.of(agenda.at(at, () -> toThisOne(this::expire)));
        }

        private void expire() {
            tell(new AuthIncorrectEvent());
            close(1008, "token expired");
        }

        /** What goes to one socket alone must not overtake what was emitted to all before. */
        private void toThisOne(Runnable action) {
            broadcast.flush();
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
            playback.ifPresent(Playback::stop);
            open.remove(this);
            ServerHost.this.authenticated.remove(this);
            connections = ServerHost.this.authenticated.size();
            journal.add(new JournalEntry.Closed(agenda.now(), id, by, code, reason));
            return true;
        }
    }
}
