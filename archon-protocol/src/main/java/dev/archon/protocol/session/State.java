package dev.archon.protocol.session;

import dev.archon.protocol.rest.Jwt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
     * A ping that was sent because nothing came.
     *
     * @param at when
     * @param silent how long nothing had been read by then
     */
    record Ping(Instant at, Duration silent) {}

    /**
     * Events flow. Runs {@link Timer#KEEP_ALIVE}, {@link Timer#STABLE} until the connection is stable, and what
     * {@link Refresh} says.
     *
     * @param history what is remembered
     * @param connection the number of the connection
     * @param token the token that was sent last
     * @param stable whether earlier failures have been forgotten
     * @param ping the ping that is to be answered; empty if there is none
     * @param refresh how far the renewal of the token is
     */
    record Connected(History history, long connection, Jwt token, boolean stable, Optional<Ping> ping, Refresh refresh)
            implements State {

        static Connected fresh(History history, long connection, Jwt token) {
            return new Connected(history, connection, token, false, Optional.empty(), Refresh.NONE);
        }

        Connected with(Refresh refresh) {
            return new Connected(history, connection, token, stable, ping, refresh);
        }

        Connected with(History history, Refresh refresh) {
            return new Connected(history, connection, token, stable, ping, refresh);
        }

        Connected renewed(Jwt token) {
            return new Connected(history, connection, token, stable, ping, refresh.sent(token));
        }

        Connected provenStable() {
            return new Connected(history.forgiven(), connection, token, true, ping, refresh);
        }

        Connected pinged(Optional<Ping> ping) {
            return new Connected(history, connection, token, stable, ping, refresh);
        }
    }

    /**
     * The renewal of a connection's token.
     *
     * @param fetch the number of the token call under way, which runs {@link Timer#TOKEN_TIMEOUT}; empty if there is none
     * @param next what {@link Timer#REFRESH} runs for
     * @param startedAt when the last token call began, the one for the connection itself not counted
     * @param failures how many token calls have failed in a row
     * @param previousDelay the wait before the last of them, zero if there was none
     * @param unanswered the tokens that have been sent and not answered yet, oldest first; the newest
     *     {@value History#MAX_REFUSED}
     */
    record Refresh(
            OptionalLong fetch,
            Next next,
            Optional<Instant> startedAt,
            int failures,
            Duration previousDelay,
            List<Jwt> unanswered) {

        static final Refresh NONE =
                new Refresh(OptionalLong.empty(), Next.NONE, Optional.empty(), 0, Duration.ZERO, List.of());

        /** What {@link Timer#REFRESH} runs for. */
        public enum Next {
            /** Nothing; it does not run. */
            NONE,

            /** The token is renewed before it expires. */
            BEFORE_EXPIRY,

            /** A token is wanted already, but a wait is to be kept: that between two renewals, or that after a failure. */
            WANTED
        }

        /**
         * Makes the list immutable.
         *
         * @param fetch see {@link #fetch()}
         * @param next see {@link #next()}
         * @param startedAt see {@link #startedAt()}
         * @param failures see {@link #failures()}
         * @param previousDelay see {@link #previousDelay()}
         * @param unanswered see {@link #unanswered()}
         */
        public Refresh {
            unanswered = List.copyOf(unanswered);
        }

        boolean isScheduled() {
            return next != Next.NONE;
        }

        boolean isFetching(long number) {
            return fetch.isPresent() && fetch.getAsLong() == number;
        }

        Refresh next(Next next) {
            return new Refresh(fetch, next, startedAt, failures, previousDelay, unanswered);
        }

        Refresh fetching(long fetch, Instant now) {
            return new Refresh(
                    OptionalLong.of(fetch), Next.NONE, Optional.of(now), failures, previousDelay, unanswered);
        }

        Refresh failed(int failures, Duration delay) {
            return new Refresh(OptionalLong.empty(), next, startedAt, failures, delay, unanswered);
        }

        Refresh released() {
            return failed(failures, previousDelay);
        }

        Refresh sent(Jwt token) {
            return new Refresh(
                    OptionalLong.empty(), next, startedAt, 0, Duration.ZERO, History.append(unanswered, token));
        }

        Refresh confirmed() {
            return new Refresh(
                    fetch, next, startedAt, failures, previousDelay, unanswered.subList(1, unanswered.size()));
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
