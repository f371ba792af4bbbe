package dev.archon.protocol.session;

import dev.archon.protocol.rest.Jwt;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Where a session stands. */
public sealed interface State {

    /**
     * What is remembered beyond one connection.
     *
     * @return the history
     */
    History history();

    /**
     * Where every session begins.
     *
     * @return the state of a session for which nobody has asked for anything
     */
    static State initial() {
        return new Idle(History.EMPTY);
    }

    /**
     * Nobody has asked for a connection yet.
     *
     * @param history what is remembered
     */
    record Idle(History history) implements State {}

    /**
     * A token is being fetched for a new connection. Runs {@link Timer#TOKEN_TIMEOUT}.
     *
     * @param history what is remembered
     * @param fetch the number of the token call
     */
    record FetchingToken(History history, long fetch) implements State {}

    /**
     * The connection is being made. Runs {@link Timer#OPEN_TIMEOUT}.
     *
     * @param history what is remembered
     * @param connection the number of the connection
     * @param token the token to be sent on it
     */
    record Opening(History history, long connection, Jwt token) implements State {}

    /**
     * The token has been sent, the server's answer is awaited. Runs {@link Timer#AUTH_TIMEOUT}.
     *
     * @param history what is remembered
     * @param connection the number of the connection
     * @param token the token that was sent
     */
    record Authenticating(History history, long connection, Jwt token) implements State {}

    /**
     * Events flow. Runs {@link Timer#KEEP_ALIVE}, {@link Timer#STABLE} until the connection is stable, and what
     * {@link Refresh} says.
     *
     * @param history what is remembered
     * @param connection the number of the connection
     * @param token the token that was sent last
     * @param stable whether earlier failures have been forgotten
     * @param awaitingPong whether a ping has been sent and nothing has been read since
     * @param refresh how far the renewal of the token is
     */
    record Connected(History history, long connection, Jwt token, boolean stable, boolean awaitingPong, Refresh refresh)
            implements State {

        Connected with(Refresh refresh) {
            return new Connected(history, connection, token, stable, awaitingPong, refresh);
        }

        Connected with(History history, Jwt token, Refresh refresh) {
            return new Connected(history, connection, token, stable, awaitingPong, refresh);
        }

        Connected provenStable() {
            return new Connected(history.forgiven(), connection, token, true, awaitingPong, refresh);
        }

        Connected awaitingPong(boolean awaitingPong) {
            return new Connected(history, connection, token, stable, awaitingPong, refresh);
        }
    }

    /**
     * The renewal of a connection's token.
     *
     * @param fetch the number of the token call under way, which runs {@link Timer#TOKEN_TIMEOUT}; empty if there is none
     * @param scheduled whether {@link Timer#REFRESH} runs
     * @param startedAt when the last token call began, the one for the connection itself not counted
     * @param failures how many token calls have failed in a row
     * @param unconfirmed whether a new token has been sent that the server has not answered yet
     */
    record Refresh(
            OptionalLong fetch, boolean scheduled, Optional<Instant> startedAt, int failures, boolean unconfirmed) {

        static final Refresh NONE = new Refresh(OptionalLong.empty(), false, Optional.empty(), 0, false);

        Refresh scheduled(boolean scheduled) {
            return new Refresh(fetch, scheduled, startedAt, failures, unconfirmed);
        }

        Refresh fetching(long fetch, Instant now) {
            return new Refresh(OptionalLong.of(fetch), false, Optional.of(now), failures, unconfirmed);
        }

        Refresh failed() {
            return new Refresh(OptionalLong.empty(), false, startedAt, failures + 1, unconfirmed);
        }

        Refresh sent() {
            return new Refresh(OptionalLong.empty(), false, startedAt, 0, true);
        }

        Refresh confirmed() {
            return new Refresh(fetch, scheduled, startedAt, failures, false);
        }
    }

    /**
     * The next attempt is awaited. Runs {@link Timer#BACKOFF}.
     *
     * @param history what is remembered; its failures are the number of the attempt to come
     * @param until when the next attempt is due
     * @param cause why the last one failed
     */
    record BackingOff(History history, Instant until, Cause cause) implements State {}

    /**
     * There is no connection and there will be none until {@link Input.Connect}. Runs no timer.
     *
     * @param history what is remembered
     * @param cause why
     */
    record Ended(History history, Cause cause) implements State {}

    /**
     * The session is over for good. Runs no timer.
     *
     * @param history what is remembered
     */
    record Closed(History history) implements State {}
}
