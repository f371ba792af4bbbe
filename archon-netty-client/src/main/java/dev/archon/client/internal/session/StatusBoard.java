package dev.archon.client.internal.session;

import dev.archon.client.ServerStatus;
import dev.archon.client.Subscription;
import dev.archon.client.internal.dispatch.Dispatcher;
import dev.archon.client.internal.dispatch.HandlerErrors;
import dev.archon.client.internal.dispatch.Listeners;
import dev.archon.protocol.session.Cause;
import dev.archon.protocol.session.State;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds the status that users see. Written by the event loop, read by any thread. */
public final class StatusBoard {

    private final Listeners<ServerStatus> listeners;
    private Optional<Cause> lastCause = Optional.empty();
    private volatile ServerStatus status =
            new ServerStatus(ServerStatus.State.IDLE, 0, Optional.empty(), Optional.empty());

    /**
     * Makes the board of a session that is idle.
     *
     * @param errors receives what listeners throw
     */
    public StatusBoard(HandlerErrors errors) {
        this.listeners = new Listeners<>(errors);
    }

    /**
     * The status of the connection.
     *
     * @return the status at this moment
     */
    public ServerStatus status() {
        return status;
    }

    /**
     * Registers a listener.
     *
     * @param listener receives each new status, in order with the events
     * @return a subscription; closing it removes the listener
     */
    public Subscription subscribe(Consumer<? super ServerStatus> listener) {
        return listeners.add(listener);
    }

    void show(State before, State after, Dispatcher dispatcher) {
        remember(before, after);
        ServerStatus now = of(after);
        if (now.equals(status)) {
            return;
        }
        status = now;
        dispatcher.run(ServerStatus.class, () -> listeners.accept(now));
    }

    private void remember(State before, State after) {
        if (after instanceof State.BackingOff backingOff) {
            lastCause = Optional.of(backingOff.cause());
        } else if (after instanceof State.Ended ended) {
            lastCause = Optional.of(ended.cause());
        } else if (before instanceof State.Idle || before instanceof State.Ended) {
            lastCause = Optional.empty();
        }
    }

    private ServerStatus of(State state) {
        int attempt = state instanceof State.Connected ? 0 : state.history().failures();
        Optional<Instant> next =
                state instanceof State.BackingOff backingOff ? Optional.of(backingOff.until()) : Optional.empty();
        return new ServerStatus(name(state, attempt), attempt, next, lastCause);
    }

    private ServerStatus.State name(State state, int attempt) {
        if (state instanceof State.Idle) {
            return ServerStatus.State.IDLE;
        } else if (state instanceof State.Connected) {
            return ServerStatus.State.CONNECTED;
        } else if (state instanceof State.Ended ended) {
            return ended.expected() ? ServerStatus.State.DISCONNECTED : ServerStatus.State.FAILED;
        } else if (state instanceof State.Closed) {
            return ServerStatus.State.CLOSED;
        }
        return attempt == 0 ? ServerStatus.State.CONNECTING : ServerStatus.State.RECONNECTING;
    }
}
