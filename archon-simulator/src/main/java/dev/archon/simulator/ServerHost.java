package dev.archon.simulator;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.Log4jEvent;
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
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Fault;
import io.netty.channel.Channel;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
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
    private final Floods floods;
    private final Performer performer = new Performer(this);
    private final FrameFaults frameFaults;
    private final SocketFaults socketFaults;
    private final FaultBoard faults;
    private final Gate gate;
    private final ScenarioRuns runs;

    private volatile PowerState powerState;
    private volatile int connections;

    private int replayed;
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
        this.floods = new Floods(agenda, config.seed());
        long seed = config.seed() + id.hashCode();
        this.game = new GameServer(agenda, seed, pace(), config.newerEvents(), this::emit);
        // Sources of their own, so that a fault does not change what the game does.
        SplittableRandom seeds = new SplittableRandom(seed);
        this.frameFaults = new FrameFaults(new Random(seeds.nextLong()));
        this.socketFaults = new SocketFaults(agenda, open);
        this.faults = new FaultBoard(agenda, new Random(seeds.nextLong()), new FaultEffects());
        this.gate = new Gate(agenda, faults, new Random(seeds.nextLong()));
        this.runs = new ScenarioRuns(this, seeds.nextLong(), config.servers().indexOf(id));
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

    FaultBoard faults() {
        return faults;
    }

    ScenarioRuns runs() {
        return runs;
    }

    Gate gate() {
        return gate;
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
        runs.wake();
        broadcast.flush();
        powerState = game.state();
    }

    void perform(Action action) {
        performer.perform(action);
    }

    /** Answers a call for credentials, or not. */
    void tokenCall(String webSocketUrl, Consumer<HttpAnswer> reply) {
        Consumer<HttpAnswer> answer = given -> {
            journal.add(new JournalEntry.TokenCall(agenda.now(), id, given.status()));
            reply.accept(given);
        };
        gate.tokenCall(
                () -> answer.accept(credentials(webSocketUrl)),
                answer,
                () -> journal.add(new JournalEntry.TokenCall(agenda.now(), id, 0)));
    }

    private HttpAnswer credentials(String webSocketUrl) {
        serial++;
        Instant now = agenda.now();
        String token = tokens.issue(id, serial, shown(now), shown(now.plus(config.tokenLifetime())));
        return HttpAnswer.ok(RestCodec.encodeCredentials(new WebSocketCredentials(webSocketUrl, new Jwt(token))));
    }

    HttpAnswer powerCall(PowerAction action) {
        journal.add(new JournalEntry.Power(agenda.now(), id, action));
        if (!replays()) {
            game.power(action);
            // The answer may be there before this turn is over.
            powerState = game.state();
        }
        return HttpAnswer.EMPTY;
    }

    Session open(Channel channel) {
        journal.add(new JournalEntry.Handshake(agenda.now(), id, 101));
        Session session = new Session(new ClientSocket(channel, config.backlogBytes(), logLinesSent));
        open.add(session);
        if (replays()) {
            session.replay(scripts.get(replayed++ % scripts.size()));
        }
        return session;
    }

    /** Lays on a socket what lies on the others, once its handshake is over. */
    void opened(Session session) {
        if (!session.gone) {
            socketFaults.opened(session);
            session.replay.ifPresent(Replay::start);
        }
    }

    void refusedHandshake(int status) {
        journal.add(new JournalEntry.Handshake(agenda.now(), id, status));
    }

    void authenticate(Session session, String jwt) {
        session.askedForAuth = true;
        gate.auth(
                () -> check(session, jwt),
                () -> refuse(session, "fault"),
                () -> journal.add(new JournalEntry.Auth(agenda.now(), id, false, "left unanswered")));
    }

    private void check(Session session, String jwt) {
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
        if (session.replay.isPresent()) {
            authenticated.add(session);
            connections = authenticated.size();
            session.replay.get().authenticated();
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
        byte[] message = EventCodec.encode(event);
        if (event instanceof Log4jEvent) {
            history.addBeside(message);
        }
        emitRaw(message, event instanceof LogEvent);
    }

    void emitRaw(byte[] message, boolean log) {
        if (log) {
            history.add(message);
        }
        broadcast.text(message, log);
    }

    /** Sends log lines to every authenticated socket, as fast as each of them reads. */
    CompletableFuture<Void> flood(long lines) {
        broadcast.flush();
        return floods.start(lines, authenticated.stream().map(Session::socket));
    }

    /** Sends log lines to whoever is authenticated, at a steady rate. */
    CompletableFuture<Void> flood(long lines, long linesPerSecond) {
        return floods.start(lines, linesPerSecond, block -> {
            broadcast.flush();
            sendToAll(block);
        });
    }

    void endFloods() {
        floods.end();
    }

    /** Sends a frame that is not a text message. */
    void emitFrame(int opcode, byte[] payload) {
        broadcast.flush();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        Frames.write(frame, true, opcode, payload, 0, payload.length);
        sendToAll(new Block(frame.toByteArray(), 0));
    }

    /** Sends the history as if everybody had just connected. */
    void repeatHistory() {
        history.replay(broadcast);
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

    private void sendToAll(Block sent) {
        Block block = frameFaults.apply(sent);
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
        private boolean askedForAuth;
        private boolean authenticated;
        private boolean gone;
        private Optional<Agenda.Task> warning = Optional.empty();
        private Optional<Agenda.Task> expiry = Optional.empty();
        private Optional<Replay> replay = Optional.empty();

        Session(ClientSocket socket) {
            this.socket = socket;
        }

        ClientSocket socket() {
            return socket;
        }

        private void replay(Script script) {
            replay = Optional.of(new Replay(script, config.replayPace(), agenda, this));
        }

        /** The socket takes more, after it had not for a while. */
        void hasRoom() {
            replay.ifPresent(Replay::play);
        }

        boolean takesMore() {
            return !gone && socket.hasRoom();
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
                socket.onChannel(Silence::fallOn);
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
            if (!gone && !socket.send(frameFaults.apply(block))) {
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
            replay.ifPresent(Replay::stop);
            open.remove(this);
            ServerHost.this.authenticated.remove(this);
            connections = ServerHost.this.authenticated.size();
            journal.add(new JournalEntry.Closed(agenda.now(), id, by, code, reason));
            return true;
        }
    }

    /** What faults do to this server. */
    private final class FaultEffects implements FaultBoard.Effects {

        @Override
        public void lastingFaultsChanged() {
            // What was emitted before the change is sent as it was then.
            broadcast.flush();
            frameFaults.set(faults.lasting(Fault.Fragmented.class), faults.lasting(Fault.InterleavedPings.class));
            socketFaults.set(faults);
        }

        @Override
        public void perform(Fault.Recurring fault) {
            ServerHost.this.perform(fault.action());
        }
    }
}
