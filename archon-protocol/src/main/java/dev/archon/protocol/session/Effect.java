package dev.archon.protocol.session;

import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.WebSocketCredentials;
import java.time.Duration;

/** What is to be done after an {@link Input}, in the order of the list. */
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
     * Forget a token call; its answer is of no use any more.
     *
     * @param fetch the number of the call
     */
    record CancelFetch(long fetch) implements Effect {}

    /**
     * Open a connection and do the WebSocket handshake, and answer with {@link Input.Opened} or
     * {@link Input.OpenFailed}.
     *
     * @param connection the number of this connection
     * @param credentials where to; the token is sent later, by {@link SendAuth}
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
     * Send a close frame, wait for the server's for a short time, and let go of the connection. Nothing is to be
     * answered.
     *
     * @param connection the number of the connection
     * @param code the close code
     * @param reason the reason that goes with it
     */
    record CloseConnection(long connection, int code, String reason) implements Effect {}

    /**
     * Let go of the connection, opened or not, without a close frame. Nothing is to be answered.
     *
     * @param connection the number of the connection
     */
    record DropConnection(long connection) implements Effect {}

    /**
     * Start a timer, and answer with {@link Input.TimerFired} unless it is cancelled before. It does not run yet.
     *
     * @param timer which
     * @param delay how long it runs
     */
    record StartTimer(Timer timer, Duration delay) implements Effect {}

    /**
     * Cancel a timer, which runs.
     *
     * @param timer which
     */
    record CancelTimer(Timer timer) implements Effect {}

    /**
     * Tell the user that events flow.
     *
     * @param attempt the number of attempts that it took after the first, zero if the first succeeded
     */
    record TellConnected(int attempt) implements Effect {}

    /**
     * Tell the user that the history which the server replays on a new connection is over. Once for each connection, unless
     * it ends before.
     *
     * @param quiet whether the console has been quiet for {@link SessionPolicy#historyQuiet()}; if not, {@link
     *     SessionPolicy#historyLimit()} has passed
     */
    record TellHistoryOver(boolean quiet) implements Effect {}

    /** Tell the user that the server accepted a new token on the connection as it stands. */
    record TellRefreshed() implements Effect {}

    /**
     * Tell the user that the token of the connection as it stands was not renewed: the token call failed or was refused,
     * or the new token could not be sent or was not answered in time. It will be tried again.
     *
     * @param cause why
     */
    record TellRefreshFailed(Cause cause) implements Effect {}

    /**
     * Tell the user that an attempt failed or a connection was lost, and that there will be another attempt.
     *
     * @param cause why
     * @param attempt the number of the attempt to come, from 1
     * @param delay how long it is until then
     */
    record TellRetrying(Cause cause, int attempt, Duration delay) implements Effect {}

    /**
     * Tell the user that the session has ended, until there is a new {@link Input.Connect}.
     *
     * @param cause why
     * @param exhausted whether it was given up because there have been attempts enough; {@code cause} is why the last
     *     one failed
     */
    record TellEnded(Cause cause, boolean exhausted) implements Effect {}
}
