package dev.archon.protocol.session;

import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.WebSocketCredentials;
import java.time.Duration;

/** An action that the caller has to carry out after an {@link Input}, in the order of the list. */
public sealed interface Effect {

    /**
     * Fetch a token by REST, and answer with {@link Input.TokenFetched} or {@link Input.TokenFailed}. The session waits for
     * the answer without a limit of its own, since only the caller knows when the call is really made: a call that is not
     * answered in time has to be answered with {@link Input.TokenFailed}.
     *
     * @param fetch the number of this call
     */
    record FetchToken(long fetch) implements Effect {}

    /**
     * Cancel a token call; its answer is ignored from now on.
     *
     * @param fetch the number of the call
     */
    record CancelFetch(long fetch) implements Effect {}

    /**
     * Open a connection and do the WebSocket handshake, and answer with {@link Input.Opened} or
     * {@link Input.OpenFailed}.
     *
     * @param connection the number of this connection
     * @param credentials the address to connect to; the token is sent later, by {@link SendAuth}
     */
    record Open(long connection, WebSocketCredentials credentials) implements Effect {}

    /**
     * Send a token. Answered with {@link Input.AuthNotSent} if it cannot be written.
     *
     * @param connection the number of the connection
     * @param token the token
     */
    record SendAuth(long connection, Jwt token) implements Effect {}

    /**
     * Send a ping (RFC 6455, section 5.5.2).
     *
     * @param connection the number of the connection
     */
    record SendPing(long connection) implements Effect {}

    /**
     * Send a close frame, wait a short time for the server's close frame, and close the connection. No input has to follow.
     *
     * @param connection the number of the connection
     * @param code the close code
     * @param reason the reason in the close frame
     */
    record CloseConnection(long connection, int code, String reason) implements Effect {}

    /**
     * Close the connection without a close frame, whether it is open yet or not. No input has to follow.
     *
     * @param connection the number of the connection
     */
    record DropConnection(long connection) implements Effect {}

    /**
     * Start a timer that does not run yet, and answer with {@link Input.TimerFired} when it fires.
     *
     * @param timer the timer
     * @param delay the time until it fires
     */
    record StartTimer(Timer timer, Duration delay) implements Effect {}

    /**
     * Cancel a timer that runs.
     *
     * @param timer the timer
     */
    record CancelTimer(Timer timer) implements Effect {}

    /**
     * Tell the user that the session is connected.
     *
     * @param attempt the number of attempts that failed before, zero if the first one succeeded
     */
    record TellConnected(int attempt) implements Effect {}

    /**
     * Tell the user that the history which the server replays on a new connection is over. This comes once for each
     * connection, unless the connection ends before.
     *
     * @param quiet whether no console message came for {@link SessionPolicy#historyQuiet()}; if false, {@link
     *     SessionPolicy#historyLimit()} has passed
     */
    record TellHistoryOver(boolean quiet) implements Effect {}

    /** Tell the user that the server accepted a new token on the open connection. */
    record TellRefreshed() implements Effect {}

    /**
     * Tell the user that the token of the open connection was not renewed: the token call failed or was refused, or the
     * new token could not be sent or was not answered in time. The session tries again.
     *
     * @param cause the reason
     */
    record TellRefreshFailed(Cause cause) implements Effect {}

    /**
     * Tell the user that an attempt failed or a connection was lost, and that there will be another attempt.
     *
     * @param cause the reason
     * @param attempt the number of the next attempt, from 1
     * @param delay the time until the next attempt
     */
    record TellRetrying(Cause cause, int attempt, Duration delay) implements Effect {}

    /**
     * Tell the user that the session has ended, until there is a new {@link Input.Connect}.
     *
     * @param cause the reason
     * @param exhausted whether the session gave up because the policy allows no more attempts; {@code cause} is then the
     *     reason why the last one failed
     */
    record TellEnded(Cause cause, boolean exhausted) implements Effect {}
}
