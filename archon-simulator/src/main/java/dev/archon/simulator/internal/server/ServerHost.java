package dev.archon.simulator.internal.server;

import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.simulator.game.ActivityLevel;
import dev.archon.simulator.game.GameServer;
import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.internal.wire.ClientSocket;
import dev.archon.simulator.internal.wire.Floods;
import dev.archon.simulator.internal.wire.FrameFaults;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.journal.JournalEntry.Side;
import dev.archon.simulator.recording.RecordedConnection;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Traffic;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One simulated server as its clients see it: the game behind it, its tokens, its sockets, its history.
 *
 * <p>Everything here belongs to the server's loop, which {@link #run} and {@link #call} lead to. Only methods that say so
 * may be called from any thread.
 */
public final class ServerHost {

    private static final System.Logger LOGGER = System.getLogger("dev.archon.simulator");

    private static final Duration LIFE_BEFORE_START = Duration.ofMinutes(10);

    /** In a replay a token runs out when that was recorded. A longer time overflows the timers of some clients. */
    private static final Duration LIFE_IN_REPLAY = Duration.ofDays(20);

    private final String id;
    private final int place;
    private final Instant born;
    private final ServerConfig config;
    private final Consumer<JournalEntry> journal;
    private final ServerTokens tokens;
    private final ServerTokens nodeTokens;
    private final VirtualScheduler agenda;
    private final ServerLoop loop;
    private final GameServer game;
    private final Broadcast broadcast;
    private final List<RecordedConnection> recorded;
    private final Set<Session> open = new LinkedHashSet<>();
    private final AtomicLong logLinesSent = new AtomicLong();
    private final ActionExecutor actions = new ActionExecutor(new ActionTarget());
    private final FrameFaults frameFaults;
    private final SocketFaults socketFaults;
    private final FaultBoard faults;
    private final Gate gate;
    private final ScenarioRuns runs;

    private volatile EventStyle events;
    private volatile PowerState powerState;
    private int replayed;

    /**
     * Makes a server that has lived for a while already, but does nothing until it is {@linkplain #start started}.
     *
     * @param id the server's id
     * @param place its place among all servers, from 0
     * @param config what it is like
     * @param eventLoop the thread that it belongs to
     * @param journal is told what clients do, on that thread
     * @param tokens makes and checks tokens
     */
    public ServerHost(
            String id,
            int place,
            ServerConfig config,
            EventLoop eventLoop,
            Consumer<JournalEntry> journal,
            Tokens tokens) {
        this.id = id;
        this.config = config;
        this.journal = journal;
        this.recorded = config.recordings().getOrDefault(id, List.of());
        Instant now = config.clock().now();
        this.agenda = new VirtualScheduler(now.minus(LIFE_BEFORE_START));
        this.loop = new ServerLoop(eventLoop, config.clock(), id, agenda, this::turn);
        this.place = place;
        Duration lifetime = replays() ? LIFE_IN_REPLAY : config.tokenLifetime();
        this.tokens = new ServerTokens(tokens, id, "", agenda, config, lifetime);
        this.nodeTokens = new ServerTokens(tokens, id, "node", agenda, config, lifetime);
        this.born = now;
        this.events = config.events();
        long seed = config.seed() + id.hashCode();
        // Sources of their own, so that a fault does not change what the game does.
        SplittableRandom seeds = new SplittableRandom(seed);
        this.frameFaults = new FrameFaults(new Random(seeds.nextLong()));
        this.broadcast = new Broadcast(
                new ConsoleHistory(config.historyLines(), config.historyChunk(), config.backlogBytes() / 2),
                new Floods(agenda, config.seed(), this::events),
                frameFaults);
        this.game = new GameServer(agenda, seed, pace(), events == EventStyle.PANEL, broadcast::event);
        this.socketFaults = new SocketFaults(agenda, open);
        this.faults = new FaultBoard(agenda, loop, new Random(seeds.nextLong()), new FaultEffects());
        this.gate = new Gate(agenda, faults, new Random(seeds.nextLong()));
        this.runs = new ScenarioRuns(new Stage(), loop, seeds.nextLong(), place);
        game.restartAfterCrash(config.autoRestart());
        if (config.powerState() == PowerState.RUNNING && !replays()) {
            game.power(PowerAction.START);
        }
        agenda.runUntil(now);
        broadcast.flush();
        this.powerState = game.state();
    }

    private ActivityLevel pace() {
        return ActivityLevel.of(replays() ? Traffic.SILENT : config.traffic());
    }

    /**
     * Whether a recording is played instead of a game. May be called from any thread.
     *
     * @return whether it is, so that calls change nothing
     */
    public boolean replays() {
        return !recorded.isEmpty();
    }

    /**
     * The server's place among all servers. May be called from any thread.
     *
     * @return the place, from 0
     */
    public int place() {
        return place;
    }

    /**
     * When the server was made. May be called from any thread.
     *
     * @return the simulated time
     */
    public Instant born() {
        return born;
    }

    /**
     * Gives out a token for the node's calls.
     *
     * @return a token that is good for as long as one of a WebSocket
     */
    public Jwt nodeToken() {
        return nodeTokens.issue();
    }

    /**
     * Whether a token is good for the node's calls.
     *
     * @param jwt the token
     * @return whether it was made by {@link #nodeToken()} and has not expired
     */
    public boolean acceptsNodeToken(String jwt) {
        return nodeTokens.check(jwt) instanceof ServerTokens.Verdict.Good;
    }

    /** Leaves what the console has told until now out of what whoever connects is sent. */
    public void clearConsole() {
        broadcast.clearHistory();
    }

    /**
     * The lines of the console that are kept, also those that were cleared.
     *
     * @return the lines, each with a line feed behind it
     */
    public String consoleLog() {
        return broadcast.log();
    }

    /**
     * Lets the server live, and plays scenarios on it. May be called from any thread.
     *
     * @param scenarios the scenarios, whose first steps have been taken when this returns
     */
    public void start(List<Scenario> scenarios) {
        loop.start();
        boolean unused = call(() -> {
            scenarios.forEach(runs::start);
            return true;
        });
    }

    /** Stops acting by itself, and cancels the floods. May be called from any thread. */
    public void stop() {
        loop.stop();
        run(broadcast::endFloods);
    }

    /** Stops every run, and closes every socket with 1001. May be called from any thread. */
    public void close() {
        run(() -> {
            runs.stopAll();
            eachSession(session -> session.close(1001, "simulator closed"));
        });
    }

    /**
     * Runs an action soon, as a turn of this server. May be called from any thread. Without effect once the simulator is
     * closed.
     *
     * @param action runs on the server's loop
     */
    public void run(Runnable action) {
        loop.run(action);
    }

    /**
     * Runs an action as a turn of this server and waits, at most 30 s, until the turn is over. May be called from any
     * thread.
     *
     * @param action runs on the server's loop; what it throws is thrown here
     * @param <T> the type of its result
     * @return its result
     * @throws IllegalStateException if the simulator is closed, or the server is busy for so long
     */
    public <T> T call(Supplier<T> action) {
        return loop.call(action);
    }

    /**
     * Answers an HTTP request by an action, which is a turn of this server. May be called from any thread.
     *
     * @param action runs on the server's loop
     * @return completes on that loop when the turn is over, with the action's answer; with 500 if the turn fails, and with
     *     503 if the simulator is closed
     */
    public CompletableFuture<HttpAnswer> answer(Supplier<HttpAnswer> action) {
        return loop.submit(action).exceptionally(this::failure);
    }

    /**
     * Runs an action soon, as a turn of this server. May be called from any thread.
     *
     * @param action runs on the server's loop
     * @param <T> the type of its result
     * @return completes on that loop with the result when the turn is over; fails as the turn does, or if the simulator is
     *     closed
     */
    public <T> CompletableFuture<T> ask(Supplier<T> action) {
        return loop.submit(action);
    }

    /**
     * The answer to a request whose turn has failed. May be called from any thread.
     *
     * @param failed what {@link #ask} fails with
     * @return 503 if the simulator is closed, else 500
     */
    public HttpAnswer failure(Throwable failed) {
        Throwable problem =
                failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        if (problem.getCause() instanceof RejectedExecutionException) {
            return HttpAnswer.error(503, "closed", "the simulator is closed");
        }
        LOGGER.log(System.Logger.Level.WARNING, "server " + id + " failed to answer a request", problem);
        return HttpAnswer.error(
                500,
                "internal_error",
                "server " + id + " failed with " + problem.getClass().getSimpleName()
                        + "; the simulator's log says more");
    }

    /**
     * The server's id. May be called from any thread.
     *
     * @return the id that clients name it by
     */
    public String id() {
        return id;
    }

    /**
     * The game behind the server.
     *
     * @return the game, which belongs to the server's loop
     */
    public GameServer game() {
        return game;
    }

    /**
     * The faults that are switched on. May be called from any thread.
     *
     * @return the faults
     */
    public FaultBoard faults() {
        return faults;
    }

    /**
     * The scenarios that are being played. May be called from any thread.
     *
     * @return the runs
     */
    public ScenarioRuns runs() {
        return runs;
    }

    /**
     * The power state at the end of the last turn. May be called from any thread.
     *
     * @return one of the states that the protocol knows
     */
    public PowerState powerState() {
        return powerState;
    }

    /**
     * In which messages the console is told now. May be called from any thread.
     *
     * @return the style
     */
    public EventStyle events() {
        return events;
    }

    /**
     * How many sockets are authenticated now. May be called from any thread.
     *
     * @return the number
     */
    public int connections() {
        return broadcast.receivers();
    }

    /**
     * How many lines of the console were written to sockets. May be called from any thread.
     *
     * @return the number since the server started
     */
    public long logLinesSent() {
        return logLinesSent.get();
    }

    /** Runs what is due, then an action, then sends everything that was emitted, even if something of that fails. */
    private void turn(Runnable action) {
        try {
            agenda.runUntil(config.clock().now());
            action.run();
            runs.wake();
        } finally {
            broadcast.flush();
            powerState = game.state();
        }
    }

    /**
     * Does an action at once.
     *
     * @param action the action
     */
    public void perform(Action action) {
        action.perform(actions);
    }

    /**
     * Sends an event to every authenticated socket.
     *
     * @param event the event
     */
    public void emit(ArchonEvent event) {
        broadcast.event(event);
    }

    /**
     * Sends a text message as it is to every authenticated socket.
     *
     * @param message the payload of one text frame; not counted as a line of the console
     */
    public void emitRaw(byte[] message) {
        broadcast.text(message, 0);
    }

    /**
     * Sends log lines to every authenticated socket, as fast as each of them reads.
     *
     * @param lines how many each socket gets
     * @return completes when every socket has been sent all of them or has ended; cancelling it ends the flood
     */
    public CompletableFuture<Void> flood(long lines) {
        return broadcast.flood(lines);
    }

    /**
     * Sends log lines at a steady rate to whoever is authenticated by then.
     *
     * @param lines how many
     * @param linesPerSecond how many in a second of simulated time
     * @return completes when the last one has been handed to the sockets; cancelling it ends the flood
     */
    public CompletableFuture<Void> flood(long lines, long linesPerSecond) {
        return broadcast.flood(lines, linesPerSecond);
    }

    /**
     * Answers a call for credentials. May be called from any thread.
     *
     * @param webSocketUrl the address that the answer names
     * @return completes on the server's loop, in this turn or a later one; never, if a fault leaves the call unanswered; as
     *     {@link #answer} says, if the turn fails
     */
    public CompletableFuture<HttpAnswer> tokenCall(String webSocketUrl) {
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        Consumer<HttpAnswer> reply = given -> {
            journal.accept(new JournalEntry.TokenCall(agenda.now(), id, given.status()));
            answer.complete(given);
        };
        CompletableFuture<Void> unused = loop.submit(() -> {
                    gate.tokenCall(
                            () -> reply.accept(credentials(webSocketUrl)),
                            reply,
                            () -> journal.accept(new JournalEntry.TokenCall(agenda.now(), id, 0)));
                    return id;
                })
                .handle((done, problem) -> {
                    if (problem != null) {
                        answer.complete(failure(problem));
                    }
                    return null;
                });
        return answer;
    }

    private HttpAnswer credentials(String webSocketUrl) {
        return HttpAnswer.ok(RestCodec.encodeCredentials(new WebSocketCredentials(webSocketUrl, tokens.issue())));
    }

    /**
     * Does what the power call asks for. May be called from any thread.
     *
     * @param action the action
     * @return completes as {@link #answer} says
     */
    public CompletableFuture<HttpAnswer> powerCall(PowerAction action) {
        return answer(() -> {
            journal.accept(new JournalEntry.Power(agenda.now(), id, action));
            if (!replays()) {
                perform(new Action.Power(action));
            }
            return HttpAnswer.EMPTY;
        });
    }

    /**
     * Decides what a WebSocket handshake gets.
     *
     * @param serve answers as if nothing were wrong, now or in a later turn
     * @param refuse takes another answer
     */
    public void handshake(Runnable serve, Consumer<HttpAnswer> refuse) {
        gate.handshake(
                serve,
                answer -> {
                    refusedHandshake(answer.status());
                    refuse.accept(answer);
                },
                () -> refusedHandshake(0));
    }

    private void refusedHandshake(int status) {
        journal.accept(new JournalEntry.Handshake(agenda.now(), id, status));
    }

    Session open(Channel channel) {
        journal.accept(new JournalEntry.Handshake(agenda.now(), id, 101));
        Session session = new Session(
                agenda,
                config,
                new ClientSocket(channel, config.backlogBytes(), logLinesSent),
                frameFaults,
                new SessionOwner());
        open.add(session);
        if (replays()) {
            session.replay(recorded.get(replayed++ % recorded.size()));
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

    void authenticate(Session session, String jwt) {
        session.askedForAuth();
        gate.auth(
                () -> check(session, jwt),
                () -> refuse(session, "fault"),
                () -> journal.accept(new JournalEntry.Auth(agenda.now(), id, false, "left unanswered")));
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
        journal.accept(new JournalEntry.Auth(agenda.now(), id, true, first ? "first" : "renewed"));
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

    private void refuse(Session session, String why) {
        journal.accept(new JournalEntry.Auth(agenda.now(), id, false, why));
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
        journal.accept(new JournalEntry.Command(agenda.now(), id, shortened(text)));
        if (!replays()) {
            game.command(text);
        }
    }

    /** Many entries are kept, and a client decides how long they are. */
    private static String shortened(String text) {
        return text.length() <= JournalEntry.MAX_TEXT ? text : text.substring(0, JournalEntry.MAX_TEXT) + "...";
    }

    void pinged(int bytes) {
        journal.accept(new JournalEntry.Ping(agenda.now(), id, bytes));
    }

    void ponged(int bytes) {
        journal.accept(new JournalEntry.Pong(agenda.now(), id, bytes));
    }

    void unreadable(Session session, String problem) {
        journal.accept(new JournalEntry.Unreadable(agenda.now(), id, shortened(problem)));
        if (!session.isAuthenticated()) {
            session.close(1008, "authenticate first");
        }
    }

    /** Tells every client that its token runs out, and lets it run out when the warning time is over. */
    private void expireTokens() {
        Instant end = tokens.revoke();
        broadcast.each(session -> session.warnAndExpireAt(end));
    }

    /** Does something with every open socket, behind what was emitted to it before. */
    private void eachSession(Consumer<Session> action) {
        broadcast.flush();
        List.copyOf(open).forEach(action);
    }

    /** Where a session reports its end. */
    private final class SessionOwner implements Session.Owner {

        @Override
        public void flush() {
            broadcast.flush();
        }

        @Override
        public void left(Session session, Side by, OptionalInt code, String reason) {
            open.remove(session);
            broadcast.leave(session);
            journal.accept(new JournalEntry.Closed(agenda.now(), id, by, code, reason));
        }
    }

    /** What actions are done on. */
    private final class ActionTarget implements ActionExecutor.Target {

        @Override
        public GameServer game() {
            return game;
        }

        @Override
        public Broadcast broadcast() {
            return broadcast;
        }

        @Override
        public void events(EventStyle style) {
            events = style;
            game.entries(style == EventStyle.PANEL);
        }

        @Override
        public void expireTokens() {
            ServerHost.this.expireTokens();
        }

        @Override
        public void eachSession(Consumer<Session> action) {
            ServerHost.this.eachSession(action);
        }
    }

    /** What scenarios are played on. */
    private final class Stage implements ScenarioPlayer.Stage {

        @Override
        public String id() {
            return id;
        }

        @Override
        public VirtualScheduler agenda() {
            return agenda;
        }

        @Override
        public int connections() {
            return broadcast.receivers();
        }

        @Override
        public FaultBoard faults() {
            return faults;
        }

        @Override
        public void perform(Action action) {
            ServerHost.this.perform(action);
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
