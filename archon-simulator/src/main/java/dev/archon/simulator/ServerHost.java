package dev.archon.simulator;

import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.simulator.JournalEntry.Side;
import dev.archon.simulator.game.Agenda;
import dev.archon.simulator.game.GameServer;
import dev.archon.simulator.game.Pace;
import dev.archon.simulator.internal.wire.Block;
import dev.archon.simulator.internal.wire.ClientSocket;
import dev.archon.simulator.internal.wire.Floods;
import dev.archon.simulator.internal.wire.FrameFaults;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.recording.Script;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Traffic;
import io.netty.channel.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One simulated server as its clients see it: the game behind it, its tokens, its sockets, its history.
 *
 * <p>Everything here belongs to the server's {@link ServerLoop}; only the counters and the style of events may be read from elsewhere.
 */
final class ServerHost {

    private static final Duration LIFE_BEFORE_START = Duration.ofMinutes(10);

    /** In a replay a token runs out when that was recorded. A longer time overflows the timers of some clients. */
    private static final Duration LIFE_IN_REPLAY = Duration.ofDays(20);

    private final String id;
    private final SimulatorConfig config;
    private final Journal journal;
    private final ServerTokens tokens;
    private final Agenda agenda;
    private final GameServer game;
    private final Broadcast broadcast;
    private final List<Script> scripts;
    private final Set<Session> open = new LinkedHashSet<>();
    private final AtomicLong logLinesSent = new AtomicLong();
    private final Performer performer = new Performer(this);
    private final FrameFaults frameFaults;
    private final SocketFaults socketFaults;
    private final FaultBoard faults;
    private final Gate gate;
    private final ScenarioRuns runs;

    private volatile EventStyle events;
    private volatile PowerState powerState;
    private int replayed;

    ServerHost(String id, SimulatorConfig config, Journal journal, Tokens tokens) {
        this.id = id;
        this.config = config;
        this.journal = journal;
        this.scripts =
                config.recording().map(recording -> recording.scripts(id)).orElse(List.of());
        Instant now = config.time().now();
        this.agenda = new Agenda(now.minus(LIFE_BEFORE_START));
        this.tokens = new ServerTokens(tokens, id, agenda, config, replays() ? LIFE_IN_REPLAY : config.tokenLifetime());
        this.events = config.events();
        long seed = config.seed() + id.hashCode();
        // Sources of their own, so that a fault does not change what the game does.
        SplittableRandom seeds = new SplittableRandom(seed);
        this.frameFaults = new FrameFaults(new Random(seeds.nextLong()));
        this.broadcast = new Broadcast(
                new History(config.historyLines(), config.historyChunk(), config.backlogBytes() / 2),
                new Floods(agenda, config.seed(), this::events),
                frameFaults);
        this.game = new GameServer(agenda, seed, pace(), events == EventStyle.PANEL, broadcast::event);
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
        return Pace.of(replays() ? Traffic.SILENT : config.traffic());
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

    Broadcast broadcast() {
        return broadcast;
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

    EventStyle events() {
        return events;
    }

    void events(EventStyle style) {
        events = style;
        game.entries(style == EventStyle.PANEL);
    }

    int connections() {
        return broadcast.receivers();
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
        // Whoever asked for it may be answered before this turn is over.
        powerState = game.state();
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
        return HttpAnswer.ok(RestCodec.encodeCredentials(new WebSocketCredentials(webSocketUrl, tokens.issue())));
    }

    HttpAnswer powerCall(PowerAction action) {
        journal.add(new JournalEntry.Power(agenda.now(), id, action));
        if (!replays()) {
            perform(new Action.Power(action));
        }
        return HttpAnswer.EMPTY;
    }

    Session open(Channel channel) {
        journal.add(new JournalEntry.Handshake(agenda.now(), id, 101));
        Session session = new Session(this, config, new ClientSocket(channel, config.backlogBytes(), logLinesSent));
        open.add(session);
        if (replays()) {
            session.replay(scripts.get(replayed++ % scripts.size()));
        }
        return session;
    }

    /** Lays on a socket what lies on the others, once its handshake is over. */
    void opened(Session session) {
        if (!session.isGone()) {
            socketFaults.opened(session);
            session.startReplay();
        }
    }

    void refusedHandshake(int status) {
        journal.add(new JournalEntry.Handshake(agenda.now(), id, status));
    }

    void authenticate(Session session, String jwt) {
        session.askedForAuth();
        gate.auth(
                () -> check(session, jwt),
                () -> refuse(session, "fault"),
                () -> journal.add(new JournalEntry.Auth(agenda.now(), id, false, "left unanswered")));
    }

    private void check(Session session, String jwt) {
        if (session.isGone()) {
            return;
        }
        ServerTokens.Verdict verdict = tokens.check(jwt);
        if (verdict instanceof ServerTokens.Verdict.Good good) {
            accept(session, good.until());
        } else if (verdict instanceof ServerTokens.Verdict.Refused refused) {
            refuse(session, refused.why());
        }
    }

    private void accept(Session session, Instant expiry) {
        boolean first = !session.isAuthenticated();
        journal.add(new JournalEntry.Auth(agenda.now(), id, true, first ? "first" : "renewed"));
        if (session.replays()) {
            // First, because a recording may end the connection at once.
            broadcast.join(session);
            session.authenticated();
            return;
        }
        session.authenticated();
        session.expireAt(expiry);
        if (first) {
            broadcast.welcome(session, game.snapshot());
        } else {
            broadcast.flush();
            session.tell(new AuthOkEvent());
            session.tell(game.installProgress());
        }
    }

    /** A socket is over, and nothing more goes to it. */
    void left(Session session, Side by, OptionalInt code, String reason) {
        open.remove(session);
        broadcast.leave(session);
        journal.add(new JournalEntry.Closed(agenda.now(), id, by, code, reason));
    }

    private void refuse(Session session, String why) {
        journal.add(new JournalEntry.Auth(agenda.now(), id, false, why));
        session.tell(new AuthIncorrectEvent());
    }

    void command(Session session, String text) {
        if (session.isGone()) {
            return;
        }
        if (!session.isAuthenticated()) {
            session.close(1008, "authenticate first");
            return;
        }
        journal.add(new JournalEntry.Command(agenda.now(), id, shortened(text)));
        if (!replays()) {
            game.command(text);
        }
    }

    /** Many entries are kept, and a client decides how long they are. */
    private static String shortened(String text) {
        return text.length() <= JournalEntry.MAX_TEXT ? text : text.substring(0, JournalEntry.MAX_TEXT) + "...";
    }

    void pinged(int bytes) {
        journal.add(new JournalEntry.Ping(agenda.now(), id, bytes));
    }

    void ponged(int bytes) {
        journal.add(new JournalEntry.Pong(agenda.now(), id, bytes));
    }

    void unreadable(Session session, String problem) {
        journal.add(new JournalEntry.Unreadable(agenda.now(), id, shortened(problem)));
        if (!session.isAuthenticated()) {
            session.close(1008, "authenticate first");
        }
    }

    /** Tells every client that its token runs out, and lets it run out when the warning time is over. */
    void expireTokens() {
        Instant end = tokens.revoke();
        broadcast.each(session -> session.warnAndExpireAt(end));
    }

    /** Does something with every open socket, behind what was emitted to it before. */
    void eachSession(Consumer<Session> action) {
        broadcast.flush();
        List.copyOf(open).forEach(action);
    }

    /** What becomes of frames by the faults that lie on them. */
    Block withFaults(Block block) {
        return frameFaults.apply(block);
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
