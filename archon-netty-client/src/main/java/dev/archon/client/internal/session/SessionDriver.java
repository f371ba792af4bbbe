package dev.archon.client.internal.session;

import dev.archon.client.ArchonException;
import dev.archon.client.ConsoleGap;
import dev.archon.client.HistoryEnd;
import dev.archon.client.internal.dispatch.Dispatcher;
import dev.archon.client.internal.dispatch.HandlerErrors;
import dev.archon.client.internal.observe.ServerObserver;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.client.internal.rest.RestFailedException;
import dev.archon.client.internal.rest.Secrets;
import dev.archon.client.internal.transport.Connection;
import dev.archon.protocol.codec.ClientMessage;
import dev.archon.protocol.codec.ClientMessageCodec;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.ServerInfo;
import dev.archon.protocol.session.Effect;
import dev.archon.protocol.session.Input;
import dev.archon.protocol.session.State;
import dev.archon.protocol.session.Timer;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FutureListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Takes the calls of users for one server, and connects its session machine with sockets, timers and token calls.
 *
 * <p>All state belongs to the event loop. The public methods may be called from any thread; their actions run there.
 */
public final class SessionDriver {

    private final String serverId;
    private final SessionContext context;
    private final EventLoop loop;
    private final Dispatcher dispatcher;
    private final ServerObserver observer;
    private final SessionErrorReporter errors;
    private final SessionLoop session;
    private final CurrentConnection current;
    private final InboundRouter router;
    private final ConnectFutures connectFutures;
    private final EffectRunner.Waiters waiters;
    private final EffectRunner effects;
    private final LoopTasks tasks;
    private final Obstacle obstacle = new Obstacle();
    private final Secrets secrets = new Secrets();

    /** Fails all waiting futures when the event loop ends before the client, which may happen with the embedder's. */
    private final FutureListener<Object> loopEnded = ended -> failWaiters();

    /** Whether {@link #loopEnded} is registered. That is so only while a future may wait. */
    private boolean watchesLoop;

    /** The reason for failures after the session was closed. The client's own event loops end when it is closed. */
    private volatile String whyClosed = "the client is closed";

    /**
     * The outputs of a session besides the dispatcher.
     *
     * @param status shows the status of the connection
     * @param snapshot shows the newest state of the server
     * @param gaps receives each gap of the console, in order with the events
     * @param historyEnds receives the end of each connection's history, in order with the events
     * @param relays receive log lines as bytes
     * @param errors receives what code of the embedder throws, apart from handlers
     */
    public record ServerOutputs(
            StatusBoard status,
            SnapshotBoard snapshot,
            Consumer<ConsoleGap> gaps,
            Consumer<HistoryEnd> historyEnds,
            LogRelays relays,
            HandlerErrors errors) {}

    /**
     * Makes a driver.
     *
     * @param serverId the server
     * @param loop the event loop that owns all state
     * @param context the objects and settings that the sessions of a client share
     * @param dispatcher delivers events to handlers
     * @param outputs the outputs besides the dispatcher
     * @param observer logs and counts what happens
     */
    public SessionDriver(
            String serverId,
            EventLoop loop,
            SessionContext context,
            Dispatcher dispatcher,
            ServerOutputs outputs,
            ServerObserver observer) {
        this.serverId = serverId;
        this.context = context;
        this.loop = loop;
        this.dispatcher = dispatcher;
        this.observer = observer;
        SessionErrorReporter errors = new SessionErrorReporter(observer, outputs.errors());
        this.errors = errors;
        this.session = new SessionLoop(
                context.machine(),
                context.clock(),
                context.random(),
                (before, after) -> changed(before, after, outputs.status()),
                this::carryOut,
                errors);
        Consumer<Input> feed = this::feed;
        this.current = new CurrentConnection(
                loop,
                context,
                feed,
                problem -> observer.unreadable(() -> secrets.text().fit(problem)));
        this.connectFutures = new ConnectFutures(context.executor());
        Readiness readiness = new Readiness(new ConnectFutures(context.executor()));
        Outbox outbox = new Outbox(serverId, loop, connectFutures, observer::commandSent);
        this.waiters = new EffectRunner.Waiters(connectFutures, readiness, outbox);
        this.tasks = new LoopTasks(serverId, loop, connectFutures, errors, this::closed);
        this.router = new InboundRouter(dispatcher, outputs, observer, current, readiness, feed, loop, context);
        TokenCall tokenCall = new TokenCall(serverId, context.rest(), secrets, tasks::run, feed, errors);
        Timers timers = new Timers(loop, this::fired);
        this.effects = new EffectRunner(serverId, tokenCall, timers, current, router, waiters);
    }

    /**
     * Connects, unless there is a connection or an attempt is under way.
     *
     * @param anew whether to replace a present connection or attempt
     * @return completes when the session is connected; fails when there will be no further attempt
     */
    public CompletableFuture<Void> connect(boolean anew) {
        CompletableFuture<Void> connected = new CompletableFuture<>();
        tasks.run(connected, () -> {
            if (connected.isCancelled()) {
                return;
            }
            watchLoop();
            if (anew) {
                session.feed(new Input.Reconnect());
            } else {
                session.feed(new Input.Connect());
            }
            if (session.state() instanceof State.Connected) {
                connectFutures.complete(() -> connected.complete(null));
            } else if (session.state() instanceof State.Closed) {
                connectFutures.complete(() -> connected.completeExceptionally(closed()));
            } else if (!connectFutures.add(connected)) {
                connectFutures.complete(() -> connected.completeExceptionally(new ArchonException(
                        serverId, ConnectFutures.MOST + " callers wait for this connection already")));
            }
        });
        connected.whenComplete((done, error) -> {
            if (error != null) {
                // This includes a future that its caller has given a time limit.
                tasks.run(connected, () -> giveUp(connected));
            }
        });
        return connected;
    }

    /**
     * Waits until the server is ready. Does not connect.
     *
     * @return completes when the server is ready; fails when there will be no further attempt, or is none
     */
    public CompletableFuture<Void> ready() {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        tasks.run(ready, () -> {
            State state = session.state();
            if (state instanceof State.Closed) {
                connectFutures.complete(() -> ready.completeExceptionally(closed()));
            } else if (state instanceof State.Idle || state instanceof State.Ended) {
                connectFutures.complete(() -> ready.completeExceptionally(new ArchonException(
                        serverId, "not connected, and no attempt is under way; call connect() first")));
            } else if (!waiters.readiness().await(ready)) {
                connectFutures.complete(() -> ready.completeExceptionally(
                        new ArchonException(serverId, ConnectFutures.MOST + " callers wait for this server already")));
            } else {
                watchLoop();
            }
        });
        ready.whenComplete((done, error) -> {
            if (error != null) {
                tasks.run(ready, () -> waiters.readiness().forget(ready));
            }
        });
        return ready;
    }

    private void giveUp(CompletableFuture<Void> connected) {
        // A session that was connected before stays connected.
        if (connectFutures.removeLast(connected) && connected.isCancelled() && !effects.wasEstablished()) {
            session.feed(new Input.Disconnect());
        }
    }

    /**
     * Ends the connection.
     *
     * @return completes when the connection is being closed and no event follows any more
     */
    public CompletableFuture<Void> disconnect() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        tasks.run(done, () -> {
            session.feed(new Input.Disconnect());
            effects.disconnected();
            connectFutures.complete(() -> done.complete(null));
        });
        return done;
    }

    /**
     * Ends the session for good.
     *
     * @param why the reason in the failures of later calls
     * @return completes when the connection is being closed
     */
    public CompletableFuture<Void> close(String why) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        tasks.run(done, () -> {
            if (!(session.state() instanceof State.Closed)) {
                whyClosed = why;
            }
            session.feed(new Input.Close());
            try {
                loop.terminationFuture().removeListener(loopEnded);
                failWaiters();
            } finally {
                dispatcher.close();
            }
            done.complete(null);
        });
        return done;
    }

    /**
     * Sends a command.
     *
     * @param command the command
     * @param wait the longest time to wait for a connection if there is none; zero to fail at once
     * @return completes when it is written; fails if there is no connection in time
     */
    public CompletableFuture<Void> command(String command, Duration wait) {
        byte[] message = ClientMessageCodec.encode(new ClientMessage.Command(command));
        CompletableFuture<Void> sent = new CompletableFuture<>();
        tasks.run(sent, () -> {
            if (session.state() instanceof State.Closed) {
                connectFutures.complete(() -> sent.completeExceptionally(closed()));
            } else {
                watchLoop();
                waiters.outbox()
                        .send(
                                session.state() instanceof State.Connected ? current.connection() : null,
                                message,
                                wait,
                                sent);
            }
        });
        return sent;
    }

    /**
     * Makes the power call.
     *
     * @param action the power action
     * @return completes when the call is accepted; fails within its time limit
     */
    public CompletableFuture<Void> power(PowerAction action) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        CompletableFuture<Void> call;
        try {
            call = context.rest().power(serverId, secrets, action);
        } catch (Throwable error) {
            tasks.fail(result, error);
            return result;
        }
        call.whenComplete((done, error) -> connectFutures.complete(() -> {
            if (error == null) {
                result.complete(null);
            } else {
                Throwable cause = RestFailedException.cause(error);
                String failed = "the power call (" + action.text() + ") failed: ";
                result.completeExceptionally(
                        cause instanceof RestFailedException rest
                                ? new ArchonException(
                                        serverId, failed + rest.failure().detail(), rest.failure())
                                : new ArchonException(
                                        serverId, failed + cause.getClass().getName()));
            }
        }));
        result.whenComplete((done, error) -> {
            if (result.isCancelled()) {
                call.cancel(false);
            }
        });
        return result;
    }

    /** Continues reading after the queue was full. May be called from any thread. */
    public void resume() {
        tasks.run("reading could not go on", router::resume);
    }

    /** Cleans foreign text: it gets into causes, status and log only by an input, and all tokens are known here. */
    private void feed(Input input) {
        session.feed(FitInputs.fit(obstacle.explain(input), secrets));
    }

    /**
     * Remembers the newest description of the server, to explain failed token calls. May be called from any thread.
     *
     * @param info the description
     */
    public void described(ServerInfo info) {
        obstacle.described(info);
    }

    private void watchLoop() {
        if (!watchesLoop && !(session.state() instanceof State.Closed)) {
            watchesLoop = true;
            loop.terminationFuture().addListener(loopEnded);
        }
    }

    private void failWaiters() {
        waiters.closed(closed());
    }

    private void carryOut(Effect effect) {
        try {
            effects.carryOut(effect, session.state());
        } finally {
            observe(effect);
        }
    }

    private void observe(Effect effect) {
        try {
            observer.effect(effect);
        } catch (Throwable error) {
            errors.failed("what the session does could not be logged or counted", error);
        }
    }

    private void changed(State before, State after, StatusBoard status) {
        boolean ends = (after instanceof State.Ended || after instanceof State.Closed) && !after.equals(before);
        try {
            if (ends) {
                // Received events are delivered before the status that the session has ended.
                router.end();
            }
        } finally {
            status.show(before, after, dispatcher);
        }
    }

    private void fired(Timer timer) {
        Input.TimerFired input;
        try {
            Connection open = current.connection();
            input = open == null
                    ? new Input.TimerFired(timer)
                    : new Input.TimerFired(timer, silence(timer, open), !open.isReading());
        } catch (Throwable error) {
            // The session waits for this timer, so it gets the input without that information.
            errors.failed("when the connection was last read could not be found out", error);
            input = new Input.TimerFired(timer);
        }
        session.feed(input);
    }

    private Duration silence(Timer timer, Connection open) {
        return Duration.ofNanos(timer == Timer.HISTORY ? router.nanosSinceConsole() : open.nanosSinceRead());
    }

    private ArchonException closed() {
        return new ArchonException(serverId, whyClosed);
    }
}
