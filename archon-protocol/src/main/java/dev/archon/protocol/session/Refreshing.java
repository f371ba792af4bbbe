package dev.archon.protocol.session;

import dev.archon.protocol.codec.JwtClaims;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.session.Cause.Kind;
import dev.archon.protocol.session.State.Connected;
import dev.archon.protocol.session.State.Refresh;
import dev.archon.protocol.session.State.Refresh.Next;
import java.time.Duration;
import java.util.Optional;

/** Computes the next state and effects of the renewal of an open connection's token. */
final class Refreshing {

    /** How long after its expiry a token may still be accepted, since clocks differ. */
    private static final Duration EXPIRY_GRACE = Duration.ofSeconds(60);

    /** The shortest wait after a token call that was refused; it is up to twice as long, so that clients do not call all at once. */
    private static final Duration REFUSED_RETRY = Duration.ofSeconds(60);

    private Refreshing() {}

    /** Schedules the renewal before the token expires, if the token states its expiry. */
    static Connected schedule(TransitionBuilder step, Connected state) {
        Optional<Duration> remaining = JwtClaims.expiry(state.token())
                .map(expiry -> Duration.between(step.now, expiry))
                .filter(left -> left.compareTo(Duration.ZERO) > 0);
        // A new token that seems to have expired shows that the clocks differ; the server has to ask for a renewal.
        return remaining.isEmpty()
                ? state
                : starts(
                        step,
                        state,
                        Next.BEFORE_EXPIRY,
                        max(beforeExpiry(step.policy, remaining.get()), untilAllowed(step, state.refresh())));
    }

    /** The server asks for a new token. */
    static Transition asked(TransitionBuilder step, Connected state) {
        Refresh refresh = state.refresh();
        if (refresh.isUnderWay()) {
            return step.to(state);
        }
        Duration wait = untilAllowed(step, refresh);
        if (refresh.isScheduled()) {
            step.cancels(Timer.REFRESH);
        }
        return wait.isZero() ? due(step, state) : step.to(starts(step, state, Next.WANTED, wait));
    }

    /** Fetches a new token now. {@link Timer#REFRESH} does not run. */
    static Transition due(TransitionBuilder step, Connected state) {
        AttemptHistory history = state.history().nextId();
        step.does(new Effect.FetchToken(history.lastId()));
        return step.to(state.with(history, state.refresh().fetching(history.lastId(), step.now)));
    }

    static Transition fetched(TransitionBuilder step, Connected state, Jwt token) {
        if (state.history().refused().contains(token)) {
            return failed(step, state.with(state.refresh().fetched()), Cause.of(Kind.TOKEN_REPEATED), Optional.empty());
        }
        if (state.refresh().isAwaiting()) {
            step.cancels(Timer.AUTH_TIMEOUT);
        }
        step.does(new Effect.SendAuth(state.connection(), token));
        step.starts(Timer.AUTH_TIMEOUT, step.policy.authTimeout());
        return step.to(schedule(step, state.renewed(token)));
    }

    /** The server accepted a token that was sent on the open connection. */
    static Transition accepted(TransitionBuilder step, Connected state) {
        Refresh confirmed = state.refresh().confirmed(step.now);
        if (state.refresh().isAwaiting() && !confirmed.isAwaiting()) {
            step.cancels(Timer.AUTH_TIMEOUT);
        }
        step.does(new Effect.TellRefreshed());
        return step.to(state.with(confirmed));
    }

    /** The server did not answer the token that was sent last in time. */
    static Transition unanswered(TransitionBuilder step, Connected state) {
        return failed(step, state.with(state.refresh().timedOut()), Cause.of(Kind.AUTH_TIMED_OUT), Optional.empty());
    }

    /** A token never reached the server. */
    static Transition notSent(TransitionBuilder step, Connected state, Input.AuthNotSent unsent) {
        Refresh refresh = state.refresh();
        if (!refresh.unanswered().contains(unsent.token())) {
            return step.to(state);
        }
        Refresh without = refresh.without(unsent.token());
        if (refresh.isAwaiting() && !without.isAwaiting()) {
            step.cancels(Timer.AUTH_TIMEOUT);
        }
        return failed(step, state.with(without), Cause.of(Kind.AUTH_NOT_SENT, unsent.detail()), Optional.empty());
    }

    /** A renewal failed and will be tried again. No token call is under way any more. */
    static Transition failed(TransitionBuilder step, Connected state, Cause cause, Optional<Duration> retryAfter) {
        return again(step, state, cause, retryAfter, Duration.ZERO, SessionPolicy.LONGEST);
    }

    /**
     * The token call was refused. The connection is kept as long as its token may be accepted: the refusal may be a mistake,
     * and if it is none, the server ends the connection.
     */
    static Transition refused(TransitionBuilder step, Connected state, Failure failure) {
        Cause cause = Cause.of(Kind.TOKEN_REFUSED, failure);
        Duration left = state.refresh()
                .goodUntil()
                .map(expiry -> Duration.between(step.now, expiry).plus(EXPIRY_GRACE))
                .orElse(SessionPolicy.LONGEST);
        if (left.compareTo(Duration.ZERO) <= 0) {
            step.releases(state);
            return step.end(state.history(), cause);
        }
        return again(step, state, cause, failure.retryAfter(), step.spread(REFUSED_RETRY), left);
    }

    /**
     * Reports a failure, and schedules the next token call.
     *
     * @param least the shortest wait
     * @param most the longest wait, unless the server asks for a longer one
     */
    private static Transition again(
            TransitionBuilder step,
            Connected state,
            Cause cause,
            Optional<Duration> retryAfter,
            Duration least,
            Duration most) {
        step.does(new Effect.TellRefreshFailed(cause));
        Refresh refresh = state.refresh();
        int failures = AttemptHistory.oneMore(refresh.failures());
        if (refresh.isUnderWay()) {
            return step.to(state.with(refresh.failed(failures, refresh.previousDelay())));
        }
        if (refresh.isScheduled()) {
            step.cancels(Timer.REFRESH);
        }
        Duration own = max(least, step.refreshRetry(failures, refresh.previousDelay(), retryAfter));
        Duration delay = max(retryAfter.isPresent() ? own : min(own, most), step.policy.refreshInterval());
        return step.to(starts(step, state.with(refresh.failed(failures, delay)), Next.WANTED, delay));
    }

    private static Connected starts(TransitionBuilder step, Connected state, Next next, Duration delay) {
        step.starts(Timer.REFRESH, delay);
        return state.with(state.refresh().next(next));
    }

    private static Duration beforeExpiry(SessionPolicy policy, Duration remaining) {
        Duration lead = min(remaining.dividedBy(5), policy.refreshLead());
        return min(remaining.minus(lead), SessionPolicy.LONGEST);
    }

    private static Duration untilAllowed(TransitionBuilder step, Refresh refresh) {
        if (refresh.startedAt().isEmpty()) {
            return Duration.ZERO;
        }
        // If the clock was set back, no time counts as passed, so that the wait does not grow.
        Duration since = max(Duration.between(refresh.startedAt().get(), step.now), Duration.ZERO);
        return max(step.policy.refreshInterval().minus(since), Duration.ZERO);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }
}
