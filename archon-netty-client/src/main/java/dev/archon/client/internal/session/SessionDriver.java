package dev.archon.client.internal.session;

import dev.archon.client.ArchonException;
import dev.archon.client.ConsoleGap;
import dev.archon.client.internal.console.Continuity;
import dev.archon.client.internal.dispatch.Dispatcher;
import dev.archon.client.internal.observe.ServerObserver;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.client.internal.rest.RestFailedException;
import dev.archon.client.internal.transport.Connection;
import dev.archon.client.internal.transport.ConnectionListener;
import dev.archon.client.internal.transport.Connector;
import dev.archon.protocol.codec.ClientMessage;
import dev.archon.protocol.codec.ClientMessageCodec;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.protocol.rest.WebSocketUrl;
import dev.archon.protocol.session.Effect;
import dev.archon.protocol.session.Failure;
import dev.archon.protocol.session.Input;
import dev.archon.protocol.session.SessionMachine;
import dev.archon.protocol.session.State;
import dev.archon.protocol.session.Timer;
import dev.archon.protocol.session.Transition;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Feeds one server's session machine and carries out its effects.
 *
 * <p>All state belongs to the event loop; what other threads ask for is executed there.
 */
public final class SessionDriver {

    /** How long a replay may take until it is decided by what has come (protocol sheet: 2 s at most). */
    private static final long REPLAY_LIMIT_MILLIS = 2_000;

    private final String serverId;
    private final SessionContext context;
    private final EventLoop loop;
    private final SessionMachine machine;
    private final Dispatcher dispatcher;
    private final Boards boards;
    private final ServerObserver observer;
    private final Waiters waiters;
    private final Outbox outbox;
    private final @Nullable Continuity continuity;

    private final Map<Timer, ScheduledFuture<?>> timers = new EnumMap<>(Timer.class);
    private final Queue<Input> inputs = new ArrayDeque<>();
    private final TokenCall tokenCall = new TokenCall(limit -> start(Timer.TOKEN_TIMEOUT, limit));
    private boolean feeding;
    private State state = State.initial();
    private @Nullable Connection connection;
    private @Nullable CompletableFuture<Connection> opening;
    private long connectionId;

    /**
     * Where a server's state is shown, and what does not go by the dispatcher.
     *
     * @param status the connection's
     * @param snapshot the server's own
     * @param gaps told where the log has a gap, in order with the events
     * @param relays given log lines as bytes
     */
    public record Boards(StatusBoard status, SnapshotBoard snapshot, Consumer<ConsoleGap> gaps, LogRelays relays) {}

    /**
     * Makes a driver.
     *
     * @param serverId the server
     * @param loop what everything here belongs to
     * @param context what all drivers of a client share
     * @param dispatcher where events go
     * @param boards where the state is shown
     * @param observer told what happens
     */
    public SessionDriver(
            String serverId,
            EventLoop loop,
            SessionContext context,
            Dispatcher dispatcher,
            Boards boards,
            ServerObserver observer) {
        this.serverId = serverId;
        this.context = context;
        this.loop = loop;
        this.machine = context.machine();
        this.dispatcher = dispatcher;
        this.boards = boards;
        this.observer = observer;
        this.waiters = new Waiters(context.executor());
        this.outbox = new Outbox(serverId, loop, waiters, observer::commandSent);
        this.continuity = context.continuityLines() == 0 ? null : new Continuity(context.continuityLines());
    }

    /**
     * Connects, if it is not connected or under way.
     *
     * @param anew whether to do so in any case
     * @return completes when events flow; fails when there will be no further attempt
     */
    public CompletableFuture<Void> connect(boolean anew) {
        CompletableFuture<Void> connected = new CompletableFuture<>();
        execute(connected, () -> {
            if (connected.isCancelled()) {
                return;
            }
            if (anew) {
                feed(new Input.Reconnect());
            } else {
                feed(new Input.Connect());
            }
            if (state instanceof State.Connected) {
                waiters.complete(() -> connected.complete(null));
            } else if (state instanceof State.Closed) {
                waiters.complete(() -> connected.completeExceptionally(closed()));
            } else {
                waiters.add(connected);
            }
        });
        connected.whenComplete((done, error) -> {
            if (connected.isCancelled()) {
                execute(connected, () -> cancel(connected));
            }
        });
        return connected;
    }

    private void cancel(CompletableFuture<Void> connected) {
        if (waiters.removeLast(connected) && !(state instanceof State.Connected)) {
            feed(new Input.Disconnect());
        }
    }

    /**
     * Ends the connection.
     *
     * @return completes when it is being closed and no event comes any more
     */
    public CompletableFuture<Void> disconnect() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        execute(done, () -> {
            feed(new Input.Disconnect());
            waiters.complete(() -> done.complete(null));
        });
        return done;
    }

    /**
     * Ends the connection for good.
     *
     * @return completes when it is being closed
     */
    public CompletableFuture<Void> close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        execute(done, () -> {
            feed(new Input.Close());
            waiters.fail(closed());
            outbox.close(closed());
            dispatcher.close();
            done.complete(null);
        });
        return done;
    }

    /**
     * Sends a command.
     *
     * @param command the command
     * @param wait how long to wait for a connection if there is none; zero for not at all
     * @return completes when it is written; fails if there is no connection in time
     */
    public CompletableFuture<Void> command(String command, Duration wait) {
        byte[] message = ClientMessageCodec.encode(new ClientMessage.Command(command));
        CompletableFuture<Void> sent = new CompletableFuture<>();
        execute(sent, () -> {
            if (state instanceof State.Closed) {
                waiters.complete(() -> sent.completeExceptionally(closed()));
            } else {
                outbox.send(state instanceof State.Connected ? connection : null, message, wait, sent);
            }
        });
        return sent;
    }

    /** Goes on reading after the queue was full. May be called from any thread. */
    public void resume() {
        try {
            loop.execute(() -> {
                Connection open = connection;
                if (open != null && !open.isReading() && !dispatcher.isFull()) {
                    open.read(true);
                }
            });
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and the connection with it.
            return;
        }
    }

    private void execute(CompletableFuture<Void> result, Runnable action) {
        try {
            loop.execute(action);
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(closed());
        }
    }

    private void feed(Input input) {
        inputs.add(input);
        if (feeding) {
            // An effect that is answered at once must wait until the others of its transition are carried out.
            return;
        }
        feeding = true;
        try {
            for (Input next = inputs.poll(); next != null; next = inputs.poll()) {
                Transition transition = machine.next(
                        state,
                        next,
                        Clock.systemUTC().instant(),
                        ThreadLocalRandom.current().nextDouble());
                State before = state;
                state = transition.state();
                // Before the effects: whoever is told that events flow may look at the status at once.
                boards.status().show(before, state, dispatcher);
                transition.effects().forEach(this::carryOut);
            }
        } finally {
            feeding = false;
        }
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.FetchToken fetch) {
            fetch(fetch.fetch());
        } else if (effect instanceof Effect.CancelFetch) {
            tokenCall.cancel();
        } else if (effect instanceof Effect.Open open) {
            open(open.connection(), open.credentials());
        } else if (effect instanceof Effect.SendAuth auth) {
            if (connection != null) {
                connection.send(ClientMessageCodec.encode(
                        new ClientMessage.Authenticate(auth.token().value())));
            }
        } else if (effect instanceof Effect.SendPing) {
            if (connection != null) {
                connection.ping();
            }
        } else if (effect instanceof Effect.CloseConnection close) {
            if (connection != null) {
                connection.close(close.code(), close.reason());
            }
            connection = null;
            connectionId = 0;
        } else if (effect instanceof Effect.DropConnection) {
            if (connection != null) {
                connection.drop();
            } else if (opening != null) {
                opening.cancel(false);
            }
            connection = null;
            connectionId = 0;
        } else if (effect instanceof Effect.StartTimer timer) {
            if (timer.timer() == Timer.TOKEN_TIMEOUT) {
                tokenCall.limit(timer.delay());
            } else {
                start(timer.timer(), timer.delay());
            }
        } else if (effect instanceof Effect.CancelTimer timer) {
            if (timer.timer() == Timer.TOKEN_TIMEOUT) {
                tokenCall.forgetLimit();
            }
            ScheduledFuture<?> running = timers.remove(timer.timer());
            if (running != null) {
                running.cancel(false);
            }
        } else if (effect instanceof Effect.TellConnected) {
            connected();
        } else if (effect instanceof Effect.TellEnded ended) {
            String gaveUp = ended.exhausted() ? "gave up, attempts enough have failed; the last one: " : "";
            waiters.fail(new ArchonException(serverId, gaveUp + ended.cause().describe(), Optional.of(ended.cause())));
        }
        observer.effect(effect);
    }

    private void connected() {
        waiters.succeed();
        Connection open = connection;
        if (open != null) {
            outbox.connected(open);
        }
        if (continuity != null) {
            long id = connectionId;
            loop.schedule(
                    () -> {
                        if (connectionId == id) {
                            pass(continuity.conclude());
                        }
                    },
                    REPLAY_LIMIT_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    private void pass(Continuity.Passed passed) {
        passed.gap().ifPresent(gap -> dispatcher.run(() -> boards.gaps().accept(gap)));
        if (!passed.events().isEmpty()) {
            dispatcher.offer(passed.events(), passed.bytes());
        }
    }

    private void fetch(long fetch) {
        tokenCall.begin(fetch);
        CompletableFuture<WebSocketCredentials> call = context.rest()
                .credentials(
                        serverId, state instanceof State.Connected, () -> loop.execute(() -> tokenCall.made(fetch)));
        tokenCall.asked(fetch, call);
        call.whenComplete((credentials, error) -> loop.execute(() -> {
            if (error == null) {
                feed(new Input.TokenFetched(fetch, credentials));
            } else {
                feed(new Input.TokenFailed(fetch, failure(error)));
            }
        }));
    }

    private void open(long id, WebSocketCredentials credentials) {
        connectionId = id;
        URI uri;
        try {
            uri = WebSocketUrl.resolve(credentials.url(), context.base(), context.clearTextAllowed());
        } catch (IllegalArgumentException e) {
            feed(new Input.OpenFailed(id, Failure.permanent(String.valueOf(e.getMessage()))));
            return;
        }
        CompletableFuture<Connection> attempt =
                context.connector().open(loop, uri, new Listener(id), observer::unreadable);
        opening = attempt;
        attempt.whenComplete((made, error) -> loop.execute(() -> {
            if (error != null) {
                feed(new Input.OpenFailed(id, Connector.failure(error)));
            } else if (connectionId == id) {
                connection = made;
            } else {
                made.drop();
            }
        }));
    }

    private void start(Timer timer, Duration delay) {
        timers.put(
                timer,
                loop.schedule(
                        () -> {
                            timers.remove(timer);
                            Connection open = connection;
                            feed(
                                    open == null
                                            ? new Input.TimerFired(timer)
                                            : new Input.TimerFired(
                                                    timer, Duration.ofNanos(open.nanosSinceRead()), !open.isReading()));
                        },
                        delay.toNanos(),
                        TimeUnit.NANOSECONDS));
    }

    private ArchonException closed() {
        return new ArchonException(serverId, "the client is closed", Optional.empty());
    }

    private static Failure failure(Throwable error) {
        Throwable cause = RestFailedException.cause(error);
        return cause instanceof RestFailedException rest
                ? rest.failure()
                : Failure.of("the token call failed (" + cause.getClass().getSimpleName() + ")");
    }

    private final class Listener implements ConnectionListener {

        private final long id;

        Listener(long id) {
            this.id = id;
        }

        @Override
        public void opened(Connection made) {
            if (connectionId == id) {
                connection = made;
            }
            if (continuity != null) {
                pass(continuity.connected(Instant.now()));
            }
            feed(new Input.Opened(id));
        }

        @Override
        public void failed(Failure failure) {
            feed(new Input.OpenFailed(id, failure));
        }

        @Override
        public void event(ArchonEvent event) {
            if (event instanceof AuthOkEvent) {
                feed(new Input.AuthOk(id));
            } else if (event instanceof AuthExpiringEvent) {
                feed(new Input.AuthExpiring(id));
            } else if (event instanceof AuthIncorrectEvent) {
                feed(new Input.AuthIncorrect(id));
            } else if (!(event instanceof LogEvent)) {
                boards.snapshot().show(event, Instant.now());
            }
        }

        @Override
        public void received(List<ArchonEvent> events, long bytes) {
            observer.received(events.size(), bytes);
            if (continuity == null) {
                dispatcher.offer(events, bytes);
            } else {
                pass(continuity.receive(events, bytes, Instant.now()));
            }
            Connection open = connection;
            if (open != null && id == connectionId && dispatcher.isFull()) {
                open.read(false);
                // The consumer may have caught up in between, and would not say so again.
                if (!dispatcher.isFull()) {
                    open.read(true);
                }
            }
        }

        @Override
        public void relayed(int lines, long bytes) {
            observer.received(lines, bytes);
        }

        @Override
        public LogRelays relays() {
            return boards.relays();
        }

        @Override
        public void closed(OptionalInt code, String reason) {
            if (id == connectionId) {
                connection = null;
                connectionId = 0;
            }
            if (continuity != null) {
                pass(continuity.conclude());
            }
            feed(new Input.ConnectionClosed(id, code, reason));
        }
    }
}
