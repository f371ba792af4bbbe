package dev.archon.protocol.session;

import dev.archon.protocol.codec.JwtClaims;
import dev.archon.protocol.rest.Jwt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The state of a session. */
public sealed interface State {

    /**
     * The history of the session's attempts, which outlives each connection.
     *
     * @return the history
     */
    AttemptHistory history();

    /**
     * The state in which every session starts.
     *
     * @return the state {@link Idle} without a history
     */
    static State initial() {
        return new Idle(AttemptHistory.EMPTY);
    }

    /**
     * The user has not asked for a connection yet. Runs no timer.
     *
     * @param history the history of attempts
     */
    record Idle(AttemptHistory history) implements State {}

    /**
     * A token is being fetched for a new connection. No timer runs: the token call has a limit of its own.
     *
     * @param history the history of attempts
     * @param fetch the number of the token call
     */
    record FetchingToken(AttemptHistory history, long fetch) implements State {}

    /**
     * The connection is being opened, with its handshake. Runs {@link Timer#OPEN_TIMEOUT}.
     *
     * @param history the history of attempts
     * @param connection the number of the connection
     * @param token the token that is sent when it is open
     */
    record Opening(AttemptHistory history, long connection, Jwt token) implements State {}

    /**
     * The token has been sent, and the session waits for the server's answer. Runs {@link Timer#AUTH_TIMEOUT}.
     *
     * @param history the history of attempts
     * @param connection the number of the connection
     * @param token the token that was sent
     * @param expiring whether the server has already sent {@code auth-expiring}; then the token is renewed as soon as it is
     *     accepted
     */
    record Authenticating(AttemptHistory history, long connection, Jwt token, boolean expiring) implements State {}

    /**
     * A ping that was sent because nothing was read.
     *
     * @param at the time at which it was sent
     * @param silent how long nothing had been read at that time
     */
    record Ping(Instant at, Duration silent) {}

    /**
     * The server accepted the token, and sends events. Runs {@link Timer#KEEP_ALIVE}, {@link Timer#STABLE} until the
     * connection is stable, {@link Timer#HISTORY} until the replayed history is over, and the timers of {@link Refresh}.
     *
     * @param history the history of attempts
     * @param connection the number of the connection
     * @param token the token that was sent last
     * @param stable whether earlier failures have been forgotten
     * @param replay how much of {@link SessionPolicy#historyLimit()} is left when {@link Timer#HISTORY} fires; empty if the
     *     replayed history is over
     * @param ping the ping that the server has not answered yet; empty if there is none
     * @param refresh the state of the token's renewal
     */
    record Connected(
            AttemptHistory history,
            long connection,
            Jwt token,
            boolean stable,
            Optional<Duration> replay,
            Optional<Ping> ping,
            Refresh refresh)
            implements State {

        static Connected fresh(AttemptHistory history, long connection, Jwt token, Duration replay, Instant now) {
            return new Connected(
                    history,
                    connection,
                    token,
                    false,
                    Optional.of(replay),
                    Optional.empty(),
                    Refresh.of(Refresh.goodUntil(token, now)));
        }

        Connected with(Refresh refresh) {
            return new Connected(history, connection, token, stable, replay, ping, refresh);
        }

        Connected with(AttemptHistory history, Refresh refresh) {
            return new Connected(history, connection, token, stable, replay, ping, refresh);
        }

        Connected renewed(Jwt token) {
            return new Connected(
                    history,
                    connection,
                    token,
                    stable,
                    replay,
                    ping,
                    refresh.fetched().sent(token));
        }

        Connected provenStable() {
            return new Connected(history.forgiven(), connection, token, true, replay, ping, refresh);
        }

        Connected replaying(Optional<Duration> replay) {
            return new Connected(history, connection, token, stable, replay, ping, refresh);
        }

        Connected pinged(Optional<Ping> ping) {
            return new Connected(history, connection, token, stable, replay, ping, refresh);
        }
    }

    /**
     * The state of the renewal of a connection's token.
     *
     * @param fetch the number of the token call under way; empty if there is none
     * @param next the purpose for which {@link Timer#REFRESH} runs
     * @param startedAt the time at which the last token call of a renewal started; empty before the first
     * @param failures how many renewals have failed in a row
     * @param previousDelay the wait after the last of them, zero if there was none
     * @param goodUntil the time at which the token that the server accepted last expires; empty if the token does not state it,
     *     or had expired by our clock when it was accepted, which shows that the clocks differ
     * @param unanswered the tokens that have been sent and not answered yet, oldest first; the newest
     *     {@value AttemptHistory#MAX_REFUSED}
     * @param overdue how many of them, from the oldest on, were not answered in time. {@link Timer#AUTH_TIMEOUT} runs while
     *     there are others
     */
    record Refresh(
            OptionalLong fetch,
            Next next,
            Optional<Instant> startedAt,
            int failures,
            Duration previousDelay,
            Optional<Instant> goodUntil,
            List<Jwt> unanswered,
            int overdue) {

        static Refresh of(Optional<Instant> goodUntil) {
            return new Refresh(
                    OptionalLong.empty(), Next.NONE, Optional.empty(), 0, Duration.ZERO, goodUntil, List.of(), 0);
        }

        /** The purpose for which {@link Timer#REFRESH} runs. */
        public enum Next {
            /** Nothing; it does not run. */
            NONE,

            /** The token is renewed before it expires. */
            BEFORE_EXPIRY,

            /** A renewal is due, but has to wait: for the interval between renewals, or after a failure. */
            WANTED
        }

        /** Makes the list immutable. */
        public Refresh {
            unanswered = List.copyOf(unanswered);
        }

        boolean isScheduled() {
            return next != Next.NONE;
        }

        boolean isFetching(long number) {
            return fetch.isPresent() && fetch.getAsLong() == number;
        }

        static Optional<Instant> goodUntil(Jwt accepted, Instant now) {
            return JwtClaims.expiry(accepted).filter(now::isBefore);
        }

        /** Whether an answer may still come in time. */
        boolean isAwaiting() {
            return unanswered.size() > overdue;
        }

        /** Whether a token call is under way, or waits for its time. */
        boolean isUnderWay() {
            return fetch.isPresent() || next == Next.WANTED;
        }

        Refresh next(Next next) {
            return new Refresh(fetch, next, startedAt, failures, previousDelay, goodUntil, unanswered, overdue);
        }

        Refresh fetching(long fetch, Instant now) {
            return new Refresh(
                    OptionalLong.of(fetch),
                    Next.NONE,
                    Optional.of(now),
                    failures,
                    previousDelay,
                    goodUntil,
                    unanswered,
                    overdue);
        }

        Refresh fetched() {
            return new Refresh(
                    OptionalLong.empty(), next, startedAt, failures, previousDelay, goodUntil, unanswered, overdue);
        }

        Refresh failed(int failures, Duration delay) {
            return new Refresh(fetch, next, startedAt, failures, delay, goodUntil, unanswered, overdue);
        }

        Refresh sent(Jwt token) {
            List<Jwt> more = AttemptHistory.append(unanswered, token);
            int forgotten = unanswered.size() + 1 - more.size();
            return answering(more, Math.max(0, overdue - forgotten));
        }

        /**
         * The server accepted a token: the oldest that may still be answered in time. The server does not answer those
         * before it any more.
         */
        Refresh confirmed(Instant now) {
            int answered = Math.min(overdue + 1, unanswered.size());
            return new Refresh(
                    fetch,
                    next,
                    startedAt,
                    0,
                    Duration.ZERO,
                    goodUntil(unanswered.get(answered - 1), now),
                    unanswered.subList(answered, unanswered.size()),
                    0);
        }

        Refresh timedOut() {
            return answering(unanswered, unanswered.size());
        }

        /** Forgets a token that never reached the server. */
        Refresh without(Jwt token) {
            int index = unanswered.lastIndexOf(token);
            List<Jwt> fewer = new ArrayList<>(unanswered);
            fewer.remove(index);
            return answering(fewer, index < overdue ? overdue - 1 : overdue);
        }

        private Refresh answering(List<Jwt> unanswered, int overdue) {
            return new Refresh(fetch, next, startedAt, failures, previousDelay, goodUntil, unanswered, overdue);
        }
    }

    /**
     * The session waits before the next attempt. Runs {@link Timer#BACKOFF}.
     *
     * @param history the history of attempts; its failures are the number of the next attempt
     * @param until the time of the next attempt
     * @param cause the reason why the last one failed
     */
    record BackingOff(AttemptHistory history, Instant until, Cause cause) implements State {}

    /**
     * There is no connection, and no attempt before the next {@link Input.Connect}. Runs no timer.
     *
     * @param history the history of attempts
     * @param cause the reason why it ended
     * @param expected whether it ended on purpose: the user asked for it, or the server closed the connection with
     *     a code after which the policy does not reconnect
     */
    record Ended(AttemptHistory history, Cause cause, boolean expected) implements State {}

    /**
     * The session is over for good. Runs no timer.
     *
     * @param history the history of attempts
     */
    record Closed(AttemptHistory history) implements State {}
}
