package dev.archon.client;

import dev.archon.client.internal.dispatch.Dispatcher;
import dev.archon.client.internal.rest.RestClient;
import dev.archon.client.internal.rest.RestFailedException;
import dev.archon.client.internal.session.SessionDriver;
import dev.archon.client.internal.session.StatusBoard;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.rest.PowerAction;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A handle for one game server. Nothing is opened until {@link #connect()}.
 *
 * <p>Handlers get events in order, never two at a time for one server, on the client's executor. They stay registered
 * through reconnects, {@link #disconnect()} and giving up. What a handler throws is reported, and the next event still
 * comes.
 */
public final class ArchonServer {

    /** The longest command, in UTF-16 units. */
    public static final int MAX_COMMAND = 32_767;

    private final String id;
    private final SessionDriver driver;
    private final Dispatcher dispatcher;
    private final StatusBoard board;
    private final RestClient rest;

    ArchonServer(String id, SessionDriver driver, Dispatcher dispatcher, StatusBoard board, RestClient rest) {
        this.id = id;
        this.driver = driver;
        this.dispatcher = dispatcher;
        this.board = board;
        this.rest = rest;
    }

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
     * @return completes when the server has accepted the token; fails with {@link ArchonException} if there will be no
     *     further attempt
     */
    public CompletableFuture<Void> connect() {
        return driver.connect(false);
    }

    /**
     * Connects anew, even if connected, with the count of attempts at zero.
     *
     * @return as {@link #connect()}
     */
    public CompletableFuture<Void> reconnect() {
        return driver.connect(true);
    }

    /**
     * Ends the connection, or the attempts to get one.
     *
     * @return completes when the connection is being closed and brings no event any more
     */
    public CompletableFuture<Void> disconnect() {
        return driver.disconnect();
    }

    /**
     * Registers a handler for events of one type.
     *
     * @param type the type; {@link ArchonEvent} for all
     * @param handler given each event
     * @param <E> the type
     * @return ends it
     */
    public <E extends ArchonEvent> Subscription on(Class<E> type, Consumer<? super E> handler) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(handler, "handler");
        return dispatcher.subscribe(type, handler);
    }

    /**
     * Registers a handler for events as they were read from the socket, many at a time in a burst.
     *
     * @param handler given lists that are never empty and never change
     * @return ends it
     */
    public Subscription onBatch(Consumer<? super List<ArchonEvent>> handler) {
        Objects.requireNonNull(handler, "handler");
        return dispatcher.subscribe(handler::accept);
    }

    /**
     * Registers a handler for changes of the status, in order with the events.
     *
     * @param handler given each new status
     * @return ends it
     */
    public Subscription onStatus(Consumer<? super ServerStatus> handler) {
        Objects.requireNonNull(handler, "handler");
        return board.subscribe(handler::accept);
    }

    /**
     * Sends a line to the server's console.
     *
     * @param command the line, for example {@code "say hello"}
     * @return completes when it is written to the socket; fails with {@link ArchonException} at once if not connected
     * @throws IllegalArgumentException if it holds control characters, or is longer than {@link #MAX_COMMAND}
     */
    public CompletableFuture<Void> command(String command) {
        if (command.length() > MAX_COMMAND) {
            throw new IllegalArgumentException("a command may have " + MAX_COMMAND + " characters at most");
        }
        if (command.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a command is one line of text and may not hold control characters; send several one by one");
        }
        return driver.command(command);
    }

    /**
     * Starts or ends the server's process. Needs no connection.
     *
     * @param action what to do
     * @return completes when the call is accepted; fails with {@link ArchonException} if it is not
     */
    public CompletableFuture<Void> power(PowerAction action) {
        Objects.requireNonNull(action, "action");
        return rest.power(id, action).exceptionallyCompose(error -> {
            Throwable cause = RestFailedException.cause(error);
            return CompletableFuture.failedFuture(new ArchonException(
                    id, "the power call (" + action.text() + ") failed: " + cause.getMessage(), Optional.empty()));
        });
    }

    /**
     * Where the connection stands.
     *
     * @return the status at this moment
     */
    public ServerStatus status() {
        return driver.status();
    }

    CompletableFuture<Void> close() {
        return driver.close();
    }

    @Override
    public String toString() {
        return "ArchonServer[" + id + ", " + status().state() + "]";
    }
}
