package dev.archon.simulator.internal.server;

import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.simulator.game.ActivityLevel;
import dev.archon.simulator.game.GameServer;
import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.internal.wire.Floods;
import dev.archon.simulator.internal.wire.FrameFaults;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.recording.RecordedConnection;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Traffic;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One simulated server: puts its parts together, and brings calls to the loop that they all belong to.
 *
 * <p>{@link #run}, {@link #ask} and {@link #call} lead to that loop. Only methods that say so may be called from any
 * thread; the same is true of the parts.
 */
public final class ServerHost {

    private static final Duration LIFE_BEFORE_START = Duration.ofMinutes(10);

    /** In a replay a token expires as it was recorded. A longer lifetime overflows the timers of some clients. */
    private static final Duration LIFE_IN_REPLAY = Duration.ofDays(20);

    private final String id;
    private final int place;
    private final Instant born;
    private final ServerConfig config;
    private final boolean replays;
    private final VirtualScheduler agenda;
    private final ServerLoop loop;
    private final ServerTokens tokens;
    private final ServerTokens nodeTokens;
    private final FrameFaults frameFaults;
    private final Broadcast broadcast;
    private final GameServer game;
    private final Sessions sessions;
    private final FaultBoard faults;
    private final ClientMessages messages;
    private final HttpCalls http;
    private final ServerJournal noted;
    private final ScenarioRuns runs;
    private final ActionExecutor actions;

    private volatile EventStyle events;
    private volatile PowerState powerState;

    /**
     * Makes a server whose game has run for ten simulated minutes, and which does nothing until it is {@linkplain #start
     * started}.
     *
     * @param id the server's id
     * @param place its place among all servers, from 0
     * @param config its settings
     * @param eventLoop the thread that it belongs to
     * @param journal receives what clients do, on that thread
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
        this.place = place;
        this.config = config;
        List<RecordedConnection> recorded = config.recordings().getOrDefault(id, List.of());
        this.replays = !recorded.isEmpty();
        Instant now = config.clock().now();
        this.born = now;
        this.events = config.events();
        this.agenda = new VirtualScheduler(now.minus(LIFE_BEFORE_START));
        this.loop = new ServerLoop(eventLoop, config.clock(), id, agenda, this::turn);
        Duration lifetime = replays ? LIFE_IN_REPLAY : config.tokenLifetime();
        this.tokens = new ServerTokens(tokens, id, "", agenda, config, lifetime);
        this.nodeTokens = new ServerTokens(tokens, id, "node", agenda, config, lifetime);
        long seed = config.seed() + id.hashCode();
        // Sources of their own, so that a fault does not change what the game does.
        SplittableRandom seeds = new SplittableRandom(seed);
        this.frameFaults = new FrameFaults(new Random(seeds.nextLong()));
        this.broadcast = new Broadcast(
                new ConsoleHistory(config.historyLines(), config.historyChunk(), config.backlogBytes() / 2),
                new Floods(id, agenda, this::now, config.seed(), this::events),
                frameFaults);
        ActivityLevel pace = ActivityLevel.of(replays ? Traffic.SILENT : config.traffic());
        this.game = new GameServer(agenda, seed, pace, events == EventStyle.PANEL, broadcast::event);
        this.noted = new ServerJournal(id, agenda, journal);
        TurnTime time = new TurnTime(agenda, config.clock(), loop);
        this.sessions = new Sessions(
                config, agenda, time, new SplittableRandom(~seed), noted, broadcast, frameFaults, recorded);
        this.faults = new FaultBoard(agenda, loop, new Random(seeds.nextLong()), new FaultEffects());
        SlowAnswers slow = new SlowAnswers(agenda);
        Gate gate = new Gate(slow, faults, new Random(seeds.nextLong()));
        this.messages = new ClientMessages(noted, gate, this.tokens, broadcast, game);
        this.actions = new ActionExecutor(game, broadcast, sessions, this.tokens, this::events);
        this.runs = new ScenarioRuns(
                new ServerStage(id, agenda, this::now, broadcast, faults, actions), loop, seeds.nextLong(), place);
        CallGate callGate = new CallGate(slow, faults, new Random(seeds.nextLong()));
        this.http = new HttpCalls(id, loop, gate, callGate, slow, this.tokens, noted, this::power);
        live(now);
        this.powerState = game.state();
    }

    /** Lets the game pass the time before the start, so that the console has a history. */
    private void live(Instant now) {
        game.restartAfterCrash(config.autoRestart());
        if (config.powerState() == PowerState.RUNNING && !replays) {
            game.power(PowerAction.START);
        }
        agenda.runUntil(now);
        broadcast.flush();
    }

    /**
     * Starts the server, and plays scenarios on it. May be called from any thread.
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

    /** Stops the turns that time causes, and cancels the floods. May be called from any thread. */
    public void stop() {
        loop.stop();
        run(broadcast::endFloods);
    }

    /** Stops every run, and closes every socket with 1001. May be called from any thread. */
    public void close() {
        run(() -> endAll(1001, "simulator closed"));
    }

    /**
     * Ends the server for good: what it plays, its faults and its floods. Its sockets get a close frame. May be called from
     * any thread.
     *
     * @param code the close code
     * @param reason the reason, at most 123 bytes in UTF-8
     * @return completes when nothing more happens on it by itself; exceptionally with an {@link IllegalStateException} if
     *     the simulator is closed
     */
    public CompletableFuture<Void> end(int code, String reason) {
        return loop.submit(() -> {
                    broadcast.endFloods();
                    endAll(code, reason);
                    http.end();
                    loop.end();
                    return id;
                })
                .thenAccept(ended -> {});
    }

    private void endAll(int code, String reason) {
        runs.stopAll();
        // What is slow or late would not arrive before the sockets are closed.
        faults.active().forEach(faults::end);
        sessions.each(session -> session.close(code, reason));
    }

    /** Writes nothing more into the journal. May be called from any thread. */
    public void mute() {
        noted.mute();
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

    /** Runs what is due, then an action, then sends everything that was emitted, even if something of that fails. */
    private void turn(Runnable action) {
        try {
            if (!loop.hasEnded()) {
                agenda.runUntil(config.clock().now());
            }
            action.run();
            runs.wake();
        } finally {
            broadcast.flush();
            powerState = game.state();
        }
    }

    /**
     * Performs an action at once. To be called on the server's loop.
     *
     * @param action the action
     */
    public void perform(Action action) {
        action.perform(actions);
    }

    /** The time on the clock, which goes on while the server is busy with what its agenda has. */
    private Instant now() {
        return config.clock().passesByItself() ? config.clock().now() : agenda.now();
    }

    private void events(EventStyle style) {
        events = style;
        game.entries(style == EventStyle.PANEL);
    }

    private void power(PowerAction action) {
        if (!replays) {
            perform(new Action.Power(action));
        }
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
     * The server's place among all servers. May be called from any thread.
     *
     * @return the place, from 0
     */
    public int place() {
        return place;
    }

    /**
     * The time at which the server was made. May be called from any thread.
     *
     * @return the simulated time
     */
    public Instant born() {
        return born;
    }

    /**
     * Whether a recording is played instead of a game. May be called from any thread.
     *
     * @return whether it is, so that calls change nothing
     */
    public boolean replays() {
        return replays;
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
     * The kind of messages in which console lines are sent now. May be called from any thread.
     *
     * @return the style
     */
    public EventStyle events() {
        return events;
    }

    /**
     * The number of sockets that are authenticated now. May be called from any thread.
     *
     * @return the number
     */
    public int connections() {
        return broadcast.receivers();
    }

    /**
     * The numbers of the sockets that are open now. May be called from any thread.
     *
     * @return the numbers, counted from 1 in the order of the handshakes
     */
    public List<Integer> connectionNumbers() {
        return sessions.numbers();
    }

    /**
     * The number of console lines that were written to sockets. May be called from any thread.
     *
     * @return the number since the server was made; each socket counts
     */
    public long logLinesSent() {
        return sessions.logLinesSent();
    }

    /**
     * The game behind the server. May be called from any thread.
     *
     * @return the game, which belongs to the server's loop
     */
    public GameServer game() {
        return game;
    }

    /**
     * The sending to all authenticated sockets. May be called from any thread.
     *
     * @return the broadcast, which belongs to the server's loop
     */
    public Broadcast broadcast() {
        return broadcast;
    }

    /**
     * The answers to HTTP requests about this server. May be called from any thread.
     *
     * @return the calls
     */
    public HttpCalls http() {
        return http;
    }

    /**
     * The tokens for calls of the server's node. May be called from any thread.
     *
     * @return the tokens, which belong to the server's loop; their lifetime is that of a WebSocket's token
     */
    public ServerTokens nodeTokens() {
        return nodeTokens;
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

    Sessions sessions() {
        return sessions;
    }

    ClientMessages messages() {
        return messages;
    }

    /** Applies faults to this server. */
    private final class FaultEffects implements FaultBoard.Effects {

        @Override
        public void lastingFaultsChanged() {
            // What was emitted before the change is sent as it was then.
            broadcast.flush();
            frameFaults.set(faults.lasting(Fault.Fragmented.class), faults.lasting(Fault.InterleavedPings.class));
            sessions.apply(faults);
        }

        @Override
        public void perform(Fault.Recurring fault) {
            ServerHost.this.perform(fault.action());
        }
    }
}
