package dev.archon.client;

import dev.archon.protocol.session.Cause;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The status of the connection to a server.
 *
 * @param state in one word
 * @param attempt the number of the attempt that is being made or will be made next; zero while connected, and for the
 *     first one
 * @param nextAttempt the time of the next attempt; empty unless the session waits for one
 * @param lastCause why the last attempt failed, or the last connection ended; empty if there has been none since
 *     {@code connect()}
 */
public record ServerStatus(State state, int attempt, Optional<Instant> nextAttempt, Optional<Cause> lastCause) {

    /** In one word. */
    public enum State {
        /** The user has not asked for a connection yet. */
        IDLE,

        /** The first attempt is being made. */
        CONNECTING,

        /** Events flow. */
        CONNECTED,

        /** The connection was lost, or an attempt failed; there will be another. */
        RECONNECTING,

        /**
         * The connection was ended by {@code disconnect()}, or by the server with a close code that means no harm (1000, if
         * the policy does not say otherwise). There will be none until {@code connect()}.
         */
        DISCONNECTED,

        /**
         * It was given up: attempts enough have failed, or it is known that another would fail as well. The last cause says
         * why. There will be no connection until {@code connect()}.
         */
        FAILED,

        /** The client has been closed. */
        CLOSED
    }

    /**
     * Checks that nothing is {@code null}.
     *
     * @param state the state of the connection
     * @param attempt the number of the attempt that is being made or will be made next, or zero
     * @param nextAttempt the time of the next attempt, or empty
     * @param lastCause why the last attempt failed or the last connection ended, or empty
     */
    public ServerStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(nextAttempt, "nextAttempt");
        Objects.requireNonNull(lastCause, "lastCause");
    }

    /**
     * Whether events flow.
     *
     * @return whether the server has accepted the token
     */
    public boolean connected() {
        return state == State.CONNECTED;
    }

    /**
     * Whether there will be another attempt.
     *
     * @return whether the connection was lost, or an attempt failed, and it has not been given up
     */
    public boolean reconnecting() {
        return state == State.RECONNECTING;
    }
}
