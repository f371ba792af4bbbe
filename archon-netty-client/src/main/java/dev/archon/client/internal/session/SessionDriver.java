package dev.archon.client.internal.session;

import dev.archon.client.ArchonException;
import dev.archon.client.ServerStatus;
import dev.archon.client.internal.dispatch.Dispatcher;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;

/**
 * Feeds one server's session machine and carries out its effects.
 *
 * <p>All state belongs to the event loop; what other threads ask for is executed there. {@link #status()} alone may be
 * read from anywhere.
 */
public final class SessionDriver {

    private final String serverId;
    private final SessionContext context;
    private final EventLoop loop;
    private final SessionMachine machine;
    private final Dispatcher dispatcher;
    private final StatusBoard board;

    private final Map<Timer, ScheduledFuture<?>> timers = new EnumMap<>(Timer.class);
    private final Queue<Input> inputs = new ArrayDeque<>();
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private final TokenCall tokenCall = new TokenCall(limit -> start(Timer.TOKEN_TIMEOUT, limit));
    private boolean feeding;
    private State state = State.initial();
    private @Nullable Connection connection;
    private @Nullable CompletableFuture<Connection> opening;
    private long connectionId;

    /**
     * Makes a driver.
     *
     * @param serverId the server
     * @param context what all drivers of a client share
     * @param dispatcher where events go
     * @param board where the status is shown
     */
    public SessionDriver(String serverId, SessionContext context, Dispatcher dispatcher, StatusBoard board) {
        this.serverId = serverId;
        this.context = context;
        this.loop = context.group().next();
        this.machine = context.machine();
        this.dispatcher = dispatcher;
        this.board = board;
    }

    /**
     * Where the connection stands.
     *
     * @return the status
     */
    public ServerStatus status() {
        return board.status();
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
            if (anew) {
                feed(new Input.Reconnect());
            } else {
                feed(new Input.Connect());
            }
            if (state instanceof State.Connected) {
                connected.complete(null);
            } else if (state instanceof State.Closed) {
                connected.completeExceptionally(closed());
            } else {
                waiting.add(connected);
            }
        });
        return connected;
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
            done.complete(null);
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
            fail(closed());
            dispatcher.close();
            done.complete(null);
        });
        return done;
    }

    /**
     * Sends a command.
     *
     * @param command the command
     * @return completes when it is written; fails at once if events do not flow
     */
    public CompletableFuture<Void> command(String command) {
        byte[] message = ClientMessageCodec.encode(new ClientMessage.Command(command));
        CompletableFuture<Void> sent = new CompletableFuture<>();
        execute(sent, () -> {
            Connection open = connection;
            if (open == null || !(state instanceof State.Connected)) {
                sent.completeExceptionally(new ArchonException(
                        serverId, "not connected, the command was not sent; connect first", Optional.empty()));
                return;
            }
            open.send(message).whenComplete((written, error) -> {
                if (error == null) {
                    sent.complete(null);
                } else {
                    sent.completeExceptionally(new ArchonException(
                            serverId, "the command was not sent: " + Connector.describe(error), Optional.empty()));
                }
            });
        });
        return sent;
    }

    /** Goes on reading after the queue was full. May be called from any thread. */
    public void resume() {
        loop.execute(() -> {
            Connection open = connection;
            if (open != null && !open.isReading() && !dispatcher.isFull()) {
                open.read(true);
            }
        });
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
                board.show(before, state, dispatcher);
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
            List<CompletableFuture<Void>> told = List.copyOf(waiting);
            waiting.clear();
            dispatcher.run(() -> told.forEach(future -> future.complete(null)));
        } else if (effect instanceof Effect.TellEnded ended) {
            String gaveUp = ended.exhausted() ? "gave up, attempts enough have failed; the last one: " : "";
            fail(new ArchonException(serverId, gaveUp + ended.cause().describe(), Optional.of(ended.cause())));
        }
        context.log().effect(serverId, effect);
    }

    private void fetch(long fetch) {
        tokenCall.begin(fetch);
        CompletableFuture<WebSocketCredentials> call =
                context.rest().credentials(serverId, () -> loop.execute(() -> tokenCall.made(fetch)));
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
        CompletableFuture<Connection> attempt = context.connector()
                .open(loop, uri, new Listener(id), problem -> context.log().badMessage(serverId, problem));
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

    private void fail(ArchonException exception) {
        List<CompletableFuture<Void>> told = List.copyOf(waiting);
        waiting.clear();
        dispatcher.run(() -> told.forEach(future -> future.completeExceptionally(exception)));
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
        public void opened() {
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
            }
        }

        @Override
        public void received(List<ArchonEvent> events, long bytes) {
            dispatcher.offer(events, bytes);
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
        public void closed(OptionalInt code, String reason) {
            if (id == connectionId) {
                connection = null;
                connectionId = 0;
            }
            feed(new Input.ConnectionClosed(id, code, reason));
        }
    }
}
