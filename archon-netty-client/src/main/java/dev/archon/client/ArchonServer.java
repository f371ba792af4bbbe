package dev.archon.client;

import dev.archon.client.internal.dispatch.DeliveryEnd;
import dev.archon.client.internal.dispatch.Dispatcher;
import dev.archon.client.internal.dispatch.Listeners;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.client.internal.rest.ApiCall;
import dev.archon.client.internal.session.SessionDriver;
import dev.archon.client.internal.session.SnapshotBoard;
import dev.archon.client.internal.session.StatusBoard;
import dev.archon.protocol.codec.ApiCodec;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.rest.ServerInfo;
import dev.archon.protocol.session.Cause;
import dev.archon.protocol.text.ForeignText;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A handle for one game server. Nothing is opened until {@link #connect()}. It lives until it is closed or its client is.
 *
 * <p>Handlers get events in order, never two at a time for one server, on the client's executor. They stay registered
 * through reconnects, {@link #disconnect()} and giving up. What a handler throws is reported, and the next event still
 * comes.
 */
public final class ArchonServer implements AutoCloseable {

    /** The longest command, in UTF-16 units. */
    public static final int MAX_COMMAND = 32_767;

    private final String id;
    private final SessionDriver driver;
    private final Dispatcher dispatcher;
    private final DeliveryEnd deliveryEnd;
    private final StatusBoard status;
    private final SnapshotBoard snapshot;
    private final Listeners<ConsoleGap> gaps;
    private final Listeners<HistoryEnd> historyEnds;
    private final LogRelays relays;
    private final Consumer<ArchonServer> forget;
    private final ApiCalls calls;
    private final Leases leases;

    /** Whether there should be a connection, as far as it has been asked for. */
    private volatile boolean asked;

    /** Whether it has been asked for by other means than leases. This and the next two are guarded by the leases' lock. */
    private boolean askedDirectly;

    private int directlyWaiting;
    private boolean directlyConnected;

    ArchonServer(
            String id,
            SessionDriver driver,
            Dispatcher dispatcher,
            DeliveryEnd deliveryEnd,
            StatusBoard status,
            SnapshotBoard snapshot,
            Listeners<ConsoleGap> gaps,
            Listeners<HistoryEnd> historyEnds,
            LogRelays relays,
            Consumer<ArchonServer> forget,
            ApiCalls calls,
            LeaseSettings leases) {
        this.id = id;
        this.driver = driver;
        this.dispatcher = dispatcher;
        this.deliveryEnd = deliveryEnd;
        this.status = status;
        this.snapshot = snapshot;
        this.gaps = gaps;
        this.historyEnds = historyEnds;
        this.relays = relays;
        this.forget = forget;
        this.calls = calls;
        this.leases = new Leases(id, this::connectForLease, this::endOfLeases, leases.schedule(), leases.linger());
    }

    /** How the end of leases is waited for. */
    record LeaseSettings(BiFunction<Runnable, Duration, Runnable> schedule, Duration linger) {}

    /**
     * The server's id.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * Connects. If that is done or under way already, nothing is opened and the result follows what is there.
     *
     * <p>Several callers share one attempt. Cancelling the future takes its caller back out; when the last of them is out and
     * there is no connection yet, the attempt is given up.
     *
     * @return completes when the server has accepted the token; fails with {@link ArchonException} if there will be no
     *     further attempt, or at once if 10,000 callers wait already. As all futures here it is completed on a thread that
     *     no handler can hold up, and on which what hangs on it may block; with {@link
     *     ArchonClientBuilder#directDelivery()} it is completed on the event loop
     */
    public CompletableFuture<Void> connect() {
        return connectDirectly(false);
    }

    /**
     * Connects anew, even if connected, with the count of attempts at zero.
     *
     * @return as {@link #connect()}
     */
    public CompletableFuture<Void> reconnect() {
        return connectDirectly(true);
    }

    /**
     * Waits until the server is ready on the connection that there is or will be, as Modrinth's panel means it: it has
     * accepted the token and sent its installations ({@code install-progress}, which may be empty). Older servers do not send
     * them; they are ready when their replayed history is over, as {@link #onHistoryEnd} reports it.
     *
     * <p>Does not connect by itself. While the session reconnects it waits for the next connection. To cancel the future
     * changes nothing but the future.
     *
     * @return completes when the server is ready, at once if it is already; fails with {@link ArchonException} if there will
     *     be no further attempt, at once if neither a connection nor an attempt is under way, or if 10,000 callers wait
     *     already. It is completed on the same threads as that of {@link #connect()}
     */
    public CompletableFuture<Void> ready() {
        return driver.ready();
    }

    /**
     * Ends the connection, or the attempts to get one.
     *
     * <p>Nothing is received any more, and what has been received is still delivered to the handlers before the result
     * completes, unless a handler blocks for longer than 5 s: then what waits behind it comes when it returns. A handler of
     * this server that calls this does not wait for itself: the result completes when the connection is being closed, and
     * what has been received before comes after the handler has returned. {@linkplain #events() Subscribers} get what they
     * have not asked for yet when they ask for it.
     *
     * @return completes when the connection is being closed and its events have been delivered; after 5 s in any case
     */
    public CompletableFuture<Void> disconnect() {
        return deliveryEnd.after(leases.exclusively(() -> {
            asked = false;
            askedDirectly = false;
            directlyConnected = false;
            return driver.disconnect();
        }));
    }

    /**
     * Takes a share in the connection, for panels where pages come and go. The first lease connects, as {@link #connect()}
     * does; the connection is ended as by {@link #disconnect()} a second after the last lease was closed ({@link
     * dev.archon.protocol.session.SessionPolicy#leaseLinger()}). A connection that {@link #connect()} or {@link
     * #reconnect()} has asked for as well stays until {@link #disconnect()}, which ends it whatever leases there are.
     *
     * @return the lease; close it when the connection is not needed any more
     */
    public ServerLease lease() {
        return leases.lease();
    }

    private CompletableFuture<Void> connectDirectly(boolean anew) {
        return leases.exclusively(() -> {
            asked = true;
            askedDirectly = true;
            directlyWaiting++;
            CompletableFuture<Void> connected = driver.connect(anew);
            connected.whenComplete((nothing, error) -> leases.exclusively(() -> {
                directlyWaiting--;
                directlyConnected |= error == null;
                if (connected.isCancelled() && directlyWaiting == 0 && !directlyConnected) {
                    // Only leases ask for it any more.
                    askedDirectly = false;
                }
                return askedDirectly;
            }));
            return connected;
        });
    }

    private CompletableFuture<Void> connectForLease() {
        asked = true;
        return driver.connect(false);
    }

    private void endOfLeases() {
        if (!askedDirectly) {
            asked = false;
            CompletableFuture<Void> unused = driver.disconnect();
        }
    }

    /**
     * Describes the server by a REST call, without a connection. To be asked before connecting: it says whether the server
     * can be connected to ({@link ServerInfo#obstacle()}), and if a token call fails afterwards the cause in the {@linkplain
     * #status() status} says so too. A token call that succeeds makes that forgotten.
     *
     * @return the server as the older call describes it; limits, threads and errors are those of {@link ArchonApi}
     */
    public CompletableFuture<ServerInfo> info() {
        return calls.archon(id, ApiCall.of("GET", RestPaths.server(id)), body -> {
            ServerInfo info = ApiCodec.decodeServer(body);
            driver.described(info);
            return info;
        });
    }

    /**
     * The calls about the backups of one of the server's worlds. Lists that they fetch come into the {@linkplain
     * #snapshot() snapshot}, where they meet the progress events of the connection.
     *
     * @param worldId the world's id, from {@link ArchonApi#serverDetails(String)}
     * @return the calls; none is made yet
     */
    public BackupsApi backups(String worldId) {
        return new BackupsApi(calls, id, worldId, queue -> snapshot.backupsListed(worldId, queue));
    }

    /**
     * Registers a handler for events of one type. Each event is passed to all handlers before the next one. The handler
     * receives what is read from then on: while only handlers of lines are registered no events of the console are made, so
     * to go over from lines to events, close the other handler when this one has received its first.
     *
     * @param type the type; {@link ArchonEvent} for all
     * @param handler receives each event
     * @param <E> the type
     * @return a subscription; closing it removes the handler
     */
    public <E extends ArchonEvent> Subscription on(Class<E> type, Consumer<? super E> handler) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(handler, "handler");
        return dispatcher.onEvent(type, handler);
    }

    /**
     * Registers a handler for events as they were read from the socket, many at a time in a burst.
     *
     * @param handler receives lists that are never empty and never change
     * @return a subscription; closing it removes the handler
     */
    public Subscription onBatch(Consumer<? super List<ArchonEvent>> handler) {
        Objects.requireNonNull(handler, "handler");
        return dispatcher.onBatch(handler);
    }

    /**
     * Registers a handler for the lines of the console, made of {@code log} and {@code log4j} messages alike, as
     * Modrinth's panel shows them. Lines come through the same queue as events, in the same order and within the same
     * bounds: those of a message are given before its event is given to handlers of {@link #on}.
     *
     * @param handler given each line
     * @return a subscription; closing it removes the handler
     */
    public Subscription onLine(Consumer<? super ConsoleLine> handler) {
        Objects.requireNonNull(handler, "handler");
        return dispatcher.onLine(handler);
    }

    /**
     * Registers a handler for the lines of the console, many at a time in a burst. It is called after those of {@link
     * #onBatch} and before those of {@link #onLine} and {@link #on}, with the lines of all events of the batch.
     *
     * @param handler receives lists that are never empty and never change
     * @return a subscription; closing it removes the handler
     */
    public Subscription onLines(Consumer<? super List<ConsoleLine>> handler) {
        Objects.requireNonNull(handler, "handler");
        return dispatcher.onLines(handler);
    }

    /**
     * Registers a handler that is first given {@link #recentLines()}, all in one list, and then the lines that follow, as
     * by {@link #onLines}. Both happen in the order of the delivery, so that no line is lost or comes twice where they
     * meet. If there are no recent lines, the first list has those that follow. On a handle that is closed it is not called.
     *
     * @param handler receives lists that are never empty and never change
     * @return a subscription; closing it removes the handler
     * @throws IllegalStateException if the client does not keep recent lines
     */
    public Subscription followLines(Consumer<? super List<ConsoleLine>> handler) {
        Objects.requireNonNull(handler, "handler");
        if (!dispatcher.keepsRecentLines()) {
            throw new IllegalStateException(
                    "the client keeps no recent lines; call recentLines(lines, bytes) on its builder, or use onLines");
        }
        return dispatcher.followLines(handler);
    }

    /**
     * The last lines of the console that have been delivered, within the bounds of {@link
     * ArchonClientBuilder#recentLines}. To show them and then what follows use {@link #followLines}.
     *
     * @return the lines, the oldest first; empty if the client does not keep any. Does not change
     */
    public List<ConsoleLine> recentLines() {
        return dispatcher.recentLines();
    }

    /**
     * The events as a publisher, for reactive libraries. Each subscriber gets the events from then on, as many as it has
     * asked for; what it has not asked for yet waits in a queue of its own, within the bounds and by the overflow policy of
     * {@link ArchonClientBuilder#queue}. With {@link Overflow#BACKPRESSURE} a subscriber that asks for nothing stops the
     * server's whole stream, so cancel what is not needed.
     *
     * <p>Completes when the handle or the client is closed; what has not been asked for by then is not delivered.
     * Reconnecting, {@link #disconnect()} and giving up do not end it.
     *
     * @return the publisher; any number may subscribe
     */
    public Flow.Publisher<ArchonEvent> events() {
        return dispatcher.publisher();
    }

    /**
     * Registers a handler for the events that {@link Overflow} drops. It is called in order with the events, at the place of
     * the dropped ones.
     *
     * @param handler receives the numbers of events and lines that were dropped there
     * @return a subscription; closing it removes the handler
     */
    public Subscription onDropped(Consumer<? super EventsDropped> handler) {
        Objects.requireNonNull(handler, "handler");
        return dispatcher.onDropped(handler);
    }

    /**
     * Registers a handler for gaps in the log, called in order with the events. Needs {@link
     * ArchonClientBuilder#consoleContinuity}; without it the handler is never called.
     *
     * @param handler receives each gap
     * @return a subscription; closing it removes the handler
     */
    public Subscription onGap(Consumer<? super ConsoleGap> handler) {
        Objects.requireNonNull(handler, "handler");
        return gaps.add(handler);
    }

    /**
     * Registers a handler for the end of the history that a server replays on a new connection, called in order with the
     * events, once for each connection that lives as long. The limits are in the session policy ({@link
     * dev.archon.protocol.session.SessionPolicy.Builder#history}). With {@link ArchonClientBuilder#consoleContinuity}, lines
     * of a replay that goes on more slowly than that may still come behind it.
     *
     * @param handler given each end
     * @return a subscription; closing it removes the handler
     */
    public Subscription onHistoryEnd(Consumer<? super HistoryEnd> handler) {
        Objects.requireNonNull(handler, "handler");
        return historyEnds.add(handler);
    }

    /**
     * Registers a relay for the lines of the console as bytes, of {@code log} and {@code log4j} messages alike and with the
     * same text as {@link #onLine} gives: the cheapest way to pass lines on, without an object for each line. The relay is
     * called on the event loop as lines come in, so it does not wait for handlers, and its calls are not in order with
     * theirs. It must drop or keep what it cannot take at once, since nothing is queued for it. Lines of the history that a
     * server replays come as well, after every reconnect.
     *
     * <p>Handlers that want lines or their events get them too. If there are none, no {@link
     * dev.archon.protocol.event.LogEvent} is delivered, and none is made as a rule.
     *
     * @param relay must not block; what it throws is reported as for handlers
     * @return a subscription; closing it removes the handler
     */
    public Subscription onLogBytes(LogRelay relay) {
        Objects.requireNonNull(relay, "relay");
        return relays.add(relay);
    }

    /**
     * Registers a handler for changes of the status, in order with the events.
     *
     * @param handler receives each new status
     * @return a subscription; closing it removes the handler
     */
    public Subscription onStatus(Consumer<? super ServerStatus> handler) {
        Objects.requireNonNull(handler, "handler");
        return status.subscribe(handler);
    }

    /**
     * Sends a line to the server's console.
     *
     * @param command the line, for example {@code "say hello"}
     * @return completes when it is written to the socket; fails with {@link ArchonException} at once if not connected, or
     *     if the server does not take what is sent to it
     * @throws IllegalArgumentException if it holds control characters, or is longer than {@link #MAX_COMMAND}
     */
    public CompletableFuture<Void> command(String command) {
        return command(command, Duration.ZERO);
    }

    /**
     * Sends a line to the server's console, now or as soon as there is a connection. Does not connect by itself. Commands
     * are sent in the order in which they were given; a thousand of them can wait.
     *
     * @param command the line, for example {@code "say hello"}
     * @param wait how long to wait for a connection, not negative
     * @return completes when it is written to the socket; fails with {@link ArchonException} if there is no connection in
     *     time, or if the server does not take what is sent to it. One that is cancelled while it waits is not sent
     * @throws IllegalArgumentException if it holds control characters, or is longer than {@link #MAX_COMMAND}
     */
    public CompletableFuture<Void> command(String command, Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("wait must not be negative");
        }
        if (command.length() > MAX_COMMAND) {
            throw new IllegalArgumentException("a command may have " + MAX_COMMAND + " characters at most");
        }
        if (command.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a command is one line of text and may not hold control characters; send several one by one");
        }
        return driver.command(command, wait);
    }

    /**
     * Starts or ends the server's process. Needs no connection.
     *
     * @param action the power action
     * @return completes when the call is accepted; fails with {@link ArchonException} if it is not. To cancel it ends the
     *     call, which may have been carried out by then
     */
    public CompletableFuture<Void> power(PowerAction action) {
        Objects.requireNonNull(action, "action");
        return driver.power(action);
    }

    /**
     * The status of the connection.
     *
     * @return the status at this moment
     */
    public ServerStatus status() {
        return status.status();
    }

    /**
     * What the server last said about itself.
     *
     * @return the snapshot at this moment
     */
    public ServerSnapshot snapshot() {
        return snapshot.snapshot();
    }

    long waiting() {
        return dispatcher.waiting();
    }

    CompletableFuture<Void> delivered() {
        return dispatcher.delivered();
    }

    /** Whether there should be a connection, whether or not there is one. */
    boolean isWanted() {
        ServerStatus now = status();
        // When all who asked have cancelled the attempt is given up as if they had disconnected.
        boolean givenUp = now.state() == ServerStatus.State.DISCONNECTED
                && now.lastCause()
                        .filter(cause -> cause.kind() == Cause.Kind.REQUESTED)
                        .isPresent();
        return asked && !givenUp && now.state() != ServerStatus.State.CLOSED;
    }

    /**
     * Closes a handle that is not needed any more, where servers come and go: ends its connection for good, and the client
     * forgets the handle. For the same id the client then makes a new one. To close the client closes all handles.
     *
     * <p>Returns at once. What has been received is still delivered afterwards, for which {@link ArchonClient#close()}
     * waits. To have nothing delivered after this method has returned, wait for {@link #disconnect()} before.
     */
    @Override
    public void close() {
        forget.accept(this);
    }

    /** Ends the connection for good, and completes when it is being closed. */
    CompletableFuture<Void> end(String why) {
        return driver.close(why);
    }

    @Override
    public String toString() {
        return "ArchonServer[" + ForeignText.hidingNothing().fit(id) + ", " + status().state() + "]";
    }
}
